import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawsForSd, heavierTail, paretoShape } from '../../src/diagnostics/pareto-tail.js';
import { streamRng } from '../../src/math/rng.js';
import { mean } from '../../src/math/sum.js';

interface Case {
  readonly name: string;
  readonly exceedances: number[];
  readonly shape: number;
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/pareto.json', import.meta.url), 'utf8')) as {
  readonly cases: Case[];
};

describe('the shape of a tail', () => {
  test.each(fixture.cases)('is that of ArviZ: $name', ({ exceedances, shape }) => {
    expect(paretoShape(exceedances)).toBeAllclose(shape, { rtol: 1e-10 });
  });

  test('does not depend on the unit', () => {
    const [{ exceedances }] = fixture.cases;
    expect(paretoShape(exceedances.map((x) => 1e9 * x))).toBeAllclose(paretoShape(exceedances), {
      rtol: 1e-9,
    });
  });

  test('is not defined for few exceedances, or equal ones', () => {
    expect(paretoShape([1, 2, 3, 4])).toBe(NaN);
    expect(paretoShape([1, 1, 1, 1, 1, 1])).toBe(NaN);
    expect(paretoShape([0, 0, 0, 0, 0, 0, 0, 1])).toBe(NaN);
  });

  /** Mean over samples of the heavier tail's shape. */
  const shapeOf = (draw: (u: number) => number, ess: number, repeat = 1): number => {
    const shapes = Array.from({ length: 20 }, (_, seed) => {
      const rng = streamRng('pareto', seed, ess);
      const sample = Float64Array.from({ length: 4000 }, () => draw(rng.uniform()));
      // Each draw several times over: worth no more than once.
      const sorted = Float64Array.from(
        { length: 4000 * repeat },
        (_, i) => sample[Math.floor(i / repeat)],
      ).sort();
      return heavierTail((i) => sorted[i], sorted.length, ess);
    });
    return mean(shapes);
  };

  test('is known from a sample: 1 for Cauchy, 0 for exponential, negative for uniform', () => {
    // Of two tails with the same shape the larger of two estimates; and draws towards 1/2.
    expect(shapeOf((u) => Math.tan(Math.PI * (u - 0.5)), 4000)).toBeAllclose(1, { atol: 0.12 });
    expect(shapeOf((u) => -Math.log(u), 4000)).toBeAllclose(0, { atol: 0.1 });
    expect(shapeOf((u) => u, 4000)).toBeLessThan(-0.5);
  });

  test('is that of as many draws as the sample is worth', () => {
    const cauchy = (u: number): number => Math.tan(Math.PI * (u - 0.5));
    expect(shapeOf(cauchy, 4000, 10)).toBeAllclose(shapeOf(cauchy, 4000), { atol: 0.01 });
  });
});

test('draws for a standard deviation: ten where all moments exist, endless without variance', () => {
  expect([-0.3, 0, 0.25, 0.5, 0.7].map(drawsForSd)).toBeAllclose([10, 10, 100, Infinity, Infinity], {
    rtol: 1e-12,
  });
});
