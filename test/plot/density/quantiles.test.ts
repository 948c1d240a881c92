import { describe, expect, it } from 'vitest';
import { streamRng } from '../../../src/math/rng.js';
import { quantiles } from '../../../src/plot/density/quantiles.js';

describe('quantiles', () => {
  it('interpolates between order statistics', () => {
    expect(quantiles([4, 1, 3, 2], [0, 0.25, 0.5, 1])).toEqual([1, 1.75, 2.5, 4]);
    expect(quantiles([7], [0, 0.5, 1])).toEqual([7, 7, 7]);
    expect(quantiles([], [0.5])).toEqual([NaN]);
  });

  it('gives exactly the sorted answer for a large sample with ties and outliers', () => {
    const rng = streamRng('quantiles');
    const values = Float64Array.from({ length: 50_000 }, (_, i) =>
      i % 7 === 0 ? 0.25 : i % 1000 === 1 ? 1e6 * rng.normal() : rng.normal(),
    );
    const sorted = values.slice().sort();
    const probabilities = [0, 0.001, 0.16, 0.5, 0.84, 0.999, 1];
    const expected = probabilities.map((p) => {
      const at = p * (sorted.length - 1);
      const i = Math.min(sorted.length - 2, Math.floor(at));
      return sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]);
    });
    expect(quantiles(values, probabilities)).toBeAllclose(expected, { rtol: 1e-14 });
  });

  it('takes a constant large sample', () => {
    expect(quantiles(new Float64Array(30_000).fill(2), [0.1, 0.9])).toEqual([2, 2]);
  });
});
