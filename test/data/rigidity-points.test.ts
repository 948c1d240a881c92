import { describe, expect, test } from 'vitest';
import type { SpectrumAxis, SpectrumDataset, SpectrumPoint, Species } from '../../src/data/dataset.js';
import { shippedDatasets } from '../../src/data/read-datasets.js';
import { rigidityPoints } from '../../src/data/rigidity-points.js';
import { beta, chargeZ, nucleonsA, spectrumAxes, speciesList } from '../../src/physics/rigidity.js';

const template = shippedDatasets().find(({ name }) => name === 'AMS02_2015_p') as SpectrumDataset;

function dataset(
  axis: SpectrumAxis,
  species: Species,
  points: readonly Partial<SpectrumPoint>[],
): SpectrumDataset {
  return { ...template, axis, species, points: points.map((point) => ({ ...template.points[0], ...point })) };
}

function trapezoid(x: readonly number[], y: readonly number[]): number {
  return x.slice(1).reduce((total, xi, i) => total + ((xi - x[i]) * (y[i] + y[i + 1])) / 2, 0);
}

describe('rigidityPoints', () => {
  test.each(spectrumAxes.flatMap((axis) => speciesList.map((species) => ({ axis, species }))))(
    'keeps the number of particles: $species on $axis',
    ({ axis, species }) => {
      const x = Array.from({ length: 4001 }, (_, i) => 5 * 10 ** (i / 2000));
      const flux = x.map((value) => value ** -2.7);
      const points = rigidityPoints(
        dataset(
          axis,
          species,
          x.map((value, i) => ({ x: value, flux: flux[i] })),
        ),
      );
      const counted = trapezoid(
        points.map((p) => p.rigidityGV),
        points.map((p) => p.fluxPerGV),
      );
      expect(counted).toBeAllclose(trapezoid(x, flux), { rtol: 3e-6 });
    },
  );

  test.each(speciesList)('J(R) = Z beta J(Ek) and J(Ek) = J(Ek/n) / A: %s', (species) => {
    for (const kinetic of [0.5, 10, 3e4]) {
      const nucleons = nucleonsA(species);
      const [perNucleus] = rigidityPoints(dataset('kinetic-energy', species, [{ x: kinetic, flux: 7 }]));
      const [perNucleon] = rigidityPoints(
        dataset('kinetic-energy-per-nucleon', species, [{ x: kinetic / nucleons, flux: 7 * nucleons }]),
      );
      const speed = beta(perNucleus.rigidityGV, species);
      expect(perNucleus.fluxPerGV).toBeAllclose(7 * chargeZ(species) * speed, { rtol: 1e-13 });
      expect(perNucleon.rigidityGV).toBeAllclose(perNucleus.rigidityGV, { rtol: 1e-14 });
      expect(perNucleon.fluxPerGV).toBeAllclose(perNucleus.fluxPerGV, { rtol: 1e-13 });
    }
  });

  test('rigidities stay as they are, errors scale with the flux, what is not published stays null', () => {
    const point = { x: 1000, flux: 4, xLo: 900, xHi: null, statLo: 1, statHi: 2, sysLo: null, sysHi: 0 };
    const [rigidity] = rigidityPoints(dataset('rigidity', 'he', [point]));
    expect(rigidity).toEqual({
      rigidityGV: 1000,
      rigidityLoGV: 900,
      rigidityHiGV: null,
      fluxPerGV: 4,
      statLo: 1,
      statHi: 2,
      sysLo: null,
      sysHi: 0,
    });
    const [energy] = rigidityPoints(dataset('total-energy', 'he', [point]));
    expect(energy.statLo! / energy.fluxPerGV).toBeAllclose(1 / 4, { rtol: 1e-15 });
    expect(energy.statHi! / energy.fluxPerGV).toBeAllclose(2 / 4, { rtol: 1e-15 });
    expect(energy.rigidityLoGV! < energy.rigidityGV).toBe(true);
    expect([energy.rigidityHiGV, energy.sysLo, energy.sysHi]).toEqual([null, null, 0]);
  });

  // R^2.7 J(R) in GV^1.7 m^-2 s^-1 sr^-1, log-log interpolated: computed by others when the tables were compiled.
  test.each([
    ['AMS02_2015_p', 100, 11411],
    ['DAMPE_2019_p', 1e3, 10897],
    ['DAMPE_2019_p', 6e4, 11467],
    ['CREAM3_2017_p', 1e4, 12388],
    ['LHAASO_2025_SIBYLL23d_p', 1e6, 13277],
    ['KASCADE_2005_SIBYLL21_p', 3e6, 5529],
    ['AMS02_2017_He', 1e3, 2685],
    ['DAMPE_2021_He', 100, 2414],
    ['CREAM3_2017_He', 1e4, 3622],
    ['JACEE_1998_He', 1e5, 5566],
    ['KASCADE_2005_QGSJET01_He', 1e6, 8490],
  ])('%s at %d GV', (name, rigidityGV, expected) => {
    const points = rigidityPoints(shippedDatasets().find((d) => d.name === name) as SpectrumDataset);
    const above = points.findIndex((p) => p.rigidityGV >= rigidityGV);
    const [a, b] = [points[above - 1], points[above]];
    const weight = Math.log(rigidityGV / a.rigidityGV) / Math.log(b.rigidityGV / a.rigidityGV);
    const flux = a.fluxPerGV ** (1 - weight) * b.fluxPerGV ** weight;
    expect(rigidityGV ** 2.7 * flux).toBeAllclose(expected, { atol: 0.6 });
  });
});
