/** Draws from one mixture after another, independent ones or ones that remember where they come from. */
import { chiSquared } from '../math/chi-squared.js';
import type { Rng } from '../math/rng.js';
import { componentSize, FREEDOM } from './mixture.js';

export interface MixtureDraws {
  /** Makes this the mixture to draw from. It must not change before the next call. @param mixture as in mixture.ts */
  readonly set: (mixture: Float64Array) => void;
  /**
   * Writes a draw to out[outAt ...]; given up, with part of it written, as soon as a coordinate is outside of its support.
   * @param support [dim] open intervals   @returns whether the draw is inside
   */
  readonly draw: (rng: Rng, support: Support, out: Float64Array, outAt: number) => boolean;
  /**
   * The same for a point that keeps some of what x is. As seen from its component, whose t distribution has z = M (x - mean) from the
   * unit one, x is turned by `angle` towards a random direction of the scale that x is of: z' = cos(angle) z + sin(angle) s n, with n
   * normal and s^2 = (nu + |z|^2) / chi^2_(nu + dim). Given s both z and z' are normal, so that the pair is as likely as its reverse;
   * then z' may be read as seen from another component than z.
   * @param squared |z|^2   @param from number of the component of x   @param to that of the new point
   */
  readonly turn: (
    x: Float64Array,
    xAt: number,
    squared: number,
    from: number,
    to: number,
    angle: number,
    rng: Rng,
    support: Support,
    out: Float64Array,
    outAt: number,
  ) => boolean;
  /** The number of a component, drawn with the probability of its weight. */
  readonly drawComponent: (rng: Rng) => number;
}

type Support = readonly (readonly [number, number])[];

/** @param most components */
export function createMixtureDraws(dim: number, most: number): MixtureDraws {
  const size = (dim * (dim + 1)) / 2;
  const factors = new Float64Array(most * size);
  const deviate = new Float64Array(dim);
  let mixture: Float64Array = new Float64Array(1);
  let known = false;
  const drawComponent = (rng: Rng): number => {
    let u = rng.uniform();
    let component = 0;
    for (let from = 1; component < mixture[0] - 1 && u >= mixture[from]; from += componentSize(dim)) {
      u -= mixture[from];
      component++;
    }
    return component;
  };
  /** Adds `scale` times a normal deviate to each number in `deviate` and writes the point of the component that they belong to. */
  const place = (
    component: number,
    scale: number,
    rng: Rng,
    support: Support,
    out: Float64Array,
    outAt: number,
  ): boolean => {
    if (!known) {
      for (let j = 0, from = 1; j < mixture[0]; j++, from += componentSize(dim))
        invertTriangle(mixture, from + 2 + dim, factors, j * size, dim);
      known = true;
    }
    const mean = 1 + component * componentSize(dim) + 2;
    let entry = component * size;
    for (let k = 0; k < dim; k++) {
      deviate[k] += scale * rng.normal();
      // Two sums, which need not wait for each other.
      let even = mixture[mean + k];
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
  };
  return {
    set(next) {
      mixture = next;
      known = false;
    },
    drawComponent,
    draw(rng, support, out, outAt) {
      const component = drawComponent(rng);
      deviate.fill(0);
      return place(component, Math.sqrt(FREEDOM / chiSquared(rng, FREEDOM)), rng, support, out, outAt);
    },
    turn(x, xAt, squared, from, to, angle, rng, support, out, outAt) {
      const mean = 1 + from * componentSize(dim) + 2;
      const cosine = Math.cos(angle);
      for (let k = 0, entry = mean + dim; k < dim; k++) {
        let z = 0;
        for (let l = 0; l <= k; l++) z += mixture[entry++] * (x[xAt + l] - mixture[mean + l]);
        deviate[k] = cosine * z;
      }
      const scale = Math.sqrt((FREEDOM + squared) / chiSquared(rng, FREEDOM + dim));
      return place(to, Math.sin(angle) * scale, rng, support, out, outAt);
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
