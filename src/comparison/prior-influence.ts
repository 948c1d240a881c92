/**
 * What the prior of one parameter does to the evidence. If its prior is made wider around its median m by a factor s, then
 * Z(s) = integral of L(x) pi(m + (x - m)/s)/s, and from its derivative at s = 1, divided by Z,
 *
 *     d ln Z / d ln s = -1 - E[(x - m) d ln pi/dx] + (b - m) p(b) + (m - a) p(a),
 *
 * with the mean over the posterior, whose density is p at the ends a and b of the prior's support. It is -1 where the data decide
 * (twice the width costs ln 2) and 0 where the posterior is the prior. For a normal prior it is E[z^2] - 1.
 */
import { quantileSorted } from '../math/quantile.js';
import type { Prior } from '../prior/prior.js';

/** Field names are those of the JSON interface. */
export interface PriorInfluence {
  /** d ln Z / d ln(width of the prior): times ln 2, what doubling the width adds to ln Z, to first order. */
  readonly width_slope: number;
  /** ln of the width of the posterior over that of the prior (central 68 %): the Occam factor, 0 where nothing was learnt. */
  readonly log_occam: number;
  /** Share of the posterior in the outermost twentieth of the prior's mass, at either end; 0.05 where it follows the prior. */
  readonly edge: readonly [number, number];
}

/** Share of the prior's mass that counts as its end. */
const EDGE = 0.05;

/** @param values [draws] of the coordinate */
export function priorInfluence(prior: Prior, values: Float64Array): PriorInfluence {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const middle = prior.quantile(0.5);
  const [low, high] = [prior.quantile(0.16), prior.quantile(0.84)];
  const step = 1e-5 * (high - low);
  let slope = -1;
  for (const x of sorted) slope -= ((x - middle) * logDerivative(prior, x, step)) / n;
  const [lowest, highest] = prior.support;
  const [lower, upper] = [prior.quantile(EDGE), prior.quantile(1 - EDGE)];
  const inLower = values.filter((x) => x < lower).length / n;
  const inUpper = values.filter((x) => x > upper).length / n;
  // The posterior over the prior near an end, times the prior's density at it: a density needs a strip, a ratio varies less.
  if (Number.isFinite(lowest))
    slope += (middle - lowest) * (inLower / EDGE) * endDensity(prior, lowest, step);
  if (Number.isFinite(highest))
    slope += (highest - middle) * (inUpper / EDGE) * endDensity(prior, highest, -step);
  return {
    width_slope: slope,
    log_occam: Math.log((quantileSorted(sorted, 0.84) - quantileSorted(sorted, 0.16)) / (high - low)),
    edge: [inLower, inUpper],
  };
}

/** By a central difference, one-sided next to an end. */
function logDerivative(prior: Prior, x: number, step: number): number {
  const [before, after] = [x - step, x + step];
  const left = prior.logPdf(before) > -Infinity ? before : x;
  const right = prior.logPdf(after) > -Infinity ? after : x;
  return right === left ? 0 : (prior.logPdf(right) - prior.logPdf(left)) / (right - left);
}

/** Density just inside an end of the support. */
function endDensity(prior: Prior, end: number, inward: number): number {
  return Math.exp(prior.logPdf(end + inward));
}
