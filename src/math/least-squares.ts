/** Linear least squares by normal equations on standardised columns (Golub & Van Loan, Matrix Computations, 4th ed., sec. 5.3). */
import { cholesky, choleskySolve } from './cholesky.js';
import { mean, variance } from './sum.js';

/** Added to the unit diagonal, so that columns that are combinations of others share their coefficient instead of failing. */
const RIDGE = 1e-9;

export interface LinearFit {
  /** [columns] change of y per unit of each column. */
  readonly coefficients: Float64Array;
  /** Share of the variance of y that the fit explains. */
  readonly explained: number;
}

/**
 * Fits y = c + sum_k b_k x_k. Constant columns get the coefficient 0.
 * @param columns [k][n]   @param y [n]
 */
export function fitLinear(columns: readonly Float64Array[], y: Float64Array): LinearFit {
  const n = y.length;
  const k = columns.length;
  const [center, spread] = [mean(y), Math.sqrt(variance(y))];
  const standard = columns.map((x) => standardise(x));
  const gram = new Float64Array(k * k);
  const right = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) gram[i * k + j] = dot(standard[i].values, standard[j].values) / (n - 1);
    gram[i * k + i] += RIDGE;
    for (let row = 0; row < n; row++) right[i] += (standard[i].values[row] * (y[row] - center)) / (n - 1);
    if (standard[i].sd === 0) gram[i * k + i] = 1;
  }
  const slopes = choleskySolve(cholesky(gram, k), right);
  const explained = spread === 0 ? 0 : dot(slopes, right) / spread ** 2;
  return { coefficients: slopes.map((b, i) => (standard[i].sd === 0 ? 0 : b / standard[i].sd)), explained };
}

interface Standardised {
  readonly values: Float64Array;
  readonly sd: number;
}

function standardise(x: Float64Array): Standardised {
  const center = mean(x);
  const sd = Math.sqrt(variance(x, center));
  return { values: x.map((value) => (sd > 0 ? (value - center) / sd : 0)), sd };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
