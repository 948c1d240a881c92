/**
 * Fits a mixture of t distributions to draws: expectation-maximisation (Peel & McLachlan 2000, Stat. Comput. 10, 339, with the
 * degrees of freedom fixed) in coordinates that have unit covariance. How many components there are is decided by the likelihood of draws left out of the fit.
 */
import { cholesky, invertLower } from '../math/cholesky.js';
import type { Rng } from '../math/rng.js';
import {
  componentSize,
  FREEDOM,
  logKernel,
  mixtureLogDensity,
  mixtureSize,
  squaredDistance,
} from './mixture.js';

/** Components of the largest mixture. */
export const MOST_COMPONENTS = 8;

const ITERATIONS = 25;
/** EM ends when the mean log density of the draws rises by less than this. */
const TOLERANCE = 5e-3;
/**
 * More components must raise the mean log density of the draws left out by this much, or the simpler mixture stays: twice as many
 * cost twice the time.
 */
const WORTH = 0.1;
/** Fewest draws of a component, in dimensions: its scale matrix has dim (dim + 1) / 2 numbers. */
const DRAWS_PER_DIM = 4;
/**
 * How many draws the mean scale matrix of all components counts in that of each one, in dimensions: a component of few draws
 * keeps the shape that all of them have.
 */
const POOLED_PER_DIM = 2;
/** A spread below this share of a value is mostly rounding. */
const ROUNDING = 1e-12;
/** Smaller shares of a draw in a component are left out of its scale matrix. */
const NEGLIGIBLE = 1e-5;

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
  const components = most === 1 ? 1 : countComponents(z, dim, walkers, most, rng);
  return unwhiten(expectationMaximisation(z, dim, components, rng), mean, factor);
}

/** The number of components, among 1, 2, 4 ..., whose fit to three quarters of the walkers describes the other quarter best. */
function countComponents(z: Float64Array, dim: number, walkers: number, most: number, rng: Rng): number {
  const seen = rowsOf(z, dim, (row) => (row % walkers) % 4 !== 0);
  const unseen = rowsOf(z, dim, (row) => (row % walkers) % 4 === 0);
  let components = 1;
  let score = meanLogDensity(expectationMaximisation(seen, dim, 1, rng), unseen, dim);
  for (let more = 2; more <= most && seen.length / dim >= more * DRAWS_PER_DIM * dim; more *= 2) {
    const better = meanLogDensity(expectationMaximisation(seen, dim, more, rng), unseen, dim);
    if (better > score + WORTH) [components, score] = [more, better];
  }
  return components;
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
  for (let i = 0; i < draws.length; i++) mean[i % dim] += draws[i] / n;
  const centred = draws.map((x, i) => x - mean[i % dim]);
  const covariance = new Float64Array(dim * dim);
  addScatter(covariance, centred, 0, n, dim, 1 / n);
  for (let k = 0; k < dim; k++) if (!(covariance[k * dim + k] > (ROUNDING * mean[k]) ** 2)) return null;
  let factor: Float64Array;
  try {
    factor = cholesky(covariance, dim);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const z = centred;
  for (let at = 0; at < z.length; at += dim)
    for (let k = 0; k < dim; k++) {
      for (let l = 0; l < k; l++) z[at + k] -= factor[k * dim + l] * z[at + l];
      z[at + k] /= factor[k * dim + k];
    }
  return { z, mean, factor };
}

/** Adds weight times the outer products of `count` rows to the lower triangle of `sum`. */
function addScatter(
  sum: Float64Array,
  rows: Float64Array,
  at: number,
  count: number,
  dim: number,
  weight: number,
): void {
  for (let i = 0; i < count; i++, at += dim)
    for (let k = 0; k < dim; k++) {
      const a = weight * rows[at + k];
      for (let l = 0; l <= k; l++) sum[k * dim + l] += a * rows[at + l];
    }
}

function rowsOf(z: Float64Array, dim: number, wanted: (row: number) => boolean): Float64Array {
  return z.filter((_, i) => wanted(Math.floor(i / dim)));
}

function meanLogDensity(mixture: Float64Array, z: Float64Array, dim: number): number {
  const room = new Float64Array(dim);
  let sum = 0;
  for (let at = 0; at < z.length; at += dim) sum += mixtureLogDensity(mixture, dim, z, at, room);
  return (sum * dim) / z.length;
}

/** A mixture of at most `components` components for draws of zero mean and unit covariance. */
function expectationMaximisation(z: Float64Array, dim: number, components: number, rng: Rng): Float64Array {
  const n = z.length / dim;
  const shares = firstShares(z, dim, components, rng);
  const pulls = shares.slice();
  let mixture = maximise(z, shares, pulls, dim, components);
  const room = new Float64Array(dim);
  const terms = new Float64Array(components);
  let before = -Infinity;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const left = mixture[0];
    let logDensity = 0;
    for (let i = 0; i < n; i++) {
      let largest = -Infinity;
      for (let j = 0, from = 1; j < left; j++, from += componentSize(dim)) {
        const squared = squaredDistance(mixture, from, dim, z, i * dim, room);
        terms[j] = mixture[from + 1] + logKernel(squared, dim);
        pulls[j * n + i] = (FREEDOM + dim) / (FREEDOM + squared);
        largest = Math.max(largest, terms[j]);
      }
      let sum = 0;
      for (let j = 0; j < left; j++) sum += Math.exp(terms[j] - largest);
      logDensity += (largest + Math.log(sum)) / n;
      for (let j = 0; j < components; j++)
        shares[j * n + i] = j < left ? Math.exp(terms[j] - largest) / sum : 0;
    }
    for (let j = 0; j < components * n; j++) pulls[j] *= shares[j];
    mixture = maximise(z, shares, pulls, dim, left);
    if (logDensity - before < TOLERANCE) break;
    before = logDensity;
  }
  return mixture;
}

