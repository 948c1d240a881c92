import { beforeAll, describe, expect, test } from 'vitest';
import { openChain } from '../../src/chain/reader.js';
import { diffChains } from '../../src/comparison/chain-diff.js';
import type { ChainDiff } from '../../src/comparison/chain-diff.js';
import { runDifferences } from '../../src/comparison/run-differences.js';
import { dataDifferences } from '../../src/comparison/same-data.js';
import { loadConfig } from '../../src/config/load.js';
import { runRecord } from '../../src/inference/run-record.js';
import { licmc, licmcJson } from '../helpers/command-line.js';
import { drawChain, smallConfig } from './small-chains.js';

function diffOf(first: string, second: string): ChainDiff {
  const chains = [openChain(first), openChain(second)] as const;
  try {
    return diffChains(...chains);
  } finally {
    for (const chain of chains) chain.close();
  }
}

describe('two chains', () => {
  let paths: { readonly paper: string; readonly natural: string };

  beforeAll(async () => {
    const base = smallConfig();
    const { parameters } = base;
    paths = {
      paper: await drawChain(base),
      // x in its own unit instead of log10, V_sun fixed.
      natural: await drawChain({
        ...base,
        parameters: {
          ...parameters,
          x_lic: { prior: { dist: 'uniform', min: 0.01, max: 19 }, log10: false, start: 1.6 },
          v_sun: { value: 15.5 },
        },
      }),
    };
  });

  test('a chain has not moved from itself', () => {
    const found = diffOf(paths.paper, paths.paper);
    expect(found).toMatchObject({ differences: [], data_differences: [], only_first: [], only_second: [] });
    expect(found.largest_shift_mcse).toBe(0);
    expect(found.parameters.every(({ shift, sd_ratio }) => shift === 0 && sd_ratio === 1)).toBe(true);
  });

  test('shifts are differences of means over the errors that constraints prints', async () => {
    const found = diffOf(paths.paper, paths.natural);
    const rows = await Promise.all(
      [paths.paper, paths.natural].map(async (path) => {
        type Row = { id: string; mean: number; sd: number; mcse_mean: number };
        const { parameters } = await licmcJson<{ parameters: Row[] }>('constraints', path);
        return parameters.find(({ id }) => id === 'x_lic')!;
      }),
    );
    const [a, b] = rows;
    const x = found.parameters.find(({ id }) => id === 'x_lic')!;
    expect(x.shift).toBeCloseTo(b.mean - a.mean, 12);
    expect(x.shift_mcse).toBeCloseTo((b.mean - a.mean) / Math.hypot(a.mcse_mean, b.mcse_mean), 9);
    expect(x.shift_sd).toBeCloseTo((b.mean - a.mean) / Math.sqrt((a.sd ** 2 + b.sd ** 2) / 2), 9);
  });

  test('a parameter is compared in both scales though each chain samples one, and what is fixed is listed', () => {
    const found = diffOf(paths.paper, paths.natural);
    const ids = found.parameters.map(({ id }) => id);
    expect(ids).toContain('x_lic');
    expect(ids).toContain('log10_x_lic');
    expect(ids).not.toContain('v_sun');
    expect(found.only_first).toMatchObject([{ id: 'v_sun', unit: 'km/s', fixed_at: 15.5 }]);
    expect(found.only_second).toEqual([]);
    expect(found.differences!.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['parameters.v_sun.value', 'parameters.x_lic.log10']),
    );
    expect(found.data_differences).toEqual([]);
  });

  test('the command prints a table, and one JSON document', async () => {
    const { code, out } = await licmc('diff', paths.paper, paths.natural);
    expect(code).toBe(0);
    expect(out).toMatch(/config +parameters\.v_sun\.value +- +15\.5/);
    expect(out).toMatch(/Only in the first: v_sun = .* km\/s; the other fixes it at 15\.500/);
    const document = await licmcJson<{ parameters: object[] }>('diff', paths.paper, paths.natural);
    expect(document).toMatchObject({ first: { config: 'paper' }, second: { config: 'paper' } });
    expect(Object.keys(document.parameters[0])).toEqual([
      'id',
      'unit',
      'derived',
      'first',
      'second',
      'shift',
      'shift_mcse',
      'shift_sd',
      'sd_ratio',
    ]);
  });

  test('a chain that is not there is one clear message', async () => {
    const { code, err } = await licmc('diff', paths.paper, 'nowhere.arrow');
    expect(code).toBe(2);
    expect(err).toMatch(/^nowhere\.arrow: expected the file of a chain, got no such file\./);
  });
});

describe('what differs between runs', () => {
  const lic = runRecord(loadConfig('lic'));
  const qgsjet = runRecord(loadConfig('qgsjet'));

  test('data sets are matched by name', () => {
    const { config } = lic;
    const without = { ...config, data: { ...config.data, spectra: config.data.spectra.slice(1) } };
    expect(runDifferences(lic, { ...lic, config: without })).toEqual([
      { kind: 'config', path: 'data.spectra.AMS02_2015_p', first: { used: true }, second: null },
    ]);
  });

  test('a change of program and of a data file are told apart', () => {
    const changed = { ...lic, version: '9.9.9', data: { ...lic.data, ARGO_2018: 'other' } };
    expect(runDifferences(lic, changed).map(({ kind, path }) => [kind, path])).toEqual([
      ['program', 'version'],
      ['data', 'ARGO_2018'],
    ]);
    expect(dataDifferences(lic, changed)).toEqual([{ dataset: 'ARGO_2018', observable: null, n: null }]);
  });

  test('SIBYLL and QGSJet are different measurements', () => {
    const names = dataDifferences(lic, qgsjet).map(({ dataset }) => dataset);
    expect(names).toContain('KASCADE_2005_SIBYLL21_He');
    expect(names).toContain('KASCADE_2005_QGSJET01_He');
    expect(names).not.toContain('AMS02_2015_p');
  });

  test('the order of a configuration is no difference of data', () => {
    const { config } = lic;
    const reversed = { ...config, data: { ...config.data, spectra: [...config.data.spectra].reverse() } };
    expect(dataDifferences(lic, { ...lic, config: reversed })).toEqual([]);
  });
});
