/** Nested R-hat, for many short chains in a few groups that started apart: walkers in ensembles. */
import { mean, variance } from '../math/sum.js';
import { isUndefined } from './split-chains.js';

/**
 * Nested R-hat: sqrt(1 + B / W), B the variance between the means of the superchains, W the mean over superchains of
 * the variance between their chains' means plus the mean variance within their chains.
 * Margossian, Hoffman, Sountsov, Riou-Durand, Vehtari & Gelman (2024), Bayesian Analysis 20, sec. 2, with unbiased
 * variances as in R's posterior. Neither split nor rank-normalised.
 * @param chains [chains][n] @param superchain [chains] the group of each chain
 * @returns NaN for fewer than two superchains, superchains of unequal size or of one draw each, constant or non-finite chains
 */
export function nestedRhat(chains: readonly Float64Array[], superchain: ArrayLike<number>): number {
  if (isUndefined(chains)) return NaN;
  const n = chains[0].length;
  const members = new Map<number, Float64Array[]>();
  chains.forEach((chain, c) => {
    const group = members.get(superchain[c]);
    if (group === undefined) members.set(superchain[c], [chain]);
    else group.push(chain);
  });

  const sizes = new Set([...members.values()].map((group) => group.length));
  if (sizes.size !== 1) return NaN;
  const superMeans: number[] = [];
  const withinVariances: number[] = [];
  for (const group of members.values()) {
    const means = group.map((chain) => mean(chain));
    const between = group.length === 1 ? 0 : variance(means);
    const within = n === 1 ? 0 : mean(group.map((chain, c) => variance(chain, means[c])));
    superMeans.push(mean(means));
    withinVariances.push(between + within);
  }
  const within = mean(withinVariances);
  return within > 0 ? Math.sqrt(1 + variance(superMeans) / within) : NaN;
}
