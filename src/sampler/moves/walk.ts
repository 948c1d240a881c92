import type { Move } from './move.js';

/**
 * Walk: y = x + s sum_j Z_j (c_j - mean(c)) / sqrt(n - 1), Z_j standard normal, over all n complement walkers: a
 * Gaussian step with s^2 times the complement's covariance. Goodman & Weare (2010), eq. (11), whose subset is here the
 * whole complement and whose scale s = 1 is here min(1, 2.38/sqrt(dim)), the best random-walk scale on a Gaussian.
 * Symmetric: log Hastings ratio 0. Costs O(n dim) per proposal.
 */
export const walk: Move = {
  name: 'walk',
  minComplement: 2,
  prepare({ theta, rows, dim, scratch }) {
    for (let k = 0; k < dim; k++) {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) sum += theta[rows[i] * dim + k];
      scratch[k] = sum / rows.length;
    }
  },
  propose(x, xAt, { theta, rows, dim, scratch }, rng, out, outAt) {
    const n = rows.length;
    const scale = Math.min(1, 2.38 / Math.sqrt(dim)) / Math.sqrt(n - 1);
    for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k];
    for (let i = 0; i < n; i++) {
      const c = rows[i] * dim;
      const weight = scale * rng.normal();
      for (let k = 0; k < dim; k++) out[outAt + k] += weight * (theta[c + k] - scratch[k]);
    }
    return 0;
  },
};
