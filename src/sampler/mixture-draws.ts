/** Draws from one mixture after another. */
import type { Rng } from '../math/rng.js';
import { componentSize, FREEDOM } from './mixture.js';

export interface MixtureDraws {
  /** Makes this the mixture to draw from. It must not change before the next call. @param mixture as in mixture.ts */
  readonly set: (mixture: Float64Array) => void;
  /**
   * Writes a draw to out[outAt ...]; given up, with part of it written, as soon as a coordinate is outside of its support.
   * @param support [dim] open intervals   @returns whether the draw is inside
   */
  readonly draw: (
    rng: Rng,
    support: readonly (readonly [number, number])[],
    out: Float64Array,
    outAt: number,
  ) => boolean;
}

/** @param most components */
export function createMixtureDraws(dim: number, most: number): MixtureDraws {
  const size = (dim * (dim + 1)) / 2;
  const factors = new Float64Array(most * size);
  const deviate = new Float64Array(dim);
  let mixture: Float64Array = new Float64Array(1);
  let known = false;
  return {
    set(next) {
      mixture = next;
      known = false;
    },
    draw(rng, support, out, outAt) {
      if (!known) {
        for (let j = 0, from = 1; j < mixture[0]; j++, from += componentSize(dim))
          invertTriangle(mixture, from + 2 + dim, factors, j * size, dim);
        known = true;
      }
      let from = 1;
      let entry = 0;
      let u = rng.uniform();
      for (let left = mixture[0] - 1; left > 0 && u >= mixture[from]; left--) {
        u -= mixture[from];
        from += componentSize(dim);
        entry += size;
      }
      // A t deviate is a normal one over sqrt(chi^2_nu / nu), and chi^2 of two degrees of freedom is -2 ln(uniform).
      let product = 1;
      for (let pair = 0; pair < FREEDOM / 2; pair++) product *= rng.uniform();
      const stretch = Math.sqrt(FREEDOM / (-2 * Math.log(product)));
      for (let k = 0; k < dim; k++) {
        deviate[k] = stretch * rng.normal();
        // Two sums, which need not wait for each other.
        let even = mixture[from + 2 + k];
        let odd = 0;
        let l = 0;
        for (; l < k; l += 2) {
          even += factors[entry++] * deviate[l];
          odd += factors[entry++] * deviate[l + 1];
        }
        if (l === k) even += factors[entry++] * deviate[k];
        const y = even + odd;
        if (!(y > support[k][0] && y < support[k][1])) return false;
        out[outAt + k] = y;
      }
      return true;
    },
  };
}

/** Writes the inverse of the lower triangle at M[from ...], row by row like it, to inverse[to ...]. */
function invertTriangle(M: Float64Array, from: number, inverse: Float64Array, to: number, dim: number): void {
  const at = (k: number, l: number): number => (k * (k + 1)) / 2 + l;
  for (let l = 0; l < dim; l++) {
    inverse[to + at(l, l)] = 1 / M[from + at(l, l)];
    for (let k = l + 1; k < dim; k++) {
      let sum = 0;
      for (let m = l; m < k; m++) sum -= M[from + at(k, m)] * inverse[to + at(m, l)];
      inverse[to + at(k, l)] = sum / M[from + at(k, k)];
    }
  }
}
