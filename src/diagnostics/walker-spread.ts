/** Whether the walkers of an ensemble explore the same distribution: the check that sees modes no walker crosses. */
import { autocovarianceSums, type SeriesList } from '../math/fft.js';
import { mean, variance } from '../math/sum.js';
import { timeOfMoving, type SumsOf } from './autocorrelation-time.js';
import { momentsOf, type Moments } from './moments.js';

/**
 * Variance of the walkers' means within an ensemble, in units of the variance that their own autocorrelation explains,
 * V tau / N with V the variance within walkers. About 1 when every walker sees the whole distribution, whatever tau is;
 * large when walkers keep to modes of their own, even where pooled ensembles agree to a thousandth.
 * @param series [E * W][N] ensemble after ensemble; rank-normalised, so that no outlier makes the variance
 * @returns NaN for fewer than two walkers or where tau is not defined for any walker
 */
export function walkerSpread(series: SeriesList, ensembles: number): number {
  return spreadFromMoments(series.at(0)?.length ?? 0, momentsOf(series), ensembles, (...how) =>
    autocovarianceSums(series, ...how),
  );
}

/** The same from the moments of series of length n. */
export function spreadFromMoments(n: number, moments: Moments, ensembles: number, sumsOf: SumsOf): number {
  const { means, squares } = moments;
  const walkers = means.length / ensembles;
  const between = mean(
    Array.from({ length: ensembles }, (_, e) => variance(means.slice(e * walkers, (e + 1) * walkers))),
  );
  const within = mean(squares) / n;
  return (between * n) / (within * timeOfMoving(n, moments, sumsOf));
}

/** Standard deviations at which one healthy quantity in a million exceeds the allowance. */
const ONE_IN_A_MILLION = 4.75;

/**
 * The factor by which the spread of few walkers may exceed 1 by chance: the 1 - 1e-6 quantile of chi^2 / k with
 * k = E (W - 1), by the approximation of Wilson & Hilferty (1931), PNAS 17, 684. 1.5 for 4 ensembles of 64, 6.6 for 2 of 4.
 */
export function spreadAllowance(ensembles: number, walkers: number): number {
  const c = 2 / (9 * ensembles * (walkers - 1));
  return (1 - c + ONE_IN_A_MILLION * Math.sqrt(c)) ** 3;
}

/**
 * The spread to expect of healthy walkers, one time scale each, whose series are `length` of their estimated tau long.
 * Each walker's own mean takes about 10 tau / N off the estimate (the window of 5 tau on both sides, at tau / N per lag), so
 * a length told as L is L - 10 in truth, and the spread rises by L / (L - 10): measured 3.2, 2.1, 1.7, 1.4, 1.2 at
 * L = 15, 20, 25, 40, 60. Where nothing is left, a spread of twenty is still no reason to tell of modes.
 */
export function expectedSpread(length: number): number {
  return length > 10.5 ? length / (length - 10) : 21;
}
