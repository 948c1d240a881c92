/** Sums, means and variances that do not lose digits over a million draws. */

/** Sum of x by Neumaier's compensated addition (ZAMM 54, 39, 1974, algorithm IV); 0 for an empty array. */
export function sum(x: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // An infinite sum leaves Infinity - Infinity in the compensation.
  return Number.isFinite(total) ? total + lost : total;
}

/** Arithmetic mean, correct to the last bit but for rare cases also far from zero; NaN for an empty array. */
export function mean(x: ArrayLike<number>): number {
  const n = x.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += x[i];
  const first = total / n;
  if (!Number.isFinite(first)) return first;
  // The sum was rounded at n times the size of the mean: the mean of what remains brings the last bits back.
  let rest = 0;
  for (let i = 0; i < n; i++) rest += x[i] - first;
  return first + rest / n;
}

/** Sum of (x - center)^2; the deviations are formed first, so that a large mean costs no digits. */
export function sumOfSquares(x: ArrayLike<number>, center: number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < x.length; i++) {
    const deviation = x[i] - center;
    const value = deviation * deviation;
    // All terms are positive: the running total is the larger of the two but for the first few.
    const next = total + value;
    lost += total >= value ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** Sum of (x - center)^4, in the same way. */
export function sumOfFourths(x: ArrayLike<number>, center: number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < x.length; i++) {
    const square = (x[i] - center) * (x[i] - center);
    const value = square * square;
    const next = total + value;
    lost += total >= value ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** Unbiased sample variance, divisor n - 1; NaN for fewer than two values. */
export function variance(x: ArrayLike<number>, center: number = mean(x)): number {
  return x.length < 2 ? NaN : sumOfSquares(x, center) / (x.length - 1);
}
