/** How steeply the log posterior rises above where most draws are: what tells a neck, where rests never add up, from an edge, where they do. */
import { quantileSorted } from '../math/quantile.js';

const HIGH = 0.95;

/**
 * Mean height, in log units, of the draws above the 95 % quantile of the log posterior over that quantile: s where the mass higher than L falls
 * as e^(-L/s). Moves as long as the posterior is wide leave a point at height L with a probability of e^-L or so, and rest for e^L
 * steps: the part of the steps spent in rests longer than r falls as r^(-1/s). Up to s = 1 the rests of a long run add up to what effective
 * sizes say of them; beyond, the longest rest to come outweighs all that were seen. 0.2 to 1.3 for normal densities of 5 to 40
 * dimensions, where nothing rests; 1 where a density diverges as x^-1/2, and 2 to 5 in the neck of a centred hierarchical model.
 * @param sorted the log posterior in ascending order   @returns NaN for no values
 */
export function densityRise(sorted: Float64Array): number {
  const high = quantileSorted(sorted, HIGH);
  let sum = 0;
  let count = 0;
  for (let i = sorted.length - 1; i >= 0 && sorted[i] > high; i--, count++) sum += sorted[i] - high;
  // None is higher than the quantile where the largest value is that of many.
  return sorted.length === 0 ? NaN : count === 0 ? 0 : sum / count;
}
