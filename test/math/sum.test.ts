import { describe, expect, test } from 'vitest';
import { mean, sum, sumOfSquares, variance } from '../../src/math/sum.js';

describe('sums', () => {
  test('keep small terms beside large ones that cancel', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum(new Float64Array(1e6).fill(0.1))).toBeAllclose(1e5, { rtol: 1e-16 });
  });

  test('of nothing are 0, of infinities infinite', () => {
    expect(sum([])).toBe(0);
    expect(sum([1, Infinity, 2])).toBe(Infinity);
    expect(sum([Infinity, -Infinity])).toBe(NaN);
  });
});

describe('mean and variance', () => {
  test('hold their digits far from zero', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 10));
    expect(mean(x)).toBe(1e9 + 4.5);
    // (0 - 4.5)^2 + ... + (9 - 4.5)^2 = 82.5 per ten
    expect(sumOfSquares(x, mean(x))).toBe(8250);
    expect(variance(x)).toBeAllclose(8250 / 999, { rtol: 1e-15 });
  });

  test('of too few values are undefined', () => {
    expect(mean([])).toBe(NaN);
    expect(variance([3])).toBe(NaN);
  });
});
