import { beforeAll, describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/compare-chains.js';
import { priorInfluence } from '../../src/comparison/prior-influence.js';
import { rankByEvidence, rankByLoo } from '../../src/comparison/ranking.js';
import { looTotal } from '../../src/diagnostics/leave-one-out.js';
import { isSampled } from '../../src/config/resolved.js';
import { streamRng } from '../../src/math/rng.js';
import { createPrior } from '../../src/prior/registry.js';
import { licmc, licmcJson } from '../helpers/command-line.js';
import { drawChain, smallConfig } from './small-chains.js';

describe('chains', () => {
  let paths: { readonly all: string; readonly without: string; readonly otherData: string };

  beforeAll(async () => {
    const small = smallConfig({ stop: { steps: 40, max_steps: 40 } });
    const base = { ...small, sampler: { ...small.sampler, ensembles: 1, warmup: 120, start_spread: 0.02 } };
    const tempered = { ...base.sampler, temperatures: 4 };
    const fixed = Object.entries(base.parameters).map(([id, setting]) => [
      id,
      id.startsWith('q0c') && isSampled(setting) ? { value: setting.start } : setting,
    ]);
    const parameters = Object.fromEntries(fixed) as typeof base.parameters;
    paths = {
      all: await drawChain({ ...base, sampler: tempered }),
      without: await drawChain({
        ...base,
        sampler: tempered,
        parameters,
        components: ['background', 'nearby'],
      }),
      otherData: await drawChain({ ...base, data: { ...base.data, spectra: base.data.spectra.slice(1) } }),
    };
  });

  test('with and without a component are ranked by evidence and by leave-one-out', async () => {
    const found = await licmcJson<Comparison>('compare', paths.without, paths.all);
    expect(found.incomparable).toEqual([]);
    expect(found.groups).toHaveLength(1);
    const [{ by_evidence, by_loo }] = found.groups;
    // The Galactic center's component carries the knee: without it nothing fits.
    expect(by_evidence.map(({ chain }) => chain)).toEqual([1, 0]);
    expect(by_evidence[0]).toMatchObject({ log_bayes_factor: 0, log_bayes_factor_error: 0 });
    // Chains this short decide nothing by leave-one-out, and say so: Pareto k is too large everywhere.
    expect(by_loo[0].difference).toBe(0);
    expect(by_loo[1].difference).toBeCloseTo(by_loo[1].elpd - by_loo[0].elpd, 9);
    expect(by_loo[1].difference).toBeLessThan(0);
    expect(by_loo.every(({ bad }) => bad > 0)).toBe(true);
    expect(by_evidence[0].probability + by_evidence[1].probability).toBeCloseTo(1, 12);
    const [without, all] = found.chains;
    expect(without.components).toEqual(['background', 'nearby']);
    expect(all.priors.filter(({ shared }) => !shared).map(({ id }) => id)).toEqual([
      'log10_q0c_p',
      'log10_q0c_he',
    ]);
    // The sum over data sets is the sum over measurements.
    const { datasets, elpd, measurements } = all.loo!;
    expect(datasets.reduce((sum, set) => sum + set.elpd, 0)).toBeCloseTo(elpd, 8);
    expect(datasets.reduce((sum, set) => sum + set.n, 0)).toBe(measurements);
  });

  test('of other data have no Bayes factor: their differences, shifts and fits are shown', async () => {
    const { code, out } = await licmc('compare', paths.all, paths.otherData);
    expect(code).toBe(0);
    expect(out).toMatch(/of different measurements, so there is no Bayes factor between them/);
    expect(out).toMatch(/AMS02_2015_p \(spectrum\): \d+ points in the first, 0 in the second/);
    expect(out).toMatch(/No evidence, drawn at one temperature: \S*small/);
  });

  test('bad input is one clear message', async () => {
    const one = await licmc('compare', paths.all);
    expect(one).toMatchObject({ code: 2 });
    expect(one.err).toMatch(/^licmc compare: expected two or more chains/);
    const twice = await licmc('compare', paths.all, paths.all);
    expect(twice).toMatchObject({ code: 2 });
    expect(twice.err).toMatch(/expected each chain once/);
    expect((await licmc('compare', paths.all, 'nowhere.arrow')).code).toBe(2);
  });
});

describe('the slope of ln Z with the width of a prior', () => {
  const rng = streamRng('prior influence', 1);
  const normal = (mean: number, sd: number) =>
    Float64Array.from({ length: 40_000 }, () => mean + sd * rng.normal());
  const uniform = (low: number, high: number) =>
    Float64Array.from({ length: 40_000 }, () => low + (high - low) * rng.uniform());
  const flat = createPrior({ dist: 'uniform', min: -10, max: 10 });
  const bell = createPrior({ dist: 'normal', mean: 1, sd: 2 });

  test.each([
    { name: 'flat, decided by the data', prior: flat, values: normal(1, 0.5), slope: -1 },
    { name: 'flat, nothing learnt', prior: flat, values: uniform(-10, 10), slope: 0 },
    // p(10) = 2/20 and the distance from the middle is 10: -1 + 10 * 2/20.
    { name: 'flat, at its upper end', prior: flat, values: uniform(0, 10), slope: 0 },
    { name: 'normal, nothing learnt', prior: bell, values: normal(1, 2), slope: 0 },
    { name: 'normal, decided by the data', prior: bell, values: normal(1, 0.1), slope: -0.9975 },
    // E[z^2] - 1 with z = 2 +- 0.1: the data pull against the prior, a wider one would be more probable.
    { name: 'normal, in tension', prior: bell, values: normal(5, 0.2), slope: 3.01 },
  ])('$name', ({ prior, values, slope }) => {
    expect(Math.abs(priorInfluence(prior, values).width_slope - slope)).toBeLessThan(0.05);
  });

  test('what was learnt is the ln of posterior over prior width', () => {
    expect(priorInfluence(bell, normal(1, 0.2)).log_occam).toBeCloseTo(Math.log(0.1), 1);
    expect(priorInfluence(flat, uniform(-10, 10)).edge[0]).toBeCloseTo(0.05, 2);
  });
});

test('leave-one-out ranks by the sum, with the error of paired differences', () => {
  // Every measurement is predicted worse by 0.5, and by 0.5 alone: the difference is certain though each sum is not.
  const points = [-1, -5, -2, -9].map((elpd) => ({ elpd, lpd: elpd + 0.1, k: 0.2 }));
  const worse = points.map((point) => ({ ...point, elpd: point.elpd - 0.5 }));
  const loo = (left: typeof points) => ({
    points: left,
    summary: {
      ...looTotal(left),
      draws: 100,
      measurements: 4,
      good_k: 0.5,
      largest_k: 0.2,
      bad: 0,
      datasets: [],
    },
  });
  const ranks = rankByLoo([
    { chain: 0, loo: loo(worse) },
    { chain: 1, loo: null },
    { chain: 2, loo: loo(points) },
  ]);
  expect(ranks.map(({ chain, difference }) => [chain, difference])).toEqual([
    [2, 0],
    [0, -2],
  ]);
  expect(ranks[1].difference_se).toBeCloseTo(0, 12);
  expect(ranks[0].se).toBeCloseTo(Math.sqrt(38.75), 12);
});

test('evidences that are undefined are left out, and methods that disagree are told', () => {
  const estimate = (log_evidence: number) => ({
    log_evidence,
    error: 0.1,
    monte_carlo_error: 0.1,
    discretisation_error: 0,
    by_ensemble: [log_evidence],
  });
  const evidence = (stones: number, integral: number) => ({
    stepping_stone: estimate(stones),
    thermodynamic_integration: estimate(integral),
  });
  const ranks = rankByEvidence([
    { chain: 0, evidence: evidence(-12, -12.1) },
    { chain: 1, evidence: null },
    { chain: 2, evidence: evidence(-10, -11) },
    { chain: 3, evidence: evidence(NaN, NaN) },
  ]);
  expect(ranks.map(({ chain, methods_agree }) => [chain, methods_agree])).toEqual([
    [2, false],
    [0, true],
  ]);
  expect(ranks[1].log_bayes_factor).toBeCloseTo(-2, 12);
  expect(ranks[1].log_bayes_factor_error).toBeCloseTo(0.1 * Math.SQRT2, 12);
  expect(ranks[1].probability).toBeCloseTo(1 / (1 + Math.exp(2)), 12);
});
