/**
 * How much the log likelihood depends on where the posterior is along a direction.
 *
 * Along a direction scaled to unit variance, z, the log likelihood of a Gaussian posterior under a wide prior is -z^2/2, which
 * scatters by sqrt(1/2) from draw to draw. Where only the prior keeps the draws together it does not change at all: a ridge
 * between the walls of its prior, however long. So the log likelihood of the draws is fitted by a.z + z.B z, and what it depends
 * on the unit vector v is the standard deviation of its share, sqrt((a.v)^2 + 2 |B v|^2) for Gaussian z.
 */
import { cholesky } from '../../math/cholesky.js';
import { fitLinear } from '../../math/least-squares.js';
import { mean } from '../../math/sum.js';
import { symmetricEigen } from '../../math/symmetric-eigen.js';
import { covarianceOf } from './covariance.js';

/** Added to the diagonal of the correlation matrix, so that columns that determine each other do not stop the factorisation. */
const RIDGE = 1e-10;

export interface Dependence {
  /** [m] in log units, ascending: about 0.7 where the data decide, 0 where only the prior does. */
  readonly values: Float64Array;
  /** [m][m] the directions they belong to, orthonormal. */
  readonly vectors: readonly Float64Array[];
}

/**
 * @param scores [m][n] uncorrelated columns   @param others [k][n] columns that take the scatter that they make out of the log
 * likelihood, by a linear and a square term each of what the scores do not say of them   @param logLikelihood [n] finite
 */
export function dependence(
  scores: readonly Float64Array[],
  others: readonly Float64Array[],
  logLikelihood: Float64Array,
): Dependence {
  const m = scores.length;
  const all = uncorrelated([...scores, ...others]);
  const z = all.slice(0, m);
  const pairs = z.flatMap((_, i) => Array.from({ length: m - i }, (_unused, d) => [i, i + d] as const));
  const products = pairs.map(([i, j]) => z[i].map((value, row) => value * z[j][row]));
  const rest = all.slice(m).flatMap((x) => [x, x.map((value) => value * value)]);
  const { coefficients } = fitLinear([...z, ...products, ...rest], logLikelihood);
  const slope = coefficients.subarray(0, m);
  const bend = new Float64Array(m * m);
  pairs.forEach(([i, j], p) => {
    const value = coefficients[m + p];
    bend[i * m + j] = bend[j * m + i] = i === j ? value : value / 2;
  });
  const form = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < m; j++) {
      form[i * m + j] = slope[i] * slope[j];
      for (let k = 0; k < m; k++) form[i * m + j] += 2 * bend[i * m + k] * bend[k * m + j];
    }
  const { values, vectors } = symmetricEigen(form, m);
  return {
    values: values.map((value) => Math.sqrt(Math.max(0, value))),
    vectors: Array.from({ length: m }, (_, k) => vectors.slice(k * m, (k + 1) * m)),
  };
}

/** Columns of unit variance, uncorrelated, each a combination of itself and those before it. */
function uncorrelated(columns: readonly Float64Array[]): Float64Array[] {
  const k = columns.length;
  const covariance = covarianceOf(columns);
  const sd = columns.map((_, i) => Math.sqrt(covariance[i * k + i]) || 1);
  const correlation = covariance.map((value, at) => value / (sd[Math.floor(at / k)] * sd[at % k]));
  for (let i = 0; i < k; i++) correlation[i * k + i] += RIDGE;
  const lower = cholesky(correlation, k);
  const centers = columns.map((x) => mean(x));
  const out = columns.map((x) => new Float64Array(x.length));
  for (let row = 0; row < columns[0].length; row++)
    for (let i = 0; i < k; i++) {
      let value = (columns[i][row] - centers[i]) / sd[i];
      for (let j = 0; j < i; j++) value -= lower[i * k + j] * out[j][row];
      out[i][row] = value / lower[i * k + i];
    }
  return out;
}
