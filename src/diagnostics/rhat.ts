/**
 * R-hat: whether chains from different starting points agree. Vehtari, Gelman, Simpson, Carpenter & Buerkner (2021),
 * Rank-normalization, folding, and localization, Bayesian Analysis 16, 667 ("V21").
 */
import { median } from '../math/quantile.js';
import { gather, normalScores, rankNormalise, sortOrder } from '../math/rank.js';
import { mean, sumOfSquares, variance } from '../math/sum.js';
import { flatten, isUndefined, mapDraws, splitChains, unflatten } from './split-chains.js';

/**
 * R-hat of the chains as they are, neither split nor rank-normalised: sqrt((B/W + n - 1) / n), V21 eqs. 1-4.
 * @param chains [chains][n]
 */
export function basicRhat(chains: readonly Float64Array[]): number {
  if (isUndefined(chains)) return NaN;
  const means = chains.map((chain) => mean(chain));
  return rhatOfMoments(
    means,
    chains.map((chain, c) => sumOfSquares(chain, means[c])),
    chains[0].length,
  );
}

/** The same from the means of chains of length n and their sums of squared deviations. */
export function rhatOfMoments(means: readonly number[], squares: readonly number[], n: number): number {
  const within = mean(squares.map((sum) => sum / (n - 1)));
  return Math.sqrt((n * variance(means)) / within / n + (n - 1) / n);
}

/** Normal scores of the ranks over all chains together, V21 eq. 14. The chains hold finite values. */
export function rankNormalisedChains(chains: readonly Float64Array[]): Float64Array[] {
  const flat = flatten(chains);
  const order = sortOrder(flat);
  rankNormalise(gather(flat, order), order, normalScores(flat.length), flat);
  return unflatten(flat, chains.length);
}

/** Rank-normalised split R-hat: sensitive to chains that differ in location. */
export function rhatBulk(chains: readonly Float64Array[]): number {
  return isUndefined(chains) ? NaN : basicRhat(rankNormalisedChains(splitChains(chains)));
}

/** Rank-normalised split R-hat of |x - median|: sensitive to chains that differ in scale. */
export function rhatFolded(chains: readonly Float64Array[]): number {
  if (isUndefined(chains)) return NaN;
  const center = median(flatten(chains));
  return rhatBulk(mapDraws(chains, (x) => Math.abs(x - center)));
}

/** The larger of bulk and folded R-hat, the one to report (V21 sec. 4). NaN for constant or non-finite chains. */
export function rhat(chains: readonly Float64Array[]): number {
  return Math.max(rhatBulk(chains), rhatFolded(chains));
}
