import { expect, it } from 'vitest';
import { holmAdjusted } from '../../src/math/holm.js';

it('the smallest p counts for all, the next for the rest, never less than the one before', () => {
  expect(holmAdjusted([0.04, 0.01, 0.03])).toBeAllclose([0.06, 0.03, 0.06], { rtol: 1e-12 });
  expect(holmAdjusted([0.9, 0.8])).toEqual([1, 1]);
});

it("Holm's rule stops at the first that passes", () => {
  const rejected = (p: readonly number[]): boolean[] => holmAdjusted(p).map((adjusted) => adjusted <= 0.05);
  // 0.005 <= 0.05/4, 0.01 <= 0.05/3, 0.03 > 0.05/2.
  expect(rejected([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true]);
  expect(rejected([0.01, 0.01])).toEqual([true, true]);
  expect(rejected([])).toEqual([]);
});
