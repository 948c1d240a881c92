/** Sample quantiles by linear interpolation of order statistics: type 7, the default of R and NumPy. */

/**
 * Quantile p of n values of which `at(i)` yields the i-th smallest, i from 0.
 * The arithmetic is that of R's `quantile(type = 7)`, step by step: whether a draw that ties with the quantile lies
 * at or below it depends on the last bit.
 * @returns NaN when n = 0 or p lies outside [0, 1]
 */
export function quantileOf(at: (i: number) => number, n: number, p: number): number {
  if (n === 0 || !(p >= 0 && p <= 1)) return NaN;
  const index = 1 + (n - 1) * p;
  const low = Math.floor(index);
  const lower = at(low - 1);
  if (index === low) return lower;
  const upper = at(low);
  const h = index - low;
  return upper === lower ? lower : (1 - h) * lower + h * upper;
}

/** Quantile p of values already sorted in ascending order; NaN when there are none. */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  return quantileOf((i) => sorted[i], sorted.length, p);
}

/** Quantiles of x at each of `probabilities`; NaN when x is empty or holds NaN. x is left as it is. */
export function quantiles(x: Float64Array, probabilities: readonly number[]): number[] {
  if (x.some(Number.isNaN)) return probabilities.map(() => NaN);
  const sorted = x.slice().sort();
  return probabilities.map((p) => quantileSorted(sorted, p));
}

/** Middle value, or the mean of the two middle values; NaN when x is empty or holds NaN. */
export function median(x: Float64Array): number {
  return quantiles(x, [0.5])[0];
}
