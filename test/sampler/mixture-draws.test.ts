import { describe, expect, it } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { createMixtureDensity } from '../../src/sampler/mixture-density.js';
import { componentSize } from '../../src/sampler/mixture.js';
import { unbounded } from '../../src/sampler/moves/move.js';
import { autoregressive, roughMixture } from './checks/density.js';

const dim = 3;
const mixture = roughMixture(autoregressive(dim, 0.6));
const density = createMixtureDensity(dim, mixture[0], 1);
density.set(mixture);
const everywhere = unbounded(dim);

/** Sum over n of values that have mean zero, in its standard errors. */
function standardised(values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  return sum / Math.sqrt(values.reduce((a, b) => a + b * b, 0));
}

describe('a draw that is turned', () => {
  const rng = streamRng('turned');
  const [x, y] = [new Float64Array(dim), new Float64Array(dim)];
  const functions: readonly ((p: Float64Array) => number)[] = [
    (p) => p[0],
    (p) => p[2] ** 2,
    (p) => Math.exp(-(p[0] ** 2)),
    (p) => (p[1] > 0.5 ? 1 : 0),
    (p) => Math.tanh(p[0] * p[1] + p[2]),
  ];

  it.each([0.2, 1, Math.PI / 2])(
    'of the mixture is one again, and the pair as likely as its reverse: %f',
    (angle) => {
      const one = functions.map(() => [] as number[]);
      const both = functions.map(() => [] as number[]);
      for (let i = 0; i < 40_000; i++) {
        density.draw(rng, everywhere, x, 0);
        const from = density.componentOfRow(x, 0, rng.uniform());
        const to = i % 2 === 0 ? from : density.drawComponent(rng);
        density.turn(x, 0, density.squaredDistanceOfRow(x, 0, from), from, to, angle, rng, everywhere, y, 0);
        functions.forEach((f, a) => {
          const g = functions[(a + 1) % functions.length];
          one[a].push(f(y) - f(x));
          both[a].push(f(x) * g(y) - f(y) * g(x));
        });
      }
      for (const values of [...one, ...both]) expect(Math.abs(standardised(values))).toBeLessThan(4);
    },
  );

  it('stays where it is at an angle of zero, and belongs to the component that it came from as often as told', () => {
    const counts = [0, 0];
    const expected = [0, 0];
    const n = 20_000;
    for (let i = 0; i < n; i++) {
      density.draw(rng, everywhere, x, 0);
      const from = density.componentOfRow(x, 0, rng.uniform());
      counts[from]++;
      for (const j of [0, 1]) expected[j] += mixture[1 + j * componentSize(dim)];
      if (i % 100 > 0) continue;
      density.turn(x, 0, density.squaredDistanceOfRow(x, 0, from), from, from, 0, rng, everywhere, y, 0);
      for (let k = 0; k < dim; k++) expect(y[k]).toBeCloseTo(x[k], 12);
    }
    const z = (counts[0] - expected[0]) / Math.sqrt((expected[0] * expected[1]) / n);
    expect(Math.abs(z)).toBeLessThan(4);
  });
});