/** [components * n] to which component each draw belongs at first: that of the nearest of a few random draws, mostly. */
function firstShares(z: Float64Array, dim: number, components: number, rng: Rng): Float64Array {
  const n = z.length / dim;
  const shares = new Float64Array(components * n).fill(components === 1 ? 1 : 0.1 / components);
  if (components === 1) return shares;
  const centres = Array.from({ length: components }, () => rng.int(n) * dim);
  for (let i = 0; i < n; i++) {
    const distances = centres.map((centre) => {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += (z[i * dim + k] - z[centre + k]) ** 2;
      return sum;
    });
    shares[distances.indexOf(Math.min(...distances)) * n + i] += 0.9;
  }
  return shares;
}

/**
 * The components that maximise the likelihood given whose draws are whose (`shares`) and how much each pulls at mean and scale
 * (`pulls`: less, the further out), each scale matrix drawn towards the mean of all. They count one draw of unit covariance
 * besides, so that they have inverses; components of too few draws are given up.
 */
function maximise(
  z: Float64Array,
  shares: Float64Array,
  pulls: Float64Array,
  dim: number,
  components: number,
): Float64Array {
  const n = z.length / dim;
  const mixture = new Float64Array(mixtureSize(dim, components));
  const pooled = new Float64Array(dim * dim);
  const kept: { readonly total: number; readonly scatter: Float64Array }[] = [];
  for (let j = 0; j < components; j++) {
    const total = sumOf(shares, j * n, n);
    if (components > 1 && total < (DRAWS_PER_DIM * dim) / 2) continue;
    const from = 1 + kept.length * componentSize(dim);
    const mean = mixture.subarray(from + 2, from + 2 + dim);
    const scatter = scatterAbout(z, pulls.subarray(j * n, (j + 1) * n), dim, mean);
    for (let i = 0; i < pooled.length; i++) pooled[i] += scatter[i];
    kept.push({ total, scatter });
  }
  const counted = kept.reduce((sum, { total }) => sum + total, 0);
  const prior = POOLED_PER_DIM * dim;
  kept.forEach(({ total, scatter }, j) => {
    const scale = scatter.map((sum, i) => (sum + (prior * pooled[i]) / counted) / (total + prior + 1));
    for (let k = 0; k < dim; k++) scale[k * dim + k] += 1 / (total + prior + 1);
    const inverse = invertLower(cholesky(scale, dim), dim);
    writeFactor(mixture, 1 + j * componentSize(dim), dim, total / n, inverse);
  });
  mixture[0] = kept.length;
  return mixture.subarray(0, 1 + kept.length * componentSize(dim));
}

/** Writes the weighted mean of the rows of z to `mean` and returns their weighted scatter about it, lower triangle. */
function scatterAbout(z: Float64Array, weights: Float64Array, dim: number, mean: Float64Array): Float64Array {
  const total = sumOf(weights, 0, weights.length);
  for (let i = 0; i < weights.length; i++)
    for (let k = 0; k < dim; k++) mean[k] += (weights[i] / total) * z[i * dim + k];
  const scatter = new Float64Array(dim * dim);
  const own = new Float64Array(dim);
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < NEGLIGIBLE) continue;
    for (let k = 0; k < dim; k++) own[k] = z[i * dim + k] - mean[k];
    addScatter(scatter, own, 0, 1, dim, weights[i]);
  }
  return scatter;
}

function sumOf(x: Float64Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += x[i];
  return sum;
}

/** Weight, constant and triangle of the component at `from`, whose inverse Cholesky factor is given; its mean is there already. */
function writeFactor(
  mixture: Float64Array,
  from: number,
  dim: number,
  weight: number,
  inverse: Float64Array,
): void {
  mixture[from] = weight;
  mixture[from + 1] = Math.log(weight);
  let entry = from + 2 + dim;
  for (let k = 0; k < dim; k++) {
    for (let l = 0; l <= k; l++) mixture[entry++] = inverse[k * dim + l];
    mixture[from + 1] += Math.log(inverse[k * dim + k]);
  }
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
    writeFactor(result, from, dim, mixture[from] / total, inverse);
  }
  return result;
}
