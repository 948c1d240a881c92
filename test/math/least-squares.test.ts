import { expect, test } from 'vitest';
import { fitLinear } from '../../src/math/least-squares.js';
import { streamRng } from '../../src/math/rng.js';

const rng = streamRng('least squares');
const column = (): Float64Array => Float64Array.from({ length: 500 }, () => rng.normal());

test('finds the coefficients of an exact combination, whatever the scales', () => {
  const [a, b] = [column(), column().map((x) => 1e6 * x + 1e8)];
  const y = a.map((x, i) => 3 - 2 * x + 5e-6 * b[i]);
  const { coefficients, explained } = fitLinear([a, b], y);
  expect(coefficients[0]).toBeAllclose(-2, { rtol: 1e-6 });
  expect(coefficients[1]).toBeAllclose(5e-6, { rtol: 1e-6 });
  expect(explained).toBeAllclose(1, { rtol: 1e-6 });
});

test('explains the share of the variance that is not noise', () => {
  const x = column();
  const noise = column();
  const { explained } = fitLinear(
    [x],
    x.map((value, i) => value + noise[i]),
  );
  // 1/2, with standard error about sqrt(2 / n) / 2.
  expect(Math.abs(explained - 0.5)).toBeLessThan(4 * Math.sqrt(0.5 / 500));
});

test('a constant column has no coefficient, and two equal ones share theirs', () => {
  const x = column();
  const { coefficients } = fitLinear([x, x, new Float64Array(500).fill(7)], x);
  expect(coefficients[0] + coefficients[1]).toBeAllclose(1, { rtol: 1e-6 });
  expect(coefficients[2]).toBe(0);
});
