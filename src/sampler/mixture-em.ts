/**
 * Expectation-maximisation for a mixture of t distributions (Peel & McLachlan 2000, Stat. Comput. 10, 339, with the degrees of
 * freedom fixed), for draws of zero mean and unit covariance.
 */
import { cholesky, invertLower } from '../math/cholesky.js';
import type { Rng } from '../math/rng.js';
import { componentSize, FREEDOM, logKernel, mixtureSize, writeComponent } from './mixture.js';
import { createScatter } from './scatter.js';
import { createMixtureDensity, type MixtureDensity } from './mixture-density.js';

/** EM ends when the mean log density of the draws rises by less than this. */
const TOLERANCE = 5e-3;
/** Fewest draws of a component, in dimensions: its scale matrix has dim (dim + 1) / 2 numbers. */
export const DRAWS_PER_DIM = 4;
/**
 * How many draws the mean scale matrix of all components counts in that of each one, in dimensions: a component of few draws
 * keeps the shape that all of them have.
 */
const POOLED_PER_DIM = 2;
/** Smaller shares of a draw in a component are left out of its scale matrix. */
const NEGLIGIBLE = 1e-3;

/** A mixture of at most `components` components, none of them fitted yet: each of the draws nearest to one of a few random ones. */
export function roughMixture(z: Float64Array, dim: number, components: number, rng: Rng): Float64Array {
  const shares = firstShares(z, dim, components, rng);
  return maximise(z, shares, shares, dim, components);
}

/**
 * The mixture after at most `iterations` iterations of EM on the rows of z; it may lose components that too few draws belong to.
 * @param z [n * dim] row-major
 */
export function improveMixture(
  mixture: Float64Array,
  z: Float64Array,
  dim: number,
  iterations: number,
): Float64Array {
  const n = z.length / dim;
  const components = mixture[0];
  const shares = new Float64Array(components * n);
  const pulls = new Float64Array(components * n);
  const density = createMixtureDensity(dim, components);
  let before = -Infinity;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const logDensity = expect(mixture, density, z, dim, shares, pulls);
    mixture = maximise(z, shares, pulls, dim, mixture[0]);
    if (logDensity - before < TOLERANCE) break;
    before = logDensity;
  }
  return mixture;
}

/**
 * Writes how much of each draw belongs to each component (`shares`) and how much it pulls at that one's mean and scale (`pulls`:
 * less, the further out), [components * n] both. @returns the mean log density of the draws, up to a constant
 */
function expect(
  mixture: Float64Array,
  density: MixtureDensity,
  z: Float64Array,
  dim: number,
  shares: Float64Array,
  pulls: Float64Array,
): number {
  const n = z.length / dim;
  const components = mixture[0];
  density.set(mixture);
  const terms = new Float64Array(components);
  let logDensity = 0;
  for (let i = 0; i < n; i++) {
    const squared = density.squaredDistances(z, i * dim);
    let largest = -Infinity;
    for (let j = 0, from = 1; j < components; j++, from += componentSize(dim)) {
      terms[j] = mixture[from + 1] + logKernel(squared[j], dim);
      pulls[j * n + i] = (FREEDOM + dim) / (FREEDOM + squared[j]);
      largest = Math.max(largest, terms[j]);
    }
    let sum = 0;
    for (let j = 0; j < components; j++) {
      terms[j] = Math.exp(terms[j] - largest);
      sum += terms[j];
    }
    logDensity += (largest + Math.log(sum)) / n;
    for (let j = 0; j < components; j++) {
      const share = terms[j] / sum;
      shares[j * n + i] = share;
      pulls[j * n + i] *= share;
    }
  }
  return logDensity;
}

/**
 * [components * n] to which component each draw belongs at first: that of the nearest centre, mostly. The centres are draws, each
 * chosen with a probability in proportion to its squared distance from those before (k-means++: Arthur & Vassilvitskii 2007,
 * SODA, 1027), so that a small mode or a long arm gets one.
 */
function firstShares(z: Float64Array, dim: number, components: number, rng: Rng): Float64Array {
  const n = z.length / dim;
  const shares = new Float64Array(components * n).fill(components === 1 ? 1 : 0.1 / components);
  if (components === 1) return shares;
  const distances = new Float64Array(n).fill(Infinity);
  const nearest = new Int32Array(n);
  for (let j = 0, centre = rng.int(n); j < components; j++, centre = drawIndex(distances, rng)) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += (z[i * dim + k] - z[centre * dim + k]) ** 2;
      if (sum >= distances[i]) continue;
      distances[i] = sum;
      nearest[i] = j;
    }
  }
  for (let i = 0; i < n; i++) shares[nearest[i] * n + i] += 0.9;
  return shares;
}

/** An index with a probability in proportion to its weight; the last one where all weights are zero. */
function drawIndex(weights: Float64Array, rng: Rng): number {
  let u = rng.uniform() * sumOf(weights);
  for (let i = 0; i < weights.length; i++) {
    u -= weights[i];
    if (u < 0) return i;
  }
  return weights.length - 1;
}

/**
 * The components that maximise the likelihood given `shares` and `pulls`, each scale matrix drawn towards the mean of all. They
 * count one draw of unit covariance besides, so that they have inverses; components of too few draws are given up.
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
  const sums = createScatter(dim);
  const kept: { readonly total: number; readonly scatter: Float64Array }[] = [];
  for (let j = 0; j < components; j++) {
    const total = sumOf(shares.subarray(j * n, (j + 1) * n));
    if (components > 1 && total < (DRAWS_PER_DIM * dim) / 2) continue;
    const from = 1 + kept.length * componentSize(dim);
    for (let i = 0, at = j * n; i < n; i++, at++)
      if (pulls[at] >= NEGLIGIBLE) sums.add(z, i * dim, pulls[at]);
    const { mean, scatter } = sums.take();
    mixture.set(mean, from + 2);
    for (let i = 0; i < pooled.length; i++) pooled[i] += scatter[i];
    kept.push({ total, scatter });
  }
  const counted = kept.reduce((sum, { total }) => sum + total, 0);
  const prior = POOLED_PER_DIM * dim;
  kept.forEach(({ total, scatter }, j) => {
    const scale = scatter.map((sum, i) => (sum + (prior * pooled[i]) / counted) / (total + prior + 1));
    for (let k = 0; k < dim; k++) scale[k * dim + k] += 1 / (total + prior + 1);
    const inverse = invertLower(cholesky(scale, dim), dim);
    writeComponent(mixture, 1 + j * componentSize(dim), dim, total / n, inverse);
  });
  mixture[0] = kept.length;
  return mixture.slice(0, 1 + kept.length * componentSize(dim));
}

function sumOf(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum;
}
