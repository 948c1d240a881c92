import type { Prediction, Scatter } from '../likelihood/likelihood.js';
import type { Observations } from '../likelihood/observations.js';
import { logSqrt2Pi, splitNormalChi2, wrapDegrees } from '../likelihood/split-normal.js';
import type { Rng } from '../math/rng.js';
import type { ObservedSet } from './observed-sets.js';

/** The density of single measurements given the model: the likelihood, point by point. */
export interface PointDensity {
  /** ln of the density of the measured value; the sum over all points is the chain's log_likelihood. */
  logDensity(point: number): number;
  /** A measurement that the model and its noise could have given. */
  replicate(point: number, rng: Rng): number;
  /** The model's own value. */
  model(point: number): number;
}

/**
 * The split normal of the likelihood, for the observable of a set; it follows `prediction` and `scatter` when their
 * owner refills them. A replicate lies below the model
 * with the upper error (the model is then above the point) and above it with the lower one, each side with its share
 * of the density, upper/(lower + upper) and lower/(lower + upper).
 */
export function pointDensity(
  observations: Observations,
  set: ObservedSet,
  prediction: Prediction,
  scatter: Readonly<Scatter>,
): PointDensity {
  const { measured, published, lower, upper } = observations[set.observable];
  const model = prediction[set.observable];
  if (set.observable === 'phase') {
    const sigma = (i: number): number => Math.sqrt(lower[i] ** 2 + scatter.phaseDeg ** 2);
    return {
      logDensity: (i) => {
        const pull = wrapDegrees(model[i] - measured[i]) / sigma(i);
        return -0.5 * pull * pull - logSqrt2Pi - Math.log(sigma(i));
      },
      replicate: (i, rng) => wrapDegrees(model[i] + sigma(i) * rng.normal()),
      model: (i) => model[i],
    };
  }
  const { observable } = set;
  const errors = totalErrors(set.points, published, lower, upper);
  return {
    logDensity: (i) => {
      const { low, high, logMean } = errors(scatter[observable]);
      const chi2 = splitNormalChi2(model[i], measured[i], low[i], high[i]);
      return -0.5 * chi2 - logSqrt2Pi - logMean[i];
    },
    replicate: (i, rng) => {
      const { low, high } = errors(scatter[observable]);
      const below = rng.uniform() < high[i] / (low[i] + high[i]);
      const size = Math.abs(rng.normal());
      return below ? model[i] - size * high[i] : model[i] + size * low[i];
    },
    model: (i) => model[i],
  };
}

interface TotalErrors {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** ln of the mean of the two. */
  readonly logMean: Float64Array;
}

/** Published errors and a fractional scatter in quadrature, at some points; computed again only when the scatter is another. */
function totalErrors(
  points: readonly number[],
  published: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): (fraction: number) => TotalErrors {
  const [low, high, logMean] = [lower, upper, published].map((like) => new Float64Array(like.length));
  const errors = { low, high, logMean };
  let last = NaN;
  return (fraction) => {
    if (fraction === last) return errors;
    last = fraction;
    for (const i of points) {
      low[i] = Math.sqrt(lower[i] ** 2 + (fraction * published[i]) ** 2);
      high[i] = Math.sqrt(upper[i] ** 2 + (fraction * published[i]) ** 2);
      logMean[i] = Math.log(0.5 * (low[i] + high[i]));
    }
    return errors;
  };
}
