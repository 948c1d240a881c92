import { describe, expect, test } from 'vitest';
import {
  jensenShannonDistance,
  powerDiagnosis,
  powerSensitivity,
  sensitivityPowers,
} from '../../src/diagnostics/power-scaling.js';
import { sortDraws } from '../../src/diagnostics/weighted-quantiles.js';
import fixture from '../fixtures/power-scaling.json' with { type: 'json' };
import type { LinearGaussian } from './linear-gaussian.js';
import { logNormal, posteriorOf } from './linear-gaussian.js';

/** Weights proportional to exp(log), summing to 1. */
function normalised(log: Float64Array): Float64Array {
  const ratios = log.map(Math.exp);
  const total = ratios.reduce((sum, w) => sum + w, 0);
  return ratios.map((w) => w / total);
}

function sensitivityOf(x: Float64Array, log: Float64Array): number {
  const sorted = sortDraws(x);
  const [below, above] = sensitivityPowers.map((alpha) =>
    jensenShannonDistance(sorted, normalised(log.map((l) => (alpha - 1) * l))),
  );
  return powerSensitivity([below, above]);
}

/** The draws of scripts/fixtures/make_power_scaling_fixture.py. */
function drawsOf({ n, a, b, skewed }: (typeof fixture.cases)[number]): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const u = ((i + 1) * 0.6180339887498949) % 1;
    const v = ((i + 1) * 0.41421356237309515) % 1;
    const x = a + b * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
    return skewed ? Math.exp(x) : x;
  });
}

test.each(fixture.cases)('the sensitivity is that of ArviZ: %o', (expected) => {
  expect(sensitivityPowers).toEqual(fixture.alphas);
  const x = drawsOf(expected);
  const log = x.map((value) => logNormal({ mean: expected.m, sd: expected.s }, value));
  expect(Math.abs(sensitivityOf(x, log) / expected.sensitivity - 1)).toBeLessThan(1e-8);
});

/** Standard normal quantiles: draws without noise. */
const grid = Float64Array.from({ length: 20_001 }, (_, i) => -5 + i / 2000);

describe('closed forms', () => {
  test('the distance of two distribution functions by quadrature', () => {
    // Uniform on (0, 1), weights proportional to x: P = x, Q = x^2.
    const n = 100_000;
    const x = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    const found = jensenShannonDistance(sortDraws(x), normalised(x.map(Math.log)));
    const side = (p: (t: number) => number, q: (t: number) => number): number => {
      let [sum, bound] = [0, 0];
      for (let i = 0; i < n; i++) {
        const [a, b] = [p((i + 0.5) / n), q((i + 0.5) / n)];
        sum += a * Math.log2((2 * a) / (a + b)) + b * Math.log2((2 * b) / (a + b));
        bound += a + b;
      }
      return Math.sqrt(sum / bound);
    };
    const up = side(
      (t) => t,
      (t) => t * t,
    );
    const down = side(
      (t) => 1 - t,
      (t) => 1 - t * t,
    );
    expect(found).toBeCloseTo(Math.max(up, down), 4);
  });

  test('equal weights are no distance, and neither shift nor scale of the quantity matters', () => {
    const log = grid.map((x) => 0.3 * x);
    const distance = (map: (x: number) => number): number =>
      jensenShannonDistance(sortDraws(grid.map(map)), normalised(log));
    expect(jensenShannonDistance(sortDraws(grid), normalised(new Float64Array(grid.length)))).toBeLessThan(
      1e-6,
    );
    expect(distance((x) => 7 - 3 * x)).toBeCloseTo(
      distance((x) => x),
      9,
    );
  });
});

describe('the diagnosis of a normal model', () => {
  /** Sensitivities to the first term, the prior, and to the others, from quantiles of the posterior in place of draws. */
  function diagnose(terms: LinearGaussian): ReturnType<typeof powerDiagnosis> {
    const { mean, sd } = posteriorOf(terms);
    // Equal steps in x with the density as weight are no draws; draws are quantiles: invert on the grid.
    const cumulative = grid.map((z) => Math.exp((-z * z) / 2));
    for (let i = 1; i < grid.length; i++) cumulative[i] += cumulative[i - 1];
    const total = cumulative[grid.length - 1];
    let at = 0;
    const x = Float64Array.from({ length: 4000 }, (_, i) => {
      while (cumulative[at] < ((i + 0.5) / 4000) * total) at++;
      return mean + sd * grid[at];
    });
    const log = (own: LinearGaussian): Float64Array =>
      x.map((value) => own.reduce((sum, term) => sum + logNormal(term, value), 0));
    return powerDiagnosis(sensitivityOf(x, log(terms.slice(0, 1))), sensitivityOf(x, log(terms.slice(1))));
  }

  test.each([
    [
      'data that agree with a wide prior',
      [
        { mean: 0, sd: 10 },
        { mean: 1, sd: 1 },
      ],
      null,
    ],
    [
      'data far from a prior as narrow',
      [
        { mean: 0, sd: 1 },
        { mean: 6, sd: 1 },
      ],
      'prior-data conflict',
    ],
    [
      'data that say little',
      [
        { mean: 0, sd: 1 },
        { mean: 0, sd: 20 },
      ],
      'strong prior or weak likelihood',
    ],
  ])('%s', (_, terms, expected) => {
    expect(diagnose(terms)).toBe(expected);
  });
});
