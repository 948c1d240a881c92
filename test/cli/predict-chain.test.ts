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

interface BandsDocument {
  readonly median: readonly number[];
  readonly ci68: readonly (readonly [number, number])[];
  readonly ci95: readonly (readonly [number, number])[];
}

describe('predict spectra and anisotropy --chain', () => {
  test('give the document of one curve with medians, and bands of the model and of a measurement', async () => {
    type Document = Record<'model' | 'noisy', BandsDocument> & Record<'total', number[]>;
    const document = await licmcJson<Document>(
      ...['predict', 'spectra', '--species', 'p', '--at', '10,1e4', '--chain', chain, '--error', '0.5'],
    );
    expect(Object.keys(document)).toEqual([
      'species',
      'axis',
      'x',
      'total',
      'components',
      'flux_unit',
      'chain',
      'draws',
      'model',
      'noisy',
    ]);
    expect(document.model.median).toEqual(document.total);
    const [[lo, hi]] = document.noisy.ci68;
    // Hardly any width but the error's: 0.994 of it to either side; from 1440 draws to about 4 %.
    expect((hi - lo) / 2 / document.total[0] / 0.5).toBeGreaterThan(0.85);
    expect((hi - lo) / 2 / document.total[0] / 0.5).toBeLessThan(1.15);
    const [modelLo, modelHi] = document.model.ci95[0];
    expect(modelHi - modelLo).toBeLessThan(0.2 * document.total[0]);
  });

  test('bands of phases lie around their median across 180 degrees', async () => {
    type Document = Record<'model' | 'noisy', Record<'amplitude' | 'phase_ra_deg', BandsDocument>> & {
      readonly phase_ra_deg: number[];
    };
    const { phase_ra_deg: phase, noisy } = await licmcJson<Document>(
      ...['predict', 'anisotropy', '--at', '1e3,1e6', '--chain', chain, '--phase-error', '60'],
    );
    phase.forEach((median, i) => {
      expect(median > -180 && median <= 180).toBe(true);
      const [lo, hi] = noisy.phase_ra_deg.ci68[i];
      expect(lo).toBeLessThan(noisy.phase_ra_deg.median[i]);
      expect((hi - lo) / 2 / 60).toBeGreaterThan(0.85);
      expect((hi - lo) / 2 / 60).toBeLessThan(1.15);
    });
  });

  test('without points predict the data of the chain', async () => {
    const { measurements } = await licmcJson<{
      measurements: { dataset: string; measured: number; noisy: { ci95: [number, number] } }[];
    }>('predict', 'spectra', '--species', 'he', '--chain', chain);
    expect(measurements).toHaveLength(125);
    const dampe = measurements.filter(({ dataset }) => dataset === 'DAMPE_2021_He');
    // Its errors are wide: all of it lies within what is predicted.
    for (const { measured, noisy } of dampe)
      expect(measured > noisy.ci95[0] && measured < noisy.ci95[1]).toBe(true);
  });

  test('refuse to move the values of a chain', async () => {
    const { code, err } = await licmc(
      ...['predict', 'anisotropy', '--chain', chain, '--set', 'v_sun=12', '--model', 'kinetic'],
    );
    expect(code).toBe(2);
    expect(err).toContain('--set:');
    expect(err).toContain('--model:');
  });
});
