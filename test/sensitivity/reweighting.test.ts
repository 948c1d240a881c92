import { describe, expect, test } from 'vitest';
import { goodShape } from '../../src/diagnostics/pareto-smoothing.js';
import { fewestEffectiveDraws, reweight } from '../../src/diagnostics/reweighting.js';
import { sortDraws, weightedQuantile } from '../../src/diagnostics/weighted-quantiles.js';
import { quantiles } from '../../src/math/quantile.js';
import { streamRng } from '../../src/math/rng.js';
import { estimate, shiftOfChains, shiftOfSameDraws } from '../../src/sensitivity/estimate.js';
import type { LinearGaussian, Normal } from './linear-gaussian.js';
import { logNormal, posteriorOf, walkersOf } from './linear-gaussian.js';

const [walkers, length] = [20, 200];
const terms: LinearGaussian = [
  { mean: 0, sd: 2 },
  { mean: 1, sd: 1 },
  { mean: 2, sd: 1.5 },
  { mean: -1, sd: 1.2 },
];

/** Deviations of shift and width ratio from the truth in their stated errors, over seeds. */
function deviations(
  powers: readonly number[],
  rho: number,
  seeds: number,
): { shift: number[]; width: number[] } {
  const [full, other] = [posteriorOf(terms), posteriorOf(terms, powers)];
  const found = { shift: [] as number[], width: [] as number[] };
  for (let seed = 0; seed < seeds; seed++) {
    const draws = walkersOf(full, walkers, length, rho, `${powers.join()} ${rho} ${seed}`);
    const ratios = draws.map((x) =>
      terms.reduce((sum, term, i) => sum + (powers[i] - 1) * logNormal(term, x), 0),
    );
    const { weights, trusted } = reweight(ratios, walkers);
    expect(trusted).toBe(true);
    const sorted = sortDraws(draws);
    const equal = new Float64Array(draws.length).fill(1 / draws.length);
    const moved = shiftOfSameDraws(estimate(sorted, equal), estimate(sorted, weights), full.sd, walkers);
    found.shift.push((moved.shift - (other.mean - full.mean) / full.sd) / moved.shift_error);
    found.width.push((moved.width_ratio - other.sd / full.sd) / moved.width_ratio_error);
  }
  return found;
}

const rms = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, z) => sum + z * z, 0) / x.length);
const mean = (x: readonly number[]): number => x.reduce((sum, z) => sum + z, 0) / x.length;

describe('a normal posterior by reweighting another one', () => {
  test.each([
    ['a measurement left out', [1, 1, 0, 1], 0],
    ['a measurement left out, draws correlated', [1, 1, 0, 1], 0.8],
    ['another left out', [1, 1, 1, 0], 0.6],
    ['the prior to 1.25', [1.25, 1, 1, 1], 0.6],
    ['the likelihood to 0.8', [1, 0.8, 0.8, 0.8], 0.6],
    ['one measurement to 1.25', [1, 1.25, 1, 1], 0],
  ])('%s: shift and width are the exact ones within errors that cover', (_, powers, rho) => {
    const seeds = 50;
    const { shift, width } = deviations(powers, rho, seeds);
    for (const z of [shift, width]) {
      // The root mean square of 50 standard normals is 1 +- 0.1, their mean 0 +- 0.14.
      expect(rms(z)).toBeGreaterThan(0.7);
      expect(rms(z)).toBeLessThan(1.3);
      expect(Math.abs(mean(z))).toBeLessThan(4 / Math.sqrt(seeds));
    }
  });

  test('two independent chains: the errors add', () => {
    const [full, other] = [posteriorOf(terms), posteriorOf(terms, [1, 0, 1, 1])];
    const z = Array.from({ length: 50 }, (_, seed) => {
      const [a, b] = [full, other].map((normal, i) =>
        sortDraws(walkersOf(normal, walkers, length, 0.5, `chains ${i} ${seed}`)),
      );
      const equal = new Float64Array(walkers * length).fill(1 / (walkers * length));
      const moved = shiftOfChains(estimate(a, equal), estimate(b, equal), full.sd, [walkers, walkers]);
      return (moved.shift - (other.mean - full.mean) / full.sd) / moved.shift_error;
    });
    expect(rms(z)).toBeGreaterThan(0.7);
    expect(rms(z)).toBeLessThan(1.3);
  });
});

describe('the guard', () => {
  // Leaving a measurement of error s out of a posterior of standard deviation p gives ratios exp(z^2 p^2/(2 s^2)), whose tail has the shape p^2/s^2.
  const others: Normal = { mean: 0, sd: 3 };

  test.each([
    [1, false],
    [4, true],
  ])('a measurement with error %f beside others with 3 can be left out: %s', (sd, can) => {
    const both: LinearGaussian = [others, { mean: 0, sd }];
    const full = posteriorOf(both);
    const draws = walkersOf(full, 40, 500, 0, `guard ${sd}`);
    const { k, trusted } = reweight(
      draws.map((x) => -logNormal(both[1], x)),
      40,
    );
    expect(trusted).toBe(can);
    // The tail of a finite sample is steeper than its limit.
    expect(k).toBeGreaterThan((full.sd / sd) ** 2 - 0.3);
    expect(k).toBeLessThan((full.sd / sd) ** 2 + 0.1);
    expect(k <= goodShape(20_000)).toBe(can);
  });

  test('weights of 0 and 1 have no tail and are judged by how many remain', () => {
    const ratios = Float64Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 0 : -Infinity));
    const half = reweight(ratios, 1);
    expect(half.k).toBeNaN();
    expect(half.trusted).toBe(true);
    expect(half.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    const few = Float64Array.from({ length: 4000 }, (_, i) => (i < fewestEffectiveDraws - 1 ? 0 : -Infinity));
    expect(reweight(few, 1).trusted).toBe(false);
  });

  test('ratios that are equal leave everything as it is', () => {
    const { weights, trusted } = reweight(new Float64Array(1000).fill(-3), 10);
    expect(trusted).toBe(true);
    expect(new Set(weights)).toEqual(new Set([1 / 1000]));
  });
});

test('quantiles under equal weights are the sample quantiles to half a draw, and weights are like repetitions', () => {
  const rng = streamRng('weighted quantiles', 1);
  const values = Float64Array.from({ length: 501 }, () => rng.normal());
  const quantile = weightedQuantile(sortDraws(values), new Float64Array(501).fill(1 / 501));
  expect(quantile(0.5)).toBeCloseTo(quantiles(values, [0.5])[0], 12);
  const counts = values.map((_, i) => (i % 3) + 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const repeated = Float64Array.from([...values].flatMap((x, i) => Array<number>(counts[i]).fill(x)));
  const weighted = weightedQuantile(
    sortDraws(values),
    counts.map((count) => count / total),
  );
  for (const p of [0.1, 0.16, 0.5, 0.84, 0.975])
    expect(Math.abs(weighted(p) - quantiles(repeated, [p])[0])).toBeLessThan(0.02);
});
