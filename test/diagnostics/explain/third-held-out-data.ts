/** What the likelihoods of `third-held-out.ts` and `third-healthy.ts` are made of: simulated data, counts, linear models. */
import { streamRng } from '../../../src/math/rng.js';
import { gauss } from './density-target.js';
import type { Moments } from './independent-draws.js';

/** Whole numbers from 0 to n - 1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

/** `from`, ..., `to`: n numbers at equal distances. */
export const grid = (from: number, to: number, n: number): number[] =>
  range(n).map((k) => from + ((to - from) * k) / (n - 1));

/** Fixed standard normal numbers. */
export function normals(seed: string, n: number): number[] {
  const rng = streamRng(`third/${seed}`);
  return range(n).map(() => rng.normal());
}

/** Counts of these means, with a scatter of a square root. */
export function counts(seed: string, means: readonly number[]): number[] {
  const z = normals(seed, means.length);
  return means.map((mean, i) => Math.max(0, Math.round(mean + Math.sqrt(mean) * z[i])));
}

/** Poisson log likelihood without the factorial; NaN for a negative mean, as a user's is. */
export const poisson = (n: number, mean: number): number => n * Math.log(mean) - mean;

/** Sum over data points. */
export const over = <T>(data: readonly T[], term: (datum: T, i: number) => number): number =>
  data.reduce((sum, datum, i) => sum + term(datum, i), 0);

export interface LinearModel {
  readonly logLikelihood: (x: Float64Array) => number;
  /** Mean and sd of the posterior under flat priors. */
  readonly moments: Moments;
}

/** Measurements y with errors sd of sums sum_k design[i][k] x_k; the posterior is Gaussian. */
export function linearModel(
  ids: readonly string[],
  design: readonly (readonly number[])[],
  y: readonly number[],
  sd: readonly number[],
): LinearModel {
  const dim = ids.length;
  const normal = range(dim).map((a) =>
    range(dim).map((b) => over(design, (row, i) => (row[a] * row[b]) / sd[i] ** 2)),
  );
  const right = range(dim).map((a) => over(design, (row, i) => (row[a] * y[i]) / sd[i] ** 2));
  const covariance = inverse(normal);
  const mean = covariance.map((row) => over(row, (v, k) => v * right[k]));
  return {
    logLikelihood: (x) =>
      over(design, (row, i) =>
        gauss(
          over(row, (v, k) => v * x[k]),
          y[i],
          sd[i],
        ),
      ),
    moments: Object.fromEntries(ids.map((id, k) => [id, [mean[k], Math.sqrt(covariance[k][k])] as const])),
  };
}

/** Gauss and Jordan, for small positive definite matrices. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...range(n).map((k) => (k === i ? 1 : 0))]);
  for (let p = 0; p < n; p++) {
    const pivot = rows[p][p];
    rows[p] = rows[p].map((v) => v / pivot);
    for (let i = 0; i < n; i++) {
      const factor = rows[i][p];
      if (i !== p) rows[i] = rows[i].map((v, k) => v - factor * rows[p][k]);
    }
  }
  return rows.map((row) => row.slice(n));
}
