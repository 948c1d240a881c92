/**
 * Integrated autocorrelation time: how many steps of a walker are worth one independent draw. Sokal (1997), Monte Carlo
 * methods in statistical mechanics, sec. 3; the estimator, averaged over walkers, is that of emcee 3.
 */
import { autocovarianceSums, lagsFor, type SeriesList } from '../math/fft.js';
import { mean, sumOfSquares } from '../math/sum.js';
import { lagOne, momentsOf, type Moments } from './moments.js';

/**
 * tau = 1 + 2 sum_{t=1}^{M} rho(t) in units of the spacing of the draws, rho the mean over walkers of each walker's own
 * normalised autocorrelation, M the first with M >= window tau(M) (Sokal's c; 5 as in emcee).
 * Too small when the series are shorter than about 50 tau. NaN when a series is constant, non-finite, empty or of another length.
 * @param series [walkers][n] each walker's own draws in the order of steps
 */
export function integratedTime(series: SeriesList, window = 5): number {
  const n = series.at(0)?.length ?? 0;
  if (n === 0) return NaN;
  for (let c = 1; c < series.length; c++) if (series.at(c)!.length !== n) return NaN;
  const moments = momentsOf(series);
  if (moments.squares.includes(0)) return NaN;
  return timeOfMoving(n, moments, (...how) => autocovarianceSums(series, ...how), window);
}

/** The sums of autocovariances of some series, as `autocovarianceSums`. */
export type SumsOf = (centers: Float64Array, scales: Float64Array | null, lags: number) => Float64Array;

/** The same from the moments of series of length n, without those that are constant; NaN where all are. */
export function timeOfMoving(n: number, moments: Moments, sumsOf: SumsOf, window = 5): number {
  const { means, squares } = moments;
  const scales = squares.map((square) => (square === 0 ? 0 : 1 / Math.sqrt(square)));
  const moving = squares.reduce((count, square) => (square === 0 ? count : count + 1), 0);
  if (moving === 0 || !scales.every(Number.isFinite)) return NaN;
  const likely = likelyLags(
    lagOne(
      moments,
      scales.map((scale) => scale * scale),
    ),
  );
  let sums = sumsOf(means, scales, lagsFor(n, 0, likely));
  let tau = -1;
  for (let m = 0; m < n; m++) {
    if (m >= sums.length) sums = sumsOf(means, scales, n);
    tau += (2 * sums[m]) / moving;
    if (m >= window * tau) return tau;
  }
  // Not reached but by rounding: all lags of a centred series sum to tau = 0.
  return tau;
}

/** Lags that an autocorrelation time, or an effective size, is likely to need: five times the tau of an AR(1) process of this rho. */
export function likelyLags(rho: number): number {
  const tau = (1 + rho) / (1 - rho);
  return tau > 0 && tau < Infinity ? Math.ceil(LEAST_LAGS + 5 * tau) : LEAST_LAGS;
}

const LEAST_LAGS = 8;

/**
 * Normalised autocorrelation at lags 0 .. lags - 1, averaged over walkers as in `integratedTime`; NaN where that is.
 * @param lags at most the length of the series
 */
export function autocorrelation(series: readonly Float64Array[], lags: number): Float64Array {
  const centers = Float64Array.from(series, (x) => mean(x));
  const scales = Float64Array.from(series, (x, c) => 1 / Math.sqrt(sumOfSquares(x, centers[c])));
  if (series.length === 0 || !scales.every(Number.isFinite)) return new Float64Array(lags).fill(NaN);
  return autocovarianceSums(series, centers, scales, lags).map((value) => value / series.length);
}
