import { describe, expect, test } from 'vitest';
import { leaveOneOut, looTotal } from '../../src/diagnostics/leave-one-out.js';
import { goodShape, logSumExp, paretoSmooth } from '../../src/diagnostics/pareto-smoothing.js';
import { streamRng } from '../../src/math/rng.js';
import fixture from '../fixtures/psis.json' with { type: 'json' };

/** The draws of scripts/fixtures/make_psis_fixture.py. */
function logRatios(kind: string, b: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const u = ((i + 1) * 0.6180339887498949) % 1;
    const v = ((i + 1) * 0.41421356237309515) % 1;
    if (kind === 'pareto') return -b * Math.log(u);
    if (kind === 'bounded') return b * u;
    return (b * (Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v)) ** 2) / 2;
  });
}

describe('Pareto-smoothed weights are those of ArviZ', () => {
  test.each(fixture.weights)('$kind $b, $n draws, efficiency $efficiency', (expected) => {
    const { logWeights, k } = paretoSmooth(
      logRatios(expected.kind, expected.b, expected.n),
      expected.efficiency,
    );
    if (expected.k === null) expect(k).toBe(Infinity);
    else expect(Math.abs(k - expected.k)).toBeLessThan(1e-10);
    const entropy = -logWeights.reduce((sum, w) => sum + Math.exp(w) * w, 0);
    expect(Math.abs(entropy - expected.entropy)).toBeLessThan(1e-9);
    expect(Math.abs(logWeights.reduce((a, w) => Math.max(a, w), -Infinity) - expected.largest)).toBeLessThan(
      1e-9,
    );
    expected.first.forEach((w, i) => {
      expect(Math.abs(logWeights[i] - w)).toBeLessThan(1e-9 * Math.max(1, Math.abs(w)));
    });
  });
});

test('leave-one-out is that of ArviZ', () => {
  const { loo } = fixture;
  const points = loo.cases.map(({ kind, b }) =>
    leaveOneOut(
      logRatios(kind, b, loo.draws).map((ratio) => -ratio),
      loo.efficiency,
    ),
  );
  points.forEach(({ elpd, k }, i) => {
    expect(Math.abs(elpd - loo.pointwise[i])).toBeLessThan(1e-10);
    expect(Math.abs(k - loo.k[i])).toBeLessThan(1e-10);
  });
  const total = looTotal(points);
  for (const name of ['elpd', 'se', 'p_loo'] as const)
    expect(Math.abs(total[name] - loo[name])).toBeLessThan(1e-9);
  expect(goodShape(loo.draws)).toBeCloseTo(loo.good_k, 14);
});

describe('laws', () => {
  test('weights are normalised and do not change with the scale of the ratios', () => {
    const ratios = logRatios('pareto', 0.6, 500);
    const { logWeights, k } = paretoSmooth(ratios);
    expect(logSumExp(logWeights)).toBeCloseTo(0, 12);
    const scaled = paretoSmooth(ratios.map((ratio) => ratio - 700));
    expect(scaled.k).toBeCloseTo(k, 9);
    scaled.logWeights.forEach((w, i) => expect(w).toBeCloseTo(logWeights[i], 9));
  });

  test('a normal mean with known variance: leaving out is what the conjugate posterior says', () => {
    // y_i ~ N(mu, 1), flat prior: mu | y ~ N(mean, 1/n), and y_i | the others ~ N(their mean, 1 + 1/(n - 1)).
    const y = [-1.2, -0.3, 0.1, 0.4, 0.9, 1.6, 2.2, -0.6, 0.7, 0.2];
    const n = y.length;
    const mean = y.reduce((sum, value) => sum + value / n, 0);
    const rng = streamRng('conjugate', 1);
    const mu = Float64Array.from({ length: 40_000 }, () => mean + rng.normal() / Math.sqrt(n));
    for (const value of y) {
      const { elpd, k } = leaveOneOut(mu.map((m) => -0.5 * Math.log(2 * Math.PI) - 0.5 * (value - m) ** 2));
      const others = (n * mean - value) / (n - 1);
      const variance = 1 + 1 / (n - 1);
      const exact = -0.5 * Math.log(2 * Math.PI * variance) - (value - others) ** 2 / (2 * variance);
      expect(Math.abs(elpd - exact)).toBeLessThan(0.01);
      expect(k).toBeLessThan(0.5);
    }
  });
});
