/**
 * Fits a mixture of t distributions to draws, in coordinates that have unit covariance (mixture-em.ts). How many components there
 * are is decided by the likelihood of draws left out of the fit.
 */
import { cholesky, invertLower } from '../math/cholesky.js';
import type { Rng } from '../math/rng.js';
import { componentSize, writeComponent } from './mixture.js';
import { createMixtureDensity } from './mixture-density.js';
import { createScatter } from './scatter.js';
import { DRAWS_PER_DIM, improveMixture, roughMixture } from './mixture-em.js';

/** Components of the largest mixture. */
export const MOST_COMPONENTS = 8;

/** Most iterations of EM while the number of components is looked for, and when it is known. */
const ITERATIONS = { looking: 6, known: 8 };
/**
 * More components must raise the mean log density of the draws left out by this much, or the simpler mixture stays: twice as many
 * cost twice the time.
 */
const WORTH = 0.02;
/** A spread below this share of a value is mostly rounding. */
const ROUNDING = 1e-12;

/**
 * @param draws [n * dim] row-major; row i belongs to walker i % walkers, and walkers are left out whole
 * @param most largest number of components
 * @returns a mixture as in mixture.ts, or null when the draws are too few or do not span the space
 */
export function fitMixture(
  draws: Float64Array,
  dim: number,
  walkers: number,
  most: number,
  rng: Rng,
): Float64Array | null {
  if (draws.length < DRAWS_PER_DIM * dim * dim) return null;
  const white = whiten(draws, dim);
  if (white === null) return null;
  const { z, mean, factor } = white;
  const mixture = improveMixture(bestOfPart(z, dim, walkers, most, rng), z, dim, ITERATIONS.known);
  return unwhiten(mixture, mean, factor);
}

/** The mixture of 1, 2, 4 ... components, fitted to three quarters of the walkers, that describes the other quarter best. */
function bestOfPart(z: Float64Array, dim: number, walkers: number, most: number, rng: Rng): Float64Array {
  const seen = rowsOf(z, dim, (row) => (row % walkers) % 4 !== 0);
  const unseen = rowsOf(z, dim, (row) => (row % walkers) % 4 === 0);
  const fit = (components: number): Float64Array =>
    improveMixture(roughMixture(seen, dim, components, rng), seen, dim, ITERATIONS.looking);
  let best = fit(1);
  let score = meanLogDensity(best, unseen, dim);
  for (let more = 2; more <= most && seen.length / dim >= more * DRAWS_PER_DIM * dim; more *= 2) {
    const mixture = fit(more);
    const better = meanLogDensity(mixture, unseen, dim);
    if (better > score + WORTH) [best, score] = [mixture, better];
  }
  return best;
}

interface Whitened {
  readonly z: Float64Array;
  readonly mean: Float64Array;
  /** [dim * dim] L with x = mean + L z. */
  readonly factor: Float64Array;
}

function whiten(draws: Float64Array, dim: number): Whitened | null {
  const n = draws.length / dim;
  const mean = new Float64Array(dim);
  const z = draws.slice();
  for (let at = 0; at < z.length; at += dim) for (let k = 0; k < dim; k++) mean[k] += z[at + k] / n;
  for (let at = 0; at < z.length; at += dim) for (let k = 0; k < dim; k++) z[at + k] -= mean[k];
  const sums = createScatter(dim);
  for (let at = 0; at < z.length; at += dim) sums.add(z, at, 1);
  const covariance = sums.take().scatter.map((sum) => sum / n);
  for (let k = 0; k < dim; k++) if (!(covariance[k * dim + k] > (ROUNDING * mean[k]) ** 2)) return null;
  let factor: Float64Array;
  try {
    factor = cholesky(covariance, dim);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  for (let at = 0; at < z.length; at += dim)
    for (let k = 0; k < dim; k++) {
      let rest = z[at + k];
      for (let l = 0; l < k; l++) rest -= factor[k * dim + l] * z[at + l];
      z[at + k] = rest / factor[k * dim + k];
    }
  return { z, mean, factor };
}

function rowsOf(z: Float64Array, dim: number, wanted: (row: number) => boolean): Float64Array {
  const out = new Float64Array(z.length);
  let to = 0;
  for (let row = 0, at = 0; at < z.length; row++, at += dim) {
    if (!wanted(row)) continue;
    for (let k = 0; k < dim; k++) out[to++] = z[at + k];
  }
  return out.subarray(0, to);
}

function meanLogDensity(mixture: Float64Array, z: Float64Array, dim: number): number {
  const density = createMixtureDensity(dim, mixture[0]);
  density.set(mixture);
  let sum = 0;
  for (let at = 0; at < z.length; at += dim) sum += density.logDensity(z, at);
  return (sum * dim) / z.length;
}

/** The mixture of x = mean + factor z, its weights made to sum to 1. */
function unwhiten(mixture: Float64Array, mean: Float64Array, factor: Float64Array): Float64Array {
  const dim = mean.length;
  const size = componentSize(dim);
  const whitening = invertLower(factor, dim);
  const result = mixture.slice();
  let total = 0;
  for (let from = 1; from < mixture.length; from += size) total += mixture[from];
  for (let from = 1; from < mixture.length; from += size) {
    for (let k = 0; k < dim; k++) {
      let centre = mean[k];
      for (let l = 0; l <= k; l++) centre += factor[k * dim + l] * mixture[from + 2 + l];
      result[from + 2 + k] = centre;
    }
    const inverse = new Float64Array(dim * dim); // M z = M factor^-1 (x - mean)
    let entry = from + 2 + dim;
    for (let k = 0; k < dim; k++)
      for (let m = 0; m <= k; m++) {
        const own = mixture[entry++];
        for (let l = 0; l <= m; l++) inverse[k * dim + l] += own * whitening[m * dim + l];
      }
    writeComponent(result, from, dim, mixture[from] / total, inverse);
  }
  return result;
}
