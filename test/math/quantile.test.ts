import { describe, expect, test } from 'vitest';
import { median, quantiles, quantileSorted } from '../../src/math/quantile.js';

describe('quantiles', () => {
  // R 4.2: quantile(c(1, 2, 4, 8, 16), p), type 7
  const values = Float64Array.of(16, 1, 4, 2, 8);
  test.each([
    [0, 1],
    [0.1, 1.4],
    [0.25, 2],
    [0.3, 2.4],
    [0.5, 4],
    [0.9, 12.8],
    [1, 16],
  ])('at %f of 1, 2, 4, 8, 16 interpolate linearly to %f', (p, expected) => {
    expect(quantiles(values, [p])[0]).toBeAllclose(expected, { rtol: 1e-15 });
  });

  test('leave their input unsorted', () => {
    expect([...values]).toEqual([16, 1, 4, 2, 8]);
  });

  test('of one value are that value, of none are undefined', () => {
    expect(quantiles(Float64Array.of(3), [0, 0.3, 1])).toEqual([3, 3, 3]);
    expect(quantiles(new Float64Array(0), [0.5])).toEqual([NaN]);
  });

  test('are undefined for NaN and for probabilities outside [0, 1]', () => {
    expect(quantiles(Float64Array.of(1, NaN, 2), [0.5, 1])).toEqual([NaN, NaN]);
    expect([-0.1, 1.1, NaN].map((p) => quantileSorted([1, 2], p))).toEqual([NaN, NaN, NaN]);
  });

  test('between equal infinities are infinite, not NaN', () => {
    expect(quantiles(Float64Array.of(-Infinity, -Infinity, 0), [0.25])).toEqual([-Infinity]);
  });

  test('the median of an even number of values lies half-way between the middle two', () => {
    expect(median(Float64Array.of(7, 1, 3, 100))).toBe(5);
  });
});
