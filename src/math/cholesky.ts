/** Cholesky factorisation of symmetric positive-definite matrices (Golub & Van Loan, Matrix Computations, 4th ed., sec. 4.2). */

/**
 * Lower triangular L with A = L L^T.
 * @param matrix [n * n] row-major, symmetric; only its lower triangle is read
 * @returns [n * n] row-major, zeros above the diagonal
 * @throws RangeError naming the row whose pivot is not positive (or not a number): the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i !== j) {
        lower[i * n + j] = sum / lower[j * n + j];
      } else if (sum > 0) {
        lower[i * n + i] = Math.sqrt(sum);
      } else {
        throw new RangeError(
          `cholesky: the matrix is not positive definite: the pivot of row ${i} (counted from 0) is ${sum}`,
        );
      }
    }
  }
  return lower;
}

/**
 * Solves A x = b from the factor L of A, by forward and back substitution.
 * @param lower [n * n] from `cholesky`
 * @param b [n], not changed
 * @returns x [n]
 */
export function choleskySolve(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i * n + k] * x[k];
    x[i] /= lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= lower[k * n + i] * x[k];
    x[i] /= lower[i * n + i];
  }
  return x;
}

/**
 * Inverse of a lower triangular matrix, by forward substitution (ibid., sec. 3.1).
 * @param lower [n * n] row-major, nothing but zero above its diagonal is assumed and nothing zero on it
 * @returns [n * n] row-major, lower triangular
 */
export function invertLower(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let l = 0; l < n; l++) {
    inverse[l * n + l] = 1 / lower[l * n + l];
    for (let k = l + 1; k < n; k++) {
      let sum = 0;
      for (let m = l; m < k; m++) sum -= lower[k * n + m] * inverse[m * n + l];
      inverse[k * n + l] = sum / lower[k * n + k];
    }
  }
  return inverse;
}
