import { expect, test } from 'vitest';
import { shippedDatasets } from '../../src/data/read-datasets.js';
import { energyScaleId, nuisanceTable } from '../../src/likelihood/nuisances.js';

test('every experiment with shipped spectra has its energy scale, and no other', () => {
  const experiments = new Set(
    shippedDatasets().flatMap((set) => (set.kind === 'spectrum' ? [set.experiment] : [])),
  );
  const listed = nuisanceTable.filter(({ id }) => id.startsWith('energy_scale_')).map(({ id }) => id);
  expect(new Set(listed)).toEqual(new Set([...experiments].map(energyScaleId)));
});

test('ids are the experiment in snake case', () => {
  expect(energyScaleId('AMS-02')).toBe('energy_scale_ams_02');
  expect(energyScaleId('KASCADE (2024 reanalysis)')).toBe('energy_scale_kascade_2024_reanalysis');
  expect(energyScaleId('CREAM-I+III')).toBe('energy_scale_cream_i_iii');
});
