/** The direction in which walkers lie apart most, compared with how far each of them moves: Fisher (1936), Annals of Eugenics 7, 179. */
import { cholesky } from '../../math/cholesky.js';
import { symmetricEigen } from '../../math/symmetric-eigen.js';
import { mean } from '../../math/sum.js';
import { covarianceOf } from './covariance.js';

/** Added to the diagonal of the correlations within walkers. */
const RIDGE = 1e-8;

export interface Discriminant {
  /** [k] factor of each column. */
  readonly weights: Float64Array;
  /** [rows] */
  readonly scores: Float64Array;
}

/**
 * Maximises the variance of walkers' means over the variance within walkers.
 * @param columns [k][series * perWalker] rows by walker, then step   @returns null when some column does not vary within walkers
 */
export function discriminant(columns: readonly Float64Array[], perWalker: number): Discriminant | null {
  const k = columns.length;
  const series = columns[0].length / perWalker;
  const means = columns.map((x) =>
    Float64Array.from({ length: series }, (_, i) => mean(x.subarray(i * perWalker, (i + 1) * perWalker))),
  );
  const centered = columns.map((x, c) =>
    x.map((value, row) => value - means[c][Math.floor(row / perWalker)]),
  );
  const within = covarianceOf(centered);
  const sd = columns.map((_, c) => Math.sqrt(within[c * k + c]));
  if (sd.some((value) => !(value > 0))) return null;
  const standard = (matrix: Float64Array): Float64Array =>
    matrix.map((value, at) => value / (sd[Math.floor(at / k)] * sd[at % k]));
  const correlation = standard(within);
  for (let c = 0; c < k; c++) correlation[c * k + c] += RIDGE;
  const lower = cholesky(correlation, k);
  const between = whitened(standard(covarianceOf(means)), lower, k);
  const top = symmetricEigen(between, k).vectors.slice((k - 1) * k);
  const weights = backSubstitute(lower, top, k).map((value, c) => value / sd[c]);
  const scores = new Float64Array(columns[0].length);
  columns.forEach((x, c) => x.forEach((value, row) => (scores[row] += weights[c] * value)));
  return { weights, scores };
}

/** L^-1 A L^-T, exactly symmetric. */
function whitened(matrix: Float64Array, lower: Float64Array, k: number): Float64Array {
  const half = solveRows(matrix, lower, k);
  const whole = solveRows(half, lower, k);
  return whole.map((value, at) => (value + whole[(at % k) * k + Math.floor(at / k)]) / 2);
}

/** Solves L x = row for every row of the matrix and writes the solutions as columns: (L^-1 A^T). */
function solveRows(matrix: Float64Array, lower: Float64Array, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let row = 0; row < k; row++)
    for (let i = 0; i < k; i++) {
      let value = matrix[row * k + i];
      for (let j = 0; j < i; j++) value -= lower[i * k + j] * out[j * k + row];
      out[i * k + row] = value / lower[i * k + i];
    }
  return out;
}

/** Solves L^T x = b. */
function backSubstitute(lower: Float64Array, b: Float64Array, k: number): Float64Array {
  const x = b.slice();
  for (let i = k - 1; i >= 0; i--) {
    for (let j = i + 1; j < k; j++) x[i] -= lower[j * k + i] * x[j];
    x[i] /= lower[i * k + i];
  }
  return x;
}
