import { expect, test } from 'vitest';
import { exp } from '../../src/model/exp.js';
import { streamRng } from '../../src/math/rng.js';

test('agrees with Math.exp to 5e-16 over the whole range', () => {
  const rng = streamRng('exp');
  const arguments_ = Array.from({ length: 50_000 }, () => -708 + 1417 * rng.uniform());
  const small = Array.from({ length: 10_000 }, () => 2 * rng.uniform() - 1);
  const errors = [...arguments_, ...small].map((x) => Math.abs(exp(x) / Math.exp(x) - 1));
  expect(Math.max(...errors)).toBeLessThanOrEqual(5e-16);
});

test.each([0, -0, -Infinity, Infinity, NaN, 709.7, 710, 1e300, -708, -709, -744.9, -745.2, -746.1, -1e300])(
  'exp(%d) is that of Math.exp',
  (x) => expect(exp(x)).toBe(Math.exp(x)),
);
