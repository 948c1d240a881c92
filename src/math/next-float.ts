/** Neighbours of a floating-point number (IEEE 754-2019, 5.3.1 nextUp and nextDown). */

const value = new Float64Array(1);
const bits = new BigInt64Array(value.buffer);

/** The least double greater than x; +Infinity for +Infinity, NaN for NaN. */
export function nextUp(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === 0) return Number.MIN_VALUE;
  value[0] = x;
  bits[0] += x > 0 ? 1n : -1n;
  return value[0];
}

/** The greatest double less than x; -Infinity for -Infinity, NaN for NaN. */
export function nextDown(x: number): number {
  return -nextUp(-x);
}
