/**
 * Integrated autocorrelation time: how many steps of a walker are worth one independent draw. Sokal (1997), Monte Carlo
 * methods in statistical mechanics, sec. 3; the estimator, averaged over walkers, is that of emcee 3.
 */
import { autocovarianceSums, nextPowerOfTwo, type SeriesList } from '../math/fft.js';
import { mean, sumOfSquares } from '../math/sum.js';

/**
 * tau = 1 + 2 sum_{t=1}^{M} rho(t) in units of the spacing of the draws, rho the mean over walkers of each walker's own
 * normalised autocorrelation, M the first with M >= window tau(M) (Sokal's c; 5 as in emcee).
 * Too small when the series are shorter than about 50 tau. NaN when a series is constant, non-finite, empty or of another length.
 * @param series [walkers][n] each walker's own draws in the order of steps
 */
export function integratedTime(series: SeriesList, window = 5): number {
  const n = series.at(0)?.length ?? 0;
  if (n === 0) return NaN;
  const centers = new Float64Array(series.length);
  const scales = new Float64Array(series.length);
  for (let c = 0; c < series.length; c++) {
    const x = series.at(c)!;
    if (x.length !== n) return NaN;
    centers[c] = mean(x);
    scales[c] = 1 / Math.sqrt(sumOfSquares(x, centers[c]));
  }
  if (!scales.every(Number.isFinite)) return NaN;

  let lags = Math.min(n, Math.max(nextPowerOfTwo(n + (n >> 2)) - n, 64));
  let sums = autocovarianceSums(series, centers, scales, lags);
  let tau = -1;
  for (let m = 0; m < n; m++) {
    if (m >= lags) {
      lags = n;
      sums = autocovarianceSums(series, centers, scales, lags);
    }
    tau += (2 * sums[m]) / series.length;
    if (m >= window * tau) return tau;
  }
  // Not reached but by rounding: all lags of a centred series sum to tau = 0.
  return tau;
}

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
