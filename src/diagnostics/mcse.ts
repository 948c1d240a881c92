/**
 * Monte Carlo standard errors: how far an estimate would move if the run were repeated. Vehtari et al. (2021),
 * Bayesian Analysis 16, 667, sec. 4; equal, rounding apart, to R's posterior 1.4.
 */
import { betaInverse } from '../math/special.js';
import { mean, sumOfFourths, sumOfSquares, variance } from '../math/sum.js';
import { essMean, essQuantile } from './ess.js';
import { flatten, isUndefined, mapDraws } from './split-chains.js';

/** Probabilities at -1 and +1 standard deviations of a normal distribution, to the digits of the reference. */
const ONE_SIGMA = [0.1586553, 0.8413447] as const;

/** Of the mean: sd / sqrt(ESS). */
export function mcseMean(chains: readonly Float64Array[]): number {
  return isUndefined(chains) ? NaN : Math.sqrt(variance(flatten(chains)) / essMean(chains));
}

/** Of the standard deviation, by the delta method from the fourth moment and the ESS of (x - mean)^2. */
export function mcseSd(chains: readonly Float64Array[]): number {
  if (isUndefined(chains)) return NaN;
  const all = flatten(chains);
  const center = mean(all);
  const squares = mapDraws(chains, (x) => (x - center) ** 2);
  return sdError(all, center, essMean(squares));
}

/** The delta method of `mcseSd`, given the ESS of (x - center)^2 with center the mean of x. */
export function sdError(x: Float64Array, center: number, ess: number): number {
  const second = sumOfSquares(x, center) / x.length;
  const fourth = sumOfFourths(x, center) / x.length;
  return Math.sqrt((fourth - second * second) / ess / second / 4);
}

/** Of the quantile p: half the distance of the order statistics one binomial sigma to either side. */
export function mcseQuantile(chains: readonly Float64Array[], p: number): number {
  if (isUndefined(chains)) return NaN;
  const sorted = flatten(chains).sort();
  return quantileError((i) => sorted[i], sorted.length, p, essQuantile(chains, p));
}

/** Of the median. */
export function mcseMedian(chains: readonly Float64Array[]): number {
  return mcseQuantile(chains, 0.5);
}

/** The interval of `mcseQuantile`, given the ESS and the n sorted draws as a function of their index from 0. */
export function quantileError(at: (i: number) => number, n: number, p: number, ess: number): number {
  if (!(ess > 0)) return NaN;
  const [low, high] = ONE_SIGMA.map((level) => betaInverse(level, ess * p + 1, ess * (1 - p) + 1));
  const below = Math.max(Math.floor(low * n), 1);
  const above = Math.min(Math.ceil(high * n), n);
  return (at(above - 1) - at(below - 1)) / 2;
}
