import type { Prediction, Scatter } from '../likelihood/likelihood.js';
import type { Observations } from '../likelihood/observations.js';
import { logSqrt2Pi, splitNormalChi2, wrapDegrees } from '../likelihood/split-normal.js';
import type { Rng } from '../math/rng.js';
import { normalCdf, normalQuantile } from '../math/special.js';
import type { ObservedSet } from './observed-sets.js';

/** The density of single measurements given the model: the likelihood, point by point. */
export interface PointDensity {
  /** ln of the density of the measured value; the sum over all points is the chain's log_likelihood. */
  logDensity(point: number): number;
  /** (value - model) / sigma on the side of the model; its square is the point's chi2 when `value` was measured. */
  pull(point: number, value: number): number;
  /** Probability of a value below this one; of a phase, of an angle from the model below that of `value`, from -180 degrees. */
  below(point: number, value: number): number;
  /** 1 - `below`, with all its digits where that is small. */
  above(point: number, value: number): number;
  /** A measurement that the model and its noise could have given, by inversion: one uniform each. */
  replicate(point: number, rng: Rng): number;
  /** The model's own value. */
  model(point: number): number;
}

/**
 * The density that the likelihood assigns to a measurement, for the observable of a set; it follows `prediction` and
 * `scatter` when their owner refills them.
 *
 * Fluxes and amplitudes: a split normal with its mode at the model. Below the model the width is the upper error (the model
 * is then above the point), above it the lower one, each side with its share of the probability, upper/(lower + upper) and
 * lower/(lower + upper). Errors and scatter are those of the point as published, whatever value is drawn, so that this is a
 * normalised density; it has a tail below zero wherever the errors reach that far.
 *
 * Phases: a normal of the angle from the model, cut off at 180 degrees on either side. The likelihood leaves the cut out of
 * the normalisation: 0.05 % at sigma = 52 degrees, 1 % at 70, 10 % at 108, the largest error published.
 */
export function pointDensity(
  observations: Observations,
  set: Pick<ObservedSet, 'observable' | 'points'>,
  prediction: Prediction,
  scatter: Readonly<Scatter>,
): PointDensity {
  return set.observable === 'phase'
    ? phaseDensity(observations.phase, prediction.phase, scatter)
    : splitDensity(observations[set.observable], set.points, prediction[set.observable], () =>
        set.observable === 'amplitude' ? scatter.amplitude : scatter.spectrum,
      );
}

function phaseDensity(
  { measured, lower }: Observations['phase'],
  model: Float64Array,
  scatter: Readonly<Scatter>,
): PointDensity {
  const sigma = (i: number): number => Math.sqrt(lower[i] ** 2 + scatter.phaseDeg ** 2);
  const pull = (i: number, value: number): number => wrapDegrees(value - model[i]) / sigma(i);
  /** Probability that the cut takes from either side. */
  const cut = (i: number): number => normalCdf(-180 / sigma(i));
  return {
    logDensity: (i) => -0.5 * pull(i, measured[i]) ** 2 - logSqrt2Pi - Math.log(sigma(i)),
    pull,
    below: (i, value) => (normalCdf(pull(i, value)) - cut(i)) / (1 - 2 * cut(i)),
    above: (i, value) => (normalCdf(-pull(i, value)) - cut(i)) / (1 - 2 * cut(i)),
    replicate: (i, rng) => {
      const lost = cut(i);
      return wrapDegrees(model[i] + sigma(i) * normalQuantile(lost + rng.uniform() * (1 - 2 * lost)));
    },
    model: (i) => model[i],
  };
}

function splitDensity(
  { measured, published, lower, upper }: Observations['amplitude' | 'spectrum'],
  points: readonly number[],
  model: Float64Array,
  fraction: () => number,
): PointDensity {
  const errors = totalErrors(points, published, lower, upper);
  /** Probability beyond a value, on its side of the model. */
  const outside = (i: number, value: number): number => {
    const { low, high } = errors(fraction());
    const share = high[i] / (low[i] + high[i]);
    return value < model[i]
      ? 2 * share * normalCdf((value - model[i]) / high[i])
      : 2 * (1 - share) * normalCdf((model[i] - value) / low[i]);
  };
  return {
    logDensity: (i) => {
      const { low, high, logMean } = errors(fraction());
      const chi2 = splitNormalChi2(model[i], measured[i], low[i], high[i]);
      return -0.5 * chi2 - logSqrt2Pi - logMean[i];
    },
    pull: (i, value) => {
      const { low, high } = errors(fraction());
      return (value - model[i]) / (model[i] > value ? high[i] : low[i]);
    },
    below: (i, value) => {
      const tail = outside(i, value);
      return value < model[i] ? tail : 1 - tail;
    },
    above: (i, value) => {
      const tail = outside(i, value);
      return value < model[i] ? 1 - tail : tail;
    },
    replicate: (i, rng) => {
      const { low, high } = errors(fraction());
      const share = high[i] / (low[i] + high[i]);
      const u = rng.uniform();
      return u < share
        ? model[i] + high[i] * normalQuantile(u / (2 * share))
        : model[i] - low[i] * normalQuantile((1 - u) / (2 * (1 - share)));
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
