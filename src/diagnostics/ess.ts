/**
 * Effective sample size of several chains from their autocovariances, Geyer's initial monotone sequence and the
 * variance between the chains. Vehtari et al. (2021), Bayesian Analysis 16, 667, sec. 3 ("V21"); Geyer (1992),
 * Statistical Science 7, 473. Equal, rounding apart, to R's posterior 1.4.
 *
 * For walkers of ensembles each walker is a chain. Measured against the truth for 256 AR(1) walkers (test/diagnostics/
 * ess.slow.test.ts), beside the number of rows over the autocorrelation time, which is far too large for short series:
 *
 *     length / tau               5     20     50    200
 *     walkers as chains, rho .9  0.70  0.80   0.99  1.00      rho .6  1.06  1.05  1.06  1.01
 *     rows / tau         rho .9  2.63  1.45   1.20  1.05      rho .6  2.81  1.50  1.21  1.04
 *
 * Walkers of a real ensemble are not quite independent: against the variance of 30 to 200 repeated runs on normal targets
 * (2 to 17 dimensions, 50 tau) the size for means is 0.95 to 1.09 of the truth, that for squares 1.08 to 1.25 of it: ensemble-ess.ts.
 */
import { autocovarianceSums, lagsFor, type SeriesList } from '../math/fft.js';
import { quantiles } from '../math/quantile.js';
import { mean, variance } from '../math/sum.js';
import { likelyLags, type SumsOf } from './autocorrelation-time.js';
import { lagOne, momentsOf, type Moments } from './moments.js';
import { rankNormalisedChains } from './rhat.js';
import { flatten, isUndefined, mapDraws, splitChains } from './split-chains.js';

/**
 * Effective sample size of the chains as they are, not split: C n / tau with tau from V21 eqs. 10-13.
 * Capped at C n log10(C n), which antithetic chains reach.
 * @param chains [C][n] @returns NaN for n < 3, constant or non-finite chains
 */
export function basicEss(chains: readonly Float64Array[]): number {
  return isUndefined(chains) ? NaN : essOf(chains);
}

/** `basicEss` of chains known to be finite and equally long; NaN where they do not vary. */
export function essOf(chains: SeriesList): number {
  const moments = momentsOf(chains);
  return essFromMoments(chains.at(0)!.length, moments, (...how) => autocovarianceSums(chains, ...how));
}

/** The same from the moments of chains of length n. */
export function essFromMoments(n: number, moments: Moments, sumsOf: SumsOf): number {
  const likely = likelyLags(lagOne(moments));
  return essFromSums(n, moments.means, (lag) => sumsOf(moments.means, null, lagsFor(n, lag, likely)));
}

/**
 * `essOf` chains of which only the means and the sums of autocovariances are given.
 * @param means [C]   @param sumsTo yields the sums from lag 0 to at least the lag asked for: see `autocovarianceSums`
 */
export function essFromSums(n: number, means: Float64Array, sumsTo: (lag: number) => Float64Array): number {
  if (n < 3) return NaN;
  const total = n * means.length;
  let sums = sumsTo(0);
  const autocovariance = (lag: number): number => {
    if (lag >= sums.length) sums = sumsTo(lag);
    return sums[lag] / total;
  };

  const within = (autocovariance(0) * n) / (n - 1);
  const pooled = autocovariance(0) + (means.length > 1 ? variance(means) : 0);
  if (pooled === 0) return NaN;
  const rho = (lag: number): number => 1 - (within - autocovariance(lag)) / pooled;

  // Geyer's initial positive sequence of the sums of neighbouring lags (even, odd).
  const kept: number[] = [1, rho(1)];
  let even = 1;
  let odd = kept[1];
  let end = 0;
  while (end < n - 5 && even + odd > 0) {
    end += 2;
    even = rho(end);
    odd = rho(end + 1);
    if (even + odd >= 0) kept.push(even, odd);
  }
  // The last even lag alone still counts when positive: less variance for antithetic chains (V21 sec. 3.2). A negative
  // one counts only where the series ended before its pair did.
  const last = even > 0 || even + odd >= 0 ? even : 0;

  // Initial monotone sequence: no pair may exceed the one before.
  for (let t = 2; t <= end - 2; t += 2) {
    const before = kept[t - 2] + kept[t - 1];
    if (kept[t] + kept[t + 1] > before) kept[t] = kept[t + 1] = before / 2;
  }
  let tau = end === 0 ? 1 : -1;
  for (let t = 0; t < end; t++) tau += 2 * kept[t];
  tau += end === 0 ? 1 : last;
  return total / Math.max(tau, 1 / Math.log10(total));
}

/** For the mean. */
export function essMean(chains: readonly Float64Array[]): number {
  return isUndefined(chains) ? NaN : basicEss(splitChains(chains));
}

/** For the bulk of the distribution: of the rank-normalised draws, so that it is defined without finite variance. */
export function essBulk(chains: readonly Float64Array[]): number {
  return isUndefined(chains) ? NaN : basicEss(rankNormalisedChains(splitChains(chains)));
}

/** For the quantile p, 0 <= p <= 1: of the indicator x <= quantile. NaN when all draws lie on one side. */
export function essQuantile(chains: readonly Float64Array[], p: number): number {
  if (isUndefined(chains)) return NaN;
  const all = flatten(chains);
  // The largest draw has no draws above: half a draw below it instead.
  const [quantile] = quantiles(all, [p === 1 ? (all.length - 0.5) / all.length : p]);
  return essMean(mapDraws(chains, (x) => (x <= quantile ? 1 : 0)));
}

/** For the tails: the smaller of the effective sizes of the 5 % and 95 % quantiles. */
export function essTail(chains: readonly Float64Array[]): number {
  return Math.min(essQuantile(chains, 0.05), essQuantile(chains, 0.95));
}

/** For the standard deviation: of |x - mean|. */
export function essSd(chains: readonly Float64Array[]): number {
  if (isUndefined(chains)) return NaN;
  const center = mean(flatten(chains));
  return essMean(mapDraws(chains, (x) => Math.abs(x - center)));
}
