import { createPrior } from '../../src/prior/registry.js';
import type { Prior } from '../../src/prior/prior.js';
import type { Quantity, Target } from '../../src/target.js';

interface DensityTarget {
  /** Coordinate id -> prior; its quantile is the start. */
  readonly priors: Readonly<Record<string, Prior>>;
  /** Log likelihood of one point [dim]. */
  readonly logLikelihood: (theta: Float64Array) => number;
  /** Derived id -> function of one point. */
  readonly derived?: Readonly<Record<string, (theta: Float64Array) => number>>;
}

export const flat = (min: number, max: number): Prior => createPrior({ min, max });

const quantity = (id: string): Quantity => ({ id, unit: '1', latex: id });

/** A target from priors and a log likelihood. */
export function densityTarget({ priors, logLikelihood, derived = {} }: DensityTarget): Target {
  const list = Object.values(priors);
  const dim = list.length;
  return {
    coordinates: Object.entries(priors).map(([id, prior]) => ({
      ...quantity(id),
      support: prior.support,
      prior: prior.dist,
      start: (u) => prior.quantile(u),
    })),
    terms: [quantity('minus_two_log_likelihood')],
    derived: Object.keys(derived).map(quantity),
    evaluate(theta, count, out) {
      for (let row = 0; row < count; row++) {
        const point = theta.slice(row * dim, (row + 1) * dim);
        const logPrior = list.reduce((sum, prior, i) => sum + prior.logPdf(point[i]), 0);
        const log = logPrior === -Infinity ? -Infinity : logLikelihood(point);
        out.logPrior[row] = logPrior;
        out.logLikelihood[row] = log;
        out.logPosterior[row] = logPrior === -Infinity ? -Infinity : logPrior + log;
        out.terms[row] = -2 * log;
      }
    },
    derive(theta, at, out, outAt) {
      Object.values(derived).forEach((f, d) => (out[outAt + d] = f(theta.subarray(at, at + dim))));
    },
  };
}

/** dim flat priors on (min, max), called a, b, c, ... */
export function cube(dim: number, min: number, max: number): Record<string, Prior> {
  return Object.fromEntries(
    Array.from({ length: dim }, (_, i) => [String.fromCharCode(97 + i), flat(min, max)]),
  );
}
