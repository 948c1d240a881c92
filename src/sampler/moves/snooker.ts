import type { Move } from './move.js';

/** ter Braak & Vrugt (2008) choose gamma from [1.2, 2.2]; 1.7 is its middle and emcee's value. */
const GAMMA = 1.7;

/**
 * DE snooker: x moves along the line through it and a complement walker z, by the difference of two further complement
 * walkers projected on that line: y = x + gamma e (e . (z1 - z2)), e = (x - z)/|x - z|.
 * ter Braak & Vrugt (2008), Stat. Comput. 18, 435, sec. 2.2.
 *
 * Valid with two halves because z, z1, z2 (distinct) all come from the half that stands still. In polar coordinates
 * about z the density along the line is pi(y) |y - z|^(dim-1); the increment is symmetric (swap z1 and z2) and does
 * not change when e changes sign, so the log Hastings ratio is (dim - 1) ln(|y - z|/|x - z|).
 *
 * The projection is taken in units of the complement's standard deviation per coordinate (the paper: in raw units), for
 * otherwise the coordinate with the largest numbers alone decides the length of the step. The units are fixed while the
 * half moves and |y - z|/|x - z| does not depend on them, so the ratio stands.
 */
export const snooker: Move = {
  name: 'snooker',
  minComplement: 3,
  prepare({ theta, rows, dim, scratch }) {
    const n = rows.length;
    for (let k = 0; k < dim; k++) {
      let mean = 0;
      for (let i = 0; i < n; i++) mean += theta[rows[i] * dim + k];
      mean /= n;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (theta[rows[i] * dim + k] - mean) ** 2;
      scratch[k] = sum > 0 ? n / sum : 0; // a coordinate without spread has no scale and no part in the projection
    }
  },
  propose(x, xAt, { theta, rows, dim, scratch }, rng, out, outAt) {
    const n = rows.length;
    const i = rng.int(n);
    let j = rng.int(n - 1);
    if (j >= i) j++;
    let l = rng.int(n - 2);
    if (l >= Math.min(i, j)) l++;
    if (l >= Math.max(i, j)) l++;
    const z = rows[i] * dim;
    const z1 = rows[j] * dim;
    const z2 = rows[l] * dim;
    let norm2 = 0;
    let projection = 0;
    for (let k = 0; k < dim; k++) {
      const line = (x[xAt + k] - theta[z + k]) * scratch[k];
      norm2 += line * (x[xAt + k] - theta[z + k]);
      projection += line * (theta[z1 + k] - theta[z2 + k]);
    }
    if (!(norm2 > 0)) {
      for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k]; // x on z: there is no line
      return -Infinity;
    }
    const stretch = 1 + (GAMMA * projection) / norm2; // signed: y may lie beyond z
    for (let k = 0; k < dim; k++) out[outAt + k] = theta[z + k] + stretch * (x[xAt + k] - theta[z + k]);
    return (dim - 1) * Math.log(Math.abs(stretch));
  },
};
