import { expect, test } from 'vitest';
import { densityRise } from '../../src/diagnostics/density-rise.js';

/** What lies at the middle of each of n equal parts of a distribution. */
const atQuantiles = (quantile: (p: number) => number, n = 100_000): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => quantile((i + 0.5) / n));

test.each([0.5, 1, 3])('is the scale of an exponential tail: %s', (scale) => {
  expect(densityRise(atQuantiles((p) => -scale * Math.log1p(-p)))).toBeAllclose(scale, { rtol: 1e-3 });
});

test('is small where the density has a largest value: two normal coordinates', () => {
  // -chi^2/2 of two degrees of freedom is -E with E exponential: above its 95 % quantile -a, a = -ln 0.95, it is a - (1 - 0.95 (1 + a)) / 0.05 higher.
  const a = -Math.log(0.95);
  expect(densityRise(atQuantiles((p) => Math.log(p)))).toBeAllclose(a - (1 - 0.95 * (1 + a)) / 0.05, {
    rtol: 1e-3,
  });
});

test('is zero where many share the largest value, and not defined for no draws', () => {
  expect(densityRise(Float64Array.of(...Array<number>(50).fill(-1), ...Array<number>(50).fill(0)))).toBe(0);
  expect(densityRise(new Float64Array(0))).toBeNaN();
});
