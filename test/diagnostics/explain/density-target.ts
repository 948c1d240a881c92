import type { Coordinate, Target } from '../../../src/target.js';

/** A flat prior between two edges, or a normal one. */
export type CasePrior = readonly [number, number] | { readonly mean: number; readonly sd: number };

export interface CaseDensity {
  /** Coordinates with their priors, in order. */
  readonly priors: Readonly<Record<string, CasePrior>>;
  /** Log likelihood of a point inside the support. */
  readonly logLikelihood: (x: Float64Array) => number;
  /** Derived quantities. */
  readonly derived?: Readonly<Record<string, (x: Float64Array) => number>>;
  /** Quantile functions of the starting distributions; without one walkers start all over the prior (of a normal one: within 2 sd). */
  readonly starts?: Readonly<Record<string, (u: number) => number>>;
}

/** The target of an analytic density, with priors in the coordinates' metadata as the program writes them. */
export function densityTarget({ priors, logLikelihood, derived = {}, starts = {} }: CaseDensity): Target {
  const entries = Object.entries(priors);
  const dim = entries.length;
  const point = new Float64Array(dim);
  return {
    coordinates: entries.map(([id, prior]) => coordinate(id, prior, starts[id])),
    terms: [],
    derived: Object.keys(derived).map((id) => ({ id, unit: '1', latex: id })),
    evaluate(theta, count, out) {
      for (let row = 0; row < count; row++) {
        point.set(theta.subarray(row * dim, (row + 1) * dim));
        const logPrior = entries.reduce((sum, [, prior], k) => sum + logDensity(prior, point[k]), 0);
        out.logPrior[row] = logPrior;
        out.logLikelihood[row] = logPrior === -Infinity ? NaN : logLikelihood(point);
        out.logPosterior[row] = logPrior === -Infinity ? -Infinity : logPrior + out.logLikelihood[row];
      }
    },
    derive(theta, at, out, outAt) {
      point.set(theta.subarray(at, at + dim));
      Object.values(derived).forEach((f, i) => (out[outAt + i] = f(point)));
    },
  };
}

function coordinate(id: string, prior: CasePrior, start?: (u: number) => number): Coordinate {
  const flat = 'mean' in prior ? null : prior;
  const { mean, sd } = 'mean' in prior ? prior : { mean: NaN, sd: NaN };
  return {
    id,
    unit: '1',
    latex: id,
    support: flat ?? [-Infinity, Infinity],
    prior: flat === null ? { dist: 'normal', mean, sd } : { dist: 'uniform', min: flat[0], max: flat[1] },
    start: start ?? ((u) => (flat === null ? mean + (4 * u - 2) * sd : flat[0] + u * (flat[1] - flat[0]))),
  };
}

function logDensity(prior: CasePrior, x: number): number {
  if ('mean' in prior)
    return -0.5 * ((x - prior.mean) / prior.sd) ** 2 - Math.log(prior.sd * Math.sqrt(2 * Math.PI));
  return x > prior[0] && x < prior[1] ? -Math.log(prior[1] - prior[0]) : -Infinity;
}

/** -chi^2 / 2 of one measurement. */
export function gauss(x: number, mean: number, sd: number): number {
  return -0.5 * ((x - mean) / sd) ** 2;
}

/** Log density of a logistic distribution of scale 1: mean 0, sd pi / sqrt(3). */
export function logistic(x: number): number {
  return -Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x)));
}

/** Log density of unit variances and correlation rho^|i-j| around zero. */
export function autoregressive(x: Float64Array, rho: number): number {
  let sum = x[0] ** 2;
  for (let k = 1; k < x.length; k++) sum += (x[k] - rho * x[k - 1]) ** 2 / (1 - rho * rho);
  return -sum / 2;
}

/** ln(w1 e^a + w2 e^b + ...). */
export function logMixture(...parts: readonly (readonly [weight: number, log: number])[]): number {
  const top = Math.max(...parts.map(([, log]) => log));
  return top + Math.log(parts.reduce((sum, [weight, log]) => sum + weight * Math.exp(log - top), 0));
}

/** Flat priors of the same width for ids x0, x1, ... */
export function box(dim: number, low: number, high: number): Record<string, CasePrior> {
  return Object.fromEntries(Array.from({ length: dim }, (_, k) => [`x${k}`, [low, high] as const]));
}

/** Starting values spread evenly around a centre. */
export function cluster(center: number, halfWidth: number): (u: number) => number {
  return (u) => center + (2 * u - 1) * halfWidth;
}
