import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adaptLadder, initialLadder } from '../../src/tempering/ladder.js';
import { temperedLogPosterior } from '../../src/tempering/tempered-target.js';

test('the first ladder is geometric from the posterior to a tenth of the spread of the likelihood, then the prior', () => {
  const spread = Float64Array.from({ length: 101 }, (_, i) => 1000 * (i / 100));
  const betas = initialLadder(6, spread);
  expect(betas[0]).toBe(1);
  expect(betas[5]).toBe(0);
  expect(betas[4]).toBeCloseTo(0.1 / 680, 12);
  for (const k of [1, 2, 3]) expect(betas[k + 1] / betas[k]).toBeCloseTo(betas[k] / betas[k - 1], 10);
});

test('starts of equal or vanishing likelihood give a ladder all the same', () => {
  for (const same of [
    [5, 5, 5],
    [-Infinity, -Infinity],
    [-Infinity, 3],
  ])
    expect([...initialLadder(4, Float64Array.from(same))]).toEqual([1, Math.SQRT1_2, 0.5, 0]);
});

test('a ladder whose neighbours reject equally often stays', () => {
  const betas = Float64Array.from([1, 0.3, 0.05, 0.01, 0]);
  const before = [...betas];
  adaptLadder(betas, new Float64Array(4).fill(0.4));
  betas.forEach((beta, k) => expect(beta).toBeCloseTo(before[k], 12));
});

test('rungs move to where swaps are rejected, and stay in order between the ends', () => {
  const betas = Float64Array.from([1, 0.1, 0.01, 0.001, 0]);
  adaptLadder(betas, Float64Array.from([0.9, 0.01, 0.01, 0.01]));
  expect(betas[1]).toBeGreaterThan(0.5);
  expect(betas[3]).toBeGreaterThan(0.1);
  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(rate, { minLength: 3, maxLength: 3 }), (rejection) => {
      const ladder = Float64Array.from([1, 0.2, 0.02, 0]);
      adaptLadder(ladder, Float64Array.from(rejection));
      expect(ladder[0]).toBe(1);
      expect(ladder[3]).toBe(0);
      for (let k = 0; k < 3; k++) expect(ladder[k]).toBeGreaterThan(ladder[k + 1]);
    }),
  );
});

test('the prior alone counts at beta 0, and a broken density is broken at every temperature', () => {
  expect(temperedLogPosterior(-2, -Infinity, 0)).toBe(-2);
  expect(temperedLogPosterior(-2, -Infinity, 0.5)).toBe(-Infinity);
  expect(temperedLogPosterior(-2, -10, 0.5)).toBe(-7);
  expect(temperedLogPosterior(-2, NaN, 0)).toBeNaN();
});
