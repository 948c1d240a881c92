/**
 * How much the log likelihood depends on where the posterior is along a direction.
 *
 * Along a direction scaled to unit variance, z, the log likelihood of a Gaussian posterior under a wide prior is -z^2/2, which
 * scatters by sqrt(1/2) from draw to draw. Where only the prior keeps the draws together it does not change at all: a ridge
 * between the walls of its prior, however long. So the log likelihood of the draws is fitted by a_k z_k + b_k z_k^2 in all
 * directions at once, and what it depends on k is the standard deviation of that term.
 */
import { cholesky } from '../../math/cholesky.js';
import { fitLinear } from '../../math/least-squares.js';
import { mean, variance } from '../../math/sum.js';
import { covarianceOf } from './covariance.js';

/** Added to the diagonal of the correlation matrix, so that columns that determine each other do not stop the factorisation. */
const RIDGE = 1e-10;

/**
 * What the log likelihood depends on the first `count` directions, in log units; about 0.7 where the data decide, 0 where only the
 * prior does. The other directions are there to take the scatter that they make out of the log likelihood.
 * @param directions [k][n] columns; each is taken after what those before it say has been taken off
 * @param logLikelihood [n] finite   @returns [count]
 */
export function dependence(
  directions: readonly Float64Array[],
  logLikelihood: Float64Array,
  count: number,
): number[] {
  const columns = uncorrelated(directions).flatMap((z) => [z, z.map((value) => value * value)]);
  const { coefficients } = fitLinear(columns, logLikelihood);
  return Array.from({ length: count }, (_, k) => {
    const [z, squares] = [columns[2 * k], columns[2 * k + 1]];
    const [a, b] = [coefficients[2 * k], coefficients[2 * k + 1]];
    return Math.sqrt(variance(z.map((value, row) => a * value + b * squares[row])));
  });
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
