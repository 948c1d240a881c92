/** Nested R-hat, for many short chains in a few groups that started apart: walkers in ensembles. */
import type { SeriesList } from '../math/fft.js';
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
  const members = new Map<number, Float64Array[]>();
  chains.forEach((chain, c) => {
    const group = members.get(superchain[c]);
    if (group === undefined) members.set(superchain[c], [chain]);
    else group.push(chain);
  });

  const sizes = new Set([...members.values()].map((group) => group.length));
  if (sizes.size !== 1) return NaN;
  return nestedRhatOf([...members.values()].flat(), [...sizes][0]);
}

/**
 * Nested R-hat of chains known to be finite, equally long and not constant.
 * @param chains superchain after superchain   @param size chains in each
 */
export function nestedRhatOf(chains: SeriesList, size: number): number {
  const means: number[] = [];
  const variances: number[] = [];
  for (let c = 0; c < chains.length; c++) {
    const chain = chains.at(c)!;
    means.push(mean(chain));
    variances.push(chain.length === 1 ? 0 : variance(chain, means[c]));
  }
  const superchains = Array.from({ length: chains.length / size }, (_, k) => k * size);
  const superMeans = superchains.map((first) => mean(means.slice(first, first + size)));
  const within = mean(
    superchains.map((first) => {
      const between = size === 1 ? 0 : variance(means.slice(first, first + size));
      return between + mean(variances.slice(first, first + size));
    }),
  );
  return within > 0 ? Math.sqrt(1 + variance(superMeans) / within) : NaN;
}
