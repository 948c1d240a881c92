import type { Move } from './move.js';

/** Scale of g(z): the value of Goodman & Weare and of everyone since. */
const A = 2;

/**
 * Stretch: y = c + z (x - c) with c one complement walker and z drawn from g(z) ~ 1/sqrt(z) on [1/a, a].
 * Goodman & Weare (2010), Comm. App. Math. Comp. Sci. 5, 65, eqs. (7)-(9); log Hastings ratio (dim - 1) ln z.
 */
export const stretch: Move = {
  name: 'stretch',
  minComplement: 1,
  propose(x, xAt, { theta, rows, dim }, rng, out, outAt) {
    const c = rows[rng.int(rows.length)] * dim;
    const root = (A - 1) * rng.uniform() + 1;
    const z = (root * root) / A; // inverse of the distribution function of g
    for (let k = 0; k < dim; k++) out[outAt + k] = theta[c + k] + z * (x[xAt + k] - theta[c + k]);
    return (dim - 1) * Math.log(z);
  },
};
