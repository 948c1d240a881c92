/**
 * Covariance matrix adaptation evolution strategy with active (negative) weights: a search that needs only the order
 * of function values, and so neither minds kinks nor curved valleys nor rejected points.
 * Hansen (2016), "The CMA Evolution Strategy: A Tutorial", arXiv:1604.00772; equation numbers are its.
 */
import type { Rng } from '../math/rng.js';
import { symmetricEigen } from '../math/symmetric-eigen.js';
import { strategyParameters } from './strategy-parameters.js';
import type { StrategyParameters } from './strategy-parameters.js';

export interface CmaOptions {
  /** Initial standard deviation in every direction. */
  readonly sigma: number;
  /** Points per generation, >= 4; by default eq. (48), 4 + floor(3 ln n). */
  readonly population?: number;
  readonly maxEvaluations: number;
  /** Ends the search once neither the generation nor the recent best values spread by more than this. */
  readonly tolerance: number;
}

export interface CmaResult {
  /** [n] best point seen. */
  readonly best: Float64Array;
  /** Its value; -Infinity when every point was rejected. */
  readonly value: number;
  readonly evaluations: number;
  /** False when maxEvaluations ended the search, or no point of finite value was met. */
  readonly converged: boolean;
}

/** Values of the first `count` rows of y [count * n]. */
export type BatchFunction = (y: Float64Array, count: number) => Float64Array;

/** Beyond this axis ratio the covariance is no longer resolved in double precision (eigenvalue ratio 1e14). */
const MAX_AXIS_RATIO = 1e7;

/** Maximises `evaluate` from `start` [n]. Deterministic for a given stream. */
export function cmaEs(
  evaluate: BatchFunction,
  start: Float64Array,
  options: CmaOptions,
  rng: Rng,
): CmaResult {
  const n = start.length;
  const s = strategyParameters(n, options.population ?? 4 + Math.floor(3 * Math.log(n)));
  const { lambda } = s;
  const mean = Float64Array.from(start);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) covariance[i * n + i] = 1;
  let axes = axesOf(covariance, n);
  let sigma = options.sigma;
  const pathSigma = new Float64Array(n);
  const pathC = new Float64Array(n);
  const z = new Float64Array(lambda * n);
  const steps = new Float64Array(lambda * n);
  const x = new Float64Array(lambda * n);
  const best = Float64Array.from(start);
  let value = -Infinity;
  let evaluations = 0;
  let lastDecomposition = 0;
  const recent: number[] = [];
  const window = 10 + Math.ceil((30 * n) / lambda);

  for (let generation = 1; evaluations < options.maxEvaluations; generation++) {
    // Sampling, eqs. (38)-(40).
    for (let at = 0; at < lambda * n; at++) z[at] = rng.normal();
    for (let row = 0; row < lambda; row++) {
      applyAxes(axes, z, row, steps, n);
      for (let i = 0; i < n; i++) x[row * n + i] = mean[i] + sigma * steps[row * n + i];
    }
    const values = Float64Array.from(evaluate(x, lambda));
    evaluations += lambda;
    const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
    if (values[order[0]] > value) {
      value = values[order[0]];
      best.set(x.subarray(order[0] * n, (order[0] + 1) * n));
    }

    // Recombination, eqs. (41)-(42) with c_m = 1; the z of the mean step gives C^(-1/2) <y>_w = B <z>_w.
    const meanZ = weightedRows(z, order, s.weights, s.mu, n);
    const meanStep = weightedRows(steps, order, s.weights, s.mu, n);
    for (let i = 0; i < n; i++) mean[i] += sigma * meanStep[i];
    const whitened = rotate(axes, meanZ, n);

    // Step-size control, eqs. (43)-(44).
    const gainSigma = Math.sqrt(s.cSigma * (2 - s.cSigma) * s.muEff);
    for (let i = 0; i < n; i++) pathSigma[i] = (1 - s.cSigma) * pathSigma[i] + gainSigma * whitened[i];
    const length = Math.hypot(...pathSigma);
    sigma *= Math.exp((s.cSigma / s.dSigma) * (length / s.expectedLength - 1));

    // Covariance adaptation, eqs. (45)-(47).
    const settled = length / Math.sqrt(1 - (1 - s.cSigma) ** (2 * generation));
    const h = settled < (1.4 + 2 / (n + 1)) * s.expectedLength ? 1 : 0;
    const gainC = h * Math.sqrt(s.cC * (2 - s.cC) * s.muEff);
    for (let i = 0; i < n; i++) pathC[i] = (1 - s.cC) * pathC[i] + gainC * meanStep[i];
    adaptCovariance(covariance, s, pathC, h, steps, z, order, n);
    if (generation - lastDecomposition >= s.decompositionGap) {
      axes = axesOf(covariance, n);
      lastDecomposition = generation;
    }

    recent.push(values[order[0]]);
    if (recent.length > window) recent.shift();
    const spread = values[order[0]] - values[order[s.mu - 1]];
    if (recent.length === window && value === -Infinity) break;
    const flat = recent.length === window && Math.max(...recent) - Math.min(...recent) < options.tolerance;
    if (
      (flat && spread < options.tolerance) ||
      axes.ratio > MAX_AXIS_RATIO ||
      !(sigma * axes.longest > 1e-12)
    )
      return { best, value, evaluations, converged: true };
  }
  return { best, value, evaluations, converged: false };
}

