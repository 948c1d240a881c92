import { beforeAll, describe, expect, test } from 'vitest';
import { drawSmallChain } from '../report/small-chain.js';
import { licmc, licmcJson } from '../helpers/command-line.js';
import type { ChainCheck } from '../../src/check/check-chain.js';

let chain: string;
beforeAll(async () => {
  chain = await drawSmallChain();
});

describe('predict --chain', () => {
  test('checks every data set, and says in words where the model fails', async () => {
    const document = await licmcJson<ChainCheck>('predict', '--chain', chain, '--replicates', '1680');
    expect(Object.keys(document)).toEqual([
      'chain',
      'config',
      'replicates',
      'seed',
      'level',
      'tests',
      'scatter',
      'groups',
      'failures',
      'failures_without_scatter',
      'points',
    ]);
    expect(document).toMatchObject({ config: 'paper', failures_without_scatter: null });
    expect(document.replicates).toBeGreaterThanOrEqual(1680);
    // 10 spectra, 7 groups of amplitudes and of phases, and each kind together.
    expect(document.groups).toHaveLength(28);
    expect(document.points).toHaveLength(251 + 45 + 45);
    const kascade = document.failures.find(({ dataset }) => dataset === 'KASCADE_2005_SIBYLL21_He')!;
    expect(kascade.message).toMatch(/^helium fluxes of KASCADE_2005_SIBYLL21_He: from .* GV measured/);
    const phases = document.failures.find(
      ({ dataset, observable }) => dataset === null && observable === 'phase',
    )!;
    const nearPeV = phases.regions.find(({ from, to }) => from <= 1.6e6 && to >= 1e6)!;
    expect(nearPeV.offset).toBeGreaterThan(20);
    for (const { p, p_error } of document.groups.flatMap(({ chi2, window, run }) => [chi2, window, run])) {
      expect(p >= 0 && p <= 1).toBe(true);
      expect(p_error).toBeLessThan(0.5 / Math.sqrt(document.replicates) + 0.05);
    }
  });

  test('prints a table and what it means', async () => {
    const { code, out } = await licmc('predict', '--chain', chain, '--replicates', '1680');
    expect(code).toBe(0);
    expect(out).toMatch(/^data set +observable +n +chi2 +p/);
    expect(out).toContain('What the model and its noise do not explain');
  });

  test('with too few replicates for anything to fail says how many it takes', async () => {
    const { code, err } = await licmc('predict', '--chain', chain, '--replicates', '200');
    expect(code).toBe(2);
    // 84 p-values, of which the smallest must come down to 0.05/84.
    expect(err).toContain('--replicates: expected at least 1680');
  });

  test('without chain and subcommand says what it needs', async () => {
    const { code, err } = await licmc('predict');
    expect(code).toBe(2);
    expect(err).toContain('--chain CHAIN');
  });
});
