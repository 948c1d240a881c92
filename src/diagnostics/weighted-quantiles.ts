/** Quantiles of weighted draws, and how each draw moves them: from that their Monte-Carlo error. */
import { essMean } from './ess.js';
import { walkerSeries } from './relative-efficiency.js';
import { variance } from '../math/sum.js';

/** The draws of one quantity in ascending order. */
export interface SortedDraws {
  readonly values: Float64Array;
  /** [draws] position of the i-th smallest in `values`. */
  readonly order: Uint32Array;
}

export function sortDraws(values: Float64Array): SortedDraws {
  return {
    values,
    order: Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b] || a - b),
  };
}

/**
 * Quantile function of the weighted draws: each has the middle of its own weight as its probability, between them it is linear.
 * @param weights [draws] sum to 1
 */
export function weightedQuantile(
  { values, order }: SortedDraws,
  weights: Float64Array,
): (p: number) => number {
  const n = order.length;
  const middles = new Float64Array(n);
  let below = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[order[i]];
    middles[i] = below + weight / 2;
    below += weight;
  }
  return (p) => {
    let [low, high] = [0, n];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (middles[middle] < p * below) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return values[order[0]];
    if (low === n) return values[order[n - 1]];
    const [left, right] = [middles[low - 1], middles[low]];
    const share = right > left ? (p * below - left) / (right - left) : 0;
    return (1 - share) * values[order[low - 1]] + share * values[order[low]];
  };
}

/** Probability to either side over which the density at a quantile is averaged. */
const densityWidth = 0.05;

/**
 * Influence of each draw on the weighted quantile p: draws * weight * (p - [x <= q]) / density(q), whose mean is the error of
 * the quantile to first order. The error of a sum or difference of quantiles follows from the sum or difference of these.
 * @returns [draws] in the order of the draws
 */
export function quantileInfluence(
  { values }: SortedDraws,
  weights: Float64Array,
  quantile: (p: number) => number,
  p: number,
): Float64Array {
  const at = quantile(p);
  const spread = quantile(p + densityWidth) - quantile(p - densityWidth);
  const scale = (values.length * spread) / (2 * densityWidth);
  return values.map((x, i) => scale * weights[i] * (p - (x <= at ? 1 : 0)));
}

/** Standard error of the mean of a column of influences, autocorrelation of the walkers included; 0 where it does not vary. */
export function influenceError(influence: Float64Array, walkers: number): number {
  const spread = variance(influence);
  if (spread === 0) return 0;
  return Math.sqrt(spread / essMean(walkerSeries(influence, walkers)));
}
