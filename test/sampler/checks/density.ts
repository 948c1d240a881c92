import { invertLower } from '../../../src/math/cholesky.js';
import { streamRng, type Rng } from '../../../src/math/rng.js';
import { createEnsemble, type EnsembleState } from '../../../src/sampler/ensemble.js';
import { mixtureSize } from '../../../src/sampler/mixture.js';
import type { MoveMix } from '../../../src/sampler/moves/registry.js';
import type { Move } from '../../../src/sampler/moves/move.js';
import { tuningSize } from '../../../src/sampler/learning.js';
import type { Target } from '../../../src/target.js';

/** A density given by a function, with exact draws where they are known. */
export interface Density {
  readonly dim: number;
  /** Log density, normalised or not, of the point at x[at ...]; -Infinity outside the support. */
  readonly logDensity: (x: Float64Array, at: number) => number;
  /** Writes an exact draw to out[at ...]. */
  readonly draw: (rng: Rng, out: Float64Array, at: number) => void;
}

/** The target of a density; coordinates x0, x1, ... that start uniformly in (-2, 2). */
export function targetOf({ dim, logDensity }: Pick<Density, 'dim' | 'logDensity'>): Target {
  return {
    coordinates: Array.from({ length: dim }, (_, k) => ({
      id: `x${k}`,
      unit: '1',
      latex: `x_${k}`,
      support: [-Infinity, Infinity] as const,
      prior: null,
      start: (u: number) => 4 * u - 2,
    })),
    terms: [],
    derived: [],
    evaluate(theta, count, out) {
      for (let i = 0; i < count; i++) {
        out.logPosterior[i] = logDensity(theta, i * dim);
        out.logPrior[i] = 0;
        out.logLikelihood[i] = out.logPosterior[i];
      }
    },
    derive() {
      throw new Error('no derived quantities');
    },
  };
}

export function onlyMove(move: Move): MoveMix {
  return [{ move, weight: 1 }];
}

/** An ensemble whose walkers are independent exact draws. */
export function exactEnsemble(density: Density, walkers: number, mix: MoveMix, rng: Rng): EnsembleState {
  const names = mix.map(({ move }) => move.name);
  const state = createEnsemble(0, walkers, density.dim, 0, names, tuningSize(mix, density.dim));
  if (state.tuning.length > 0) state.tuning.set(roughMixture(density));
  redraw(state, density, rng);
  return state;
}

/** Replaces rows from ... to-1 by fresh exact draws. */
export function redraw(state: EnsembleState, density: Density, rng: Rng, from = 0, to = state.walkers): void {
  for (let i = from; i < to; i++) {
    density.draw(rng, state.theta, i * state.dim);
    state.evaluations.logPosterior[i] = density.logDensity(state.theta, i * state.dim);
  }
}

/** Standard normal in every coordinate. */
export function standardNormal(dim: number): Density {
  return {
    dim,
    logDensity(x, at) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += x[at + k] ** 2;
      return -sum / 2;
    },
    draw(rng, out, at) {
      for (let k = 0; k < dim; k++) out[at + k] = rng.normal();
    },
  };
}

/** Gaussian with unit variances and correlation rho^|i-j|; `whiten` writes the independent standard normal innovations. */
export function autoregressive(
  dim: number,
  rho: number,
): Density & { readonly whiten: (x: Float64Array, at: number, z: Float64Array) => void } {
  const innovation = Math.sqrt(1 - rho * rho);
  const whiten = (x: Float64Array, at: number, z: Float64Array): void => {
    z[0] = x[at];
    for (let k = 1; k < dim; k++) z[k] = (x[at + k] - rho * x[at + k - 1]) / innovation;
  };
  const room = new Float64Array(dim);
  return {
    dim,
    whiten,
    logDensity(x, at) {
      whiten(x, at, room);
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += room[k] ** 2;
      return -sum / 2;
    },
    draw(rng, out, at) {
      out[at] = rng.normal();
      for (let k = 1; k < dim; k++) out[at + k] = rho * out[at + k - 1] + innovation * rng.normal();
    },
  };
}

/**
 * What warm-up might have made of a density for the moves that learn, and worse than it would: two components of unlike weight,
 * place and shape, so that no part of the density ratio is idle.
 */
export function roughMixture({ dim, draw }: Density): Float64Array {
  const [n, rng] = [400, streamRng('rough mixture')];
  const draws = new Float64Array(n * dim);
  for (let i = 0; i < n; i++) draw(rng, draws, i * dim);
  const column = (k: number): Float64Array => draws.filter((_, i) => i % dim === k);
  const centres = Array.from({ length: dim }, (_, k) => column(k).reduce((a, b) => a + b, 0) / n);
  const spreads = centres.map((centre, k) =>
    Math.sqrt(column(k).reduce((sum, x) => sum + (x - centre) ** 2, 0) / n),
  );
  const mixture = new Float64Array(mixtureSize(dim, 2));
  mixture[0] = 2;
  let at = 1;
  for (const [weight, shift, width, tilt] of [
    [0.7, 0.3, 1.3, 0.3],
    [0.3, -0.5, 1, -0.2],
  ] as const) {
    mixture[at++] = weight;
    mixture[at++] = Math.log(weight) - spreads.reduce((sum, s) => sum + Math.log(width * s), 0);
    for (let k = 0; k < dim; k++) mixture[at++] = centres[k] + shift * spreads[k];
    const factor = new Float64Array(dim * dim);
    for (let k = 0; k < dim; k++) {
      factor[k * dim + k] = spreads[k] * width;
      if (k > 0) factor[k * dim + k - 1] = spreads[k] * tilt;
    }
    const inverse = invertLower(factor, dim);
    for (let k = 0; k < dim; k++) for (let l = 0; l <= k; l++) mixture[at++] = inverse[k * dim + l];
  }
  return mixture;
}
