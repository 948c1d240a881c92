import { describe, expect, test } from 'vitest';
import { integratedTime } from '../../src/diagnostics/autocorrelation-time.js';
import { basicEss, essBulk, essMean, essQuantile, essTail } from '../../src/diagnostics/ess.js';
import { mcseMean, mcseQuantile } from '../../src/diagnostics/mcse.js';
import { basicRhat, rhat } from '../../src/diagnostics/rhat.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1, ar1Tau } from './ar1.js';

const chainsOf = (count: number, n: number, rho: number, key: string): Float64Array[] => {
  const rng = streamRng('ess', key);
  return Array.from({ length: count }, () => ar1(rng, n, rho));
};

describe('effective sample size', () => {
  test('of AR(1) chains is draws / tau', () => {
    const chains = chainsOf(8, 8000, 0.8, 'long');
    expect((essMean(chains) * ar1Tau(0.8)) / 64_000).toBeAllclose(1, { atol: 0.06 });
    expect((essBulk(chains) * ar1Tau(0.8)) / 64_000).toBeAllclose(1, { atol: 0.06 });
  });

  test('of many short series does not claim too much, as rows / tau does by more than twice', () => {
    const rho = 0.9;
    const n = 95; // 5 tau
    const chains = chainsOf(256, n, rho, 'short');
    let variance = 1;
    for (let lag = 1; lag < n; lag++) variance += 2 * (1 - lag / n) * rho ** lag;
    const truth = (256 * n) / variance;
    expect(essMean(chains) / truth).toBeGreaterThan(0.5);
    expect(essMean(chains) / truth).toBeLessThan(1.05);
    expect((256 * n) / integratedTime(chains) / truth).toBeGreaterThan(2);
  });

  test('of antithetic chains exceeds the number of draws, up to its bound', () => {
    const chains = chainsOf(4, 1000, -0.9, 'antithetic');
    expect(basicEss(chains)).toBeAllclose(4000 * Math.log10(4000), { rtol: 1e-12 });
  });

  test('of chains that disagree is about their number', () => {
    const chains = chainsOf(4, 1000, 0, 'apart').map((chain, c) => chain.map((x) => x + 100 * c));
    expect(essBulk(chains)).toBeLessThan(8);
  });

  test('does not depend on a monotone change of variable where it is of ranks', () => {
    const chains = chainsOf(4, 300, 0.5, 'ranks');
    const mapped = chains.map((chain) => chain.map(Math.exp));
    expect(essBulk(mapped)).toBeAllclose(essBulk(chains), { rtol: 1e-12 });
    expect(essTail(mapped)).toBeAllclose(essTail(chains), { rtol: 1e-12 });
    expect(essMean(mapped)).not.toBeAllclose(essMean(chains), { rtol: 1e-3 });
  });
});

describe('undefined input gives NaN, never an exception', () => {
  const normal = chainsOf(2, 20, 0, 'undefined');
  test.each<[string, Float64Array[]]>([
    ['no chains', []],
    ['empty chains', [new Float64Array(0), new Float64Array(0)]],
    ['single draws', [Float64Array.of(1), Float64Array.of(2)]],
    ['chains of unequal length', [normal[0], normal[1].subarray(1)]],
    ['infinities', [normal[0], normal[1].map((x, i) => (i === 3 ? Infinity : x))]],
    ['a constant with rounding errors', normal.map((chain) => chain.map((x) => 0.1 + Math.sign(x) * 2e-17))],
  ])('%s', (_, chains) => {
    for (const diagnostic of [rhat, basicRhat, essBulk, essTail, essMean, mcseMean, basicEss])
      expect(diagnostic(chains), diagnostic.name).toBe(NaN);
    expect([essQuantile(chains, 0.3), mcseQuantile(chains, 0.3)]).toEqual([NaN, NaN]);
  });
});
