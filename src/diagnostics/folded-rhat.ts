/** R-hat of the distances from the median, from an order that is known already. */
import type { NormalScores } from '../math/rank.js';
import { mean, variance } from '../math/sum.js';

/** Sums over chains of equal length, one for each. */
export interface ChainSums {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/**
 * Rank-normalised R-hat of |x - center|, from the sums of normal scores and of their squares.
 * @param n length of each chain
 */
export function foldedRhat({ sums, squares }: ChainSums, n: number): number {
  const means = sums.map((x) => x / n);
  const within = mean(squares.map((x, c) => (x - sums[c] * means[c]) / (n - 1)));
  return Math.sqrt((n * variance(means)) / within / n + (n - 1) / n);
}

/**
 * Sums of the normal scores of the ranks of |x - center|. The sorted values are merged outwards from the center, which ranks the distances
 * without sorting or storing them.
 * @param sorted values in ascending order   @param order index of each in the chains, one after another; those beyond `scores.size` are left out
 * @param chains of equal length, scores.size values in all
 */
export function foldedSums(
  sorted: Float64Array,
  order: Uint32Array,
  center: number,
  scores: NormalScores,
  chains: number,
): ChainSums {
  const { size } = scores;
  const n = size / chains;
  const sums = new Float64Array(chains);
  const squares = new Float64Array(chains);
  let right = 0;
  while (right < sorted.length && sorted[right] < center) right++;
  let left = right - 1;
  for (let before = 0; left >= 0 || right < sorted.length;) {
    const below = left >= 0 ? center - sorted[left] : Infinity;
    const above = right < sorted.length ? sorted[right] - center : Infinity;
    const distance = Math.min(below, above);
    // All at this distance, on either side: they share a rank.
    const [fromLeft, fromRight] = [left, right];
    let ties = 0;
    for (; left >= 0 && center - sorted[left] === distance; left--) if (order[left] < size) ties++;
    for (; right < sorted.length && sorted[right] - center === distance; right++)
      if (order[right] < size) ties++;
    if (ties === 0) continue;
    const z = scores.score(before + (ties + 1) / 2);
    before += ties;
    for (let i = left + 1; i <= fromLeft; i++) add(order[i], z);
    for (let i = fromRight; i < right; i++) add(order[i], z);
  }
  return { sums, squares };

  function add(index: number, z: number): void {
    if (index >= size) return;
    const c = Math.floor(index / n);
    sums[c] += z;
    squares[c] += z * z;
  }
}
