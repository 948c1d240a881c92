import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cmaEs } from '../../src/fit/cma-es.js';
import type { CmaResult } from '../../src/fit/cma-es.js';
import { strategyParameters } from '../../src/fit/strategy-parameters.js';
import type { StrategyParameters } from '../../src/fit/strategy-parameters.js';
import { streamRng } from '../../src/math/rng.js';

const { cases } = JSON.parse(readFileSync(new URL('../fixtures/cma-es.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly (Omit<StrategyParameters, 'weights'> & {
    readonly n: number;
    readonly weights: readonly number[];
  })[];
};

describe.each(cases)('constants for n = $n, lambda = $lambda', (reference) => {
  const s = strategyParameters(reference.n, reference.lambda);

  it('are those of an independent implementation', () => {
    expect(s.mu).toBe(reference.mu);
    for (const key of ['muEff', 'cSigma', 'dSigma', 'cC', 'c1', 'cMu', 'expectedLength'] as const)
      expect(s[key]).toBeAllclose(reference[key], { rtol: 1e-12 });
    expect(s.weights).toBeAllclose(reference.weights, { rtol: 1e-12 });
  });
});

/** Runs on a function of one point; start and step size as a search over the unit box would have them. */
function run(
  f: (x: Float64Array) => number,
  n: number,
  seed: string,
  limits: { maxEvaluations?: number } = {},
): CmaResult {
  const batch = (y: Float64Array, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, row) => f(y.subarray(row * n, (row + 1) * n)));
  const options = { sigma: 0.3, maxEvaluations: 50_000, tolerance: 1e-9, ...limits };
  return cmaEs(batch, new Float64Array(n).fill(0.8), options, streamRng(seed));
}

const ellipsoid = (x: Float64Array): number =>
  -x.reduce((sum, xi, i) => sum + 10 ** ((6 * i) / (x.length - 1)) * xi * xi, 0);
const rosenbrock = (x: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  return -sum;
};

describe('cmaEs', () => {
  it('finds the top of an ellipsoid with axis ratio 1000', () => {
    const { best, value, converged, evaluations } = run(ellipsoid, 10, 'ellipsoid');
    expect(converged).toBe(true);
    expect(value).toBeGreaterThan(-1e-8);
    expect(best).toBeAllclose(new Float64Array(10), { atol: 1e-3 });
    // Hansen (2016) and its companion codes need a few thousand evaluations here; ten times more would be a defect.
    expect(evaluations).toBeLessThan(10_000);
  });

  it('follows the curved valley of Rosenbrock in 10 dimensions', () => {
    const { best, value } = run(rosenbrock, 10, 'valley');
    expect(value).toBeGreaterThan(-1e-8);
    expect(best).toBeAllclose(new Float64Array(10).fill(1), { atol: 1e-3 });
  });

  it('sees only the order of the values: any increasing function of them gives the same search', () => {
    const a = run(ellipsoid, 4, 'order', { maxEvaluations: 800 });
    const b = run((x) => Math.atan(ellipsoid(x)) - 7, 4, 'order', { maxEvaluations: 800 });
    expect(b.best).toEqual(a.best);
  });

  it('gets on with rejected points', () => {
    const half = (x: Float64Array): number => (x[0] + x[1] > 0.1 ? ellipsoid(x) : -Infinity);
    const { value } = run(half, 3, 'wall');
    // On the wall x0 + x1 = 0.1 the highest point has x0 : x1 = 1000 : 1, value -x0^2 - 1000 x1^2.
    expect(value).toBeGreaterThan(-(0.1 ** 2) / (1 + 1e-3) - 1e-3);
  });

  it('gives up early where every point is rejected', () => {
    const { value, converged, evaluations } = run(() => -Infinity, 3, 'nowhere');
    expect([value, converged]).toEqual([-Infinity, false]);
    expect(evaluations).toBeLessThan(300);
  });

  it('says so when the evaluations run out', () => {
    const { converged, evaluations } = run(rosenbrock, 10, 'short', { maxEvaluations: 100 });
    expect(converged).toBe(false);
    expect(evaluations).toBe(100);
  });

  it('repeats itself for a stream and differs between streams', () => {
    expect(run(rosenbrock, 3, 'one')).toEqual(run(rosenbrock, 3, 'one'));
    expect(run(rosenbrock, 3, 'two').best).not.toEqual(run(rosenbrock, 3, 'one').best);
  });
});
