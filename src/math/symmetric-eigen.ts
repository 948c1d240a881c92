/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, Matrix
 * Computations, 4th ed., sec. 8.5): slower than QL for large matrices but short, and small eigenvalues of scaled
 * matrices keep their digits.
 */

/** Eigenvalues in ascending order and the orthonormal eigenvectors that belong to them. */
export interface SymmetricEigen {
  /** [n] */
  readonly values: Float64Array;
  /** [n * n] row-major: ROW k is the eigenvector of values[k], with the sign that makes its largest component positive. */
  readonly vectors: Float64Array;
}

/** Jacobi converges quadratically: 5 to 10 sweeps do for any size seen here. */
const MAX_SWEEPS = 60;

/**
 * Decomposes A = sum_k values[k] v_k v_k^T.
 * @param matrix [n * n] row-major, symmetric; not changed
 * @throws RangeError when an element is not finite
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const bad = matrix.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0)
    throw new RangeError(
      `symmetricEigen: element (${Math.floor(bad / n)}, ${bad % n}) is ${matrix[bad]}, expected a finite number`,
    );
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n); // row k: the k-th eigenvector
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        if (isNegligible(a, n, p, q)) continue;
        rotate(a, v, n, p, q);
        rotated = true;
      }
    if (!rotated) break;
  }
  return sorted(a, v, n);
}

/** Whether a_pq no longer changes either diagonal element beside it at double precision. */
function isNegligible(a: Float64Array, n: number, p: number, q: number): boolean {
  const limit = Number.EPSILON * Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q]));
  return Math.abs(a[p * n + q]) <= Math.max(limit, Number.MIN_VALUE);
}

/** One rotation in the (p, q) plane that makes a_pq zero, applied to A from both sides and to the vectors. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  const tau = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = tau >= 0 ? 1 / (tau + Math.hypot(1, tau)) : 1 / (tau - Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const akp = a[k * n + p];
    const akq = a[k * n + q];
    a[k * n + p] = c * akp - s * akq;
    a[k * n + q] = s * akp + c * akq;
  }
  for (let k = 0; k < n; k++) {
    const apk = a[p * n + k];
    const aqk = a[q * n + k];
    a[p * n + k] = c * apk - s * aqk;
    a[q * n + k] = s * apk + c * aqk;
    const vp = v[p * n + k];
    const vq = v[q * n + k];
    v[p * n + k] = c * vp - s * vq;
    v[q * n + k] = s * vp + c * vq;
  }
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}

function sorted(a: Float64Array, v: Float64Array, n: number): SymmetricEigen {
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => a[i * n + i] - a[j * n + j]);
  const vectors = new Float64Array(n * n);
  order.forEach((k, row) => {
    const vector = v.subarray(k * n, (k + 1) * n);
    const largest = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) vectors[row * n + i] = sign * vector[i];
  });
  return { values: Float64Array.from(order, (k) => a[k * n + k]), vectors };
}