/** Principal axes B D of the covariance B D^2 B^T. */
interface Axes {
  /** [n * n] row k: the k-th eigenvector. */
  readonly vectors: Float64Array;
  /** [n] D, standard deviations along them. */
  readonly lengths: Float64Array;
  readonly longest: number;
  /** Longest over shortest. */
  readonly ratio: number;
}

function axesOf(covariance: Float64Array, n: number): Axes {
  const { values, vectors } = symmetricEigen(covariance, n);
  const longest = Math.sqrt(values[n - 1]);
  // Active updates keep C positive in exact arithmetic; rounding may not.
  const lengths = values.map((v) => Math.sqrt(Math.max(v, Number.EPSILON * values[n - 1])));
  return { vectors, lengths, longest, ratio: longest / lengths[0] };
}

/** out row = B D z row. */
function applyAxes(
  { vectors, lengths }: Axes,
  z: Float64Array,
  row: number,
  out: Float64Array,
  n: number,
): void {
  out.fill(0, row * n, (row + 1) * n);
  for (let k = 0; k < n; k++) {
    const along = lengths[k] * z[row * n + k];
    for (let i = 0; i < n; i++) out[row * n + i] += along * vectors[k * n + i];
  }
}

/** B z */
function rotate({ vectors }: Axes, z: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) out[i] += z[k] * vectors[k * n + i];
  return out;
}

/** Weighted mean of the best `mu` rows. */
function weightedRows(
  rows: Float64Array,
  order: readonly number[],
  weights: Float64Array,
  mu: number,
  n: number,
): Float64Array {
  const out = new Float64Array(n);
  for (let rank = 0; rank < mu; rank++)
    for (let i = 0; i < n; i++) out[i] += weights[rank] * rows[order[rank] * n + i];
  return out;
}

/** Eqs. (46)-(47): rank-one update along the path and rank-mu update with the steps of all points, in place. */
function adaptCovariance(
  covariance: Float64Array,
  s: StrategyParameters,
  path: Float64Array,
  h: number,
  steps: Float64Array,
  z: Float64Array,
  order: readonly number[],
  n: number,
): void {
  const keep = 1 + s.c1 * (1 - h) * s.cC * (2 - s.cC) - s.c1 - s.cMu * s.weightSum;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * n + j] = keep * covariance[i * n + j] + s.c1 * path[i] * path[j];
  for (let rank = 0; rank < s.lambda; rank++) {
    const at = order[rank] * n;
    let weight = s.cMu * s.weights[rank];
    // (46): a bad step counts with unit Mahalanobis length times n; |C^(-1/2) y| = |z|.
    if (weight < 0) {
      let square = 0;
      for (let i = 0; i < n; i++) square += z[at + i] ** 2;
      weight *= n / square;
    }
    for (let i = 0; i < n; i++) {
      const wi = weight * steps[at + i];
      for (let j = 0; j <= i; j++) covariance[i * n + j] += wi * steps[at + j];
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) covariance[j * n + i] = covariance[i * n + j];
}
