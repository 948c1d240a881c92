import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { describe, expect, it } from 'vitest';
import { chiSquared } from '../../src/math/chi-squared.js';
import { streamRng } from '../../src/math/rng.js';

const n = 10_000;
const draws = (freedom: number): Float64Array => {
  const rng = streamRng('chi', freedom);
  return Float64Array.from({ length: n }, () => chiSquared(rng, freedom));
};

describe('a chi^2 deviate', () => {
  it.each([1, 2, 10, 11, 37, 300])('has its distribution with %i degrees of freedom', (freedom) => {
    const p = draws(freedom)
      .map((x) => chisquareCdf(x, freedom))
      .sort();
    // Kolmogorov: sqrt(n) D is below 1.95 with a probability of 0.999
    const d = p.reduce((most, x, i) => Math.max(most, x - i / n, (i + 1) / n - x), 0);
    expect(Math.sqrt(n) * d).toBeLessThan(1.95);
  });

  it('has mean and variance of one with so many that a product of uniforms would underflow', () => {
    const freedom = 3001;
    const z = draws(freedom).map((x) => (x - freedom) / Math.sqrt(2 * freedom));
    const mean = z.reduce((a, b) => a + b, 0) / n;
    const variance = z.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });
});
