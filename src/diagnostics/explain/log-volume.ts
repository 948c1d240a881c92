import { symmetricEigen } from '../../math/symmetric-eigen.js';

/** Half the log determinant; directions in which nothing moves count as a billionth of the widest. */
export function logVolume(covariance: Float64Array, dim: number): number {
  const { values } = symmetricEigen(covariance, dim);
  const floor = 1e-18 * values[dim - 1];
  return values.reduce((sum, value) => sum + 0.5 * Math.log(Math.max(value, floor, Number.MIN_VALUE)), 0);
}
