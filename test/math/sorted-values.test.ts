import { describe, expect, test } from 'vitest';
import { sortValues } from '../../src/math/sorted-values.js';
import { streamRng } from '../../src/math/rng.js';

describe('values and their order are those of a stable comparison sort', () => {
  const rng = streamRng('sorted values');
  test.each<[string, number, () => number]>([
    ['none', 0, () => 0],
    ['few', 50, () => rng.normal()],
    ['normal', 5000, () => rng.normal()],
    ['uniform, far from zero', 4001, () => 1e9 + rng.uniform()],
    ['ties', 3000, () => Math.round(3 * rng.normal()) + 0],
    ['all equal', 1000, () => 2],
    ['Cauchy', 5000, () => rng.normal() / rng.normal()],
    ['one far away', 2000, () => (rng.uniform() < 0.001 ? 1e300 : rng.normal())],
    ['as far apart as numbers are', 1000, () => (rng.uniform() - 0.5) * 3.5e308],
    ['as near as numbers are', 1000, () => Number.MIN_VALUE * Math.round(5 * rng.uniform())],
  ])('%s', (_, n, draw) => {
    const x = Float64Array.from({ length: n }, draw);
    const before = x.slice();
    const { values, order } = sortValues(x);
    const expected = Array.from(x, (_, i) => i).sort((i, j) => x[i] - x[j] || i - j);
    expect([...order]).toEqual(expected);
    expect([...values]).toEqual(expected.map((i) => x[i]));
    expect(x).toEqual(before);
  });
});
