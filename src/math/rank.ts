/** Sorting permutations and rank normalisation, fast enough for every column of a long chain. */
import { normalQuantile } from './special.js';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const DIGIT_MASK = BUCKETS - 1;
/** Below this length a comparison sort beats clearing the buckets (measured: they break even near 300). */
const RADIX_FROM = 300;
/** Insertions per value before the 32 leading bits are judged too few. */
const PATIENCE = 8;

/**
 * Indices that sort x in ascending order; equal values keep their order. x holds no NaN.
 * Radix sort on the 32 leading bits in which the values differ, then insertion of the few that agree in them: several
 * times faster than sorting indices with a comparison. Values too alike for that fall back to the comparison.
 */
export function sortOrder(x: Float64Array): Uint32Array {
  if (x.length < RADIX_FROM) return comparisonOrder(x);
  const order = radixOrder(leadingBits(x));
  return insertInOrder(x, order) ? order : comparisonOrder(x);
}

/** x in the order of the indices. */
export function gather(x: Float64Array, order: Uint32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = x[order[i]];
  return out;
}

function comparisonOrder(x: Float64Array): Uint32Array {
  const order = new Uint32Array(x.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((i, j) => x[i] - x[j] || i - j);
}

/** Keys that sort as x does but for values equal in them: 32 bits from the first in which any two values differ. */
function leadingBits(x: Float64Array): Uint32Array {
  const words = new Uint32Array(x.buffer, x.byteOffset, 2 * x.length);
  const high = new Uint32Array(x.length);
  let varying = 0;
  for (let i = 0; i < x.length; i++) {
    // The bits of positive doubles sort as integers; for negative ones the order is reversed, hence flip them all.
    const sign = words[2 * i + 1] >> 31;
    high[i] = words[2 * i + 1] ^ (sign | 0x80000000);
    varying |= high[i] ^ high[0];
  }
  const shift = Math.clz32(varying);
  if (shift === 0) return high;
  for (let i = 0; i < x.length; i++) {
    const low = words[2 * i] ^ (words[2 * i + 1] >> 31);
    // Where all high words agree, the low word is the key.
    high[i] = shift === 32 ? low : (high[i] << shift) | (low >>> (32 - shift));
  }
  return high;
}

/** Stable least-significant-digit radix sort of the indices by their keys. */
function radixOrder(keys: Uint32Array): Uint32Array {
  const n = keys.length;
  let from: Uint32Array = keys;
  let to: Uint32Array = new Uint32Array(n);
  let order = new Uint32Array(n);
  let orderTo = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  const next = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    next.fill(0);
    for (let i = 0; i < n; i++) next[(from[i] >>> shift) & DIGIT_MASK]++;
    for (let b = 0, start = 0; b < BUCKETS; b++) {
      const count = next[b];
      next[b] = start;
      start += count;
    }
    for (let i = 0; i < n; i++) {
      const at = next[(from[i] >>> shift) & DIGIT_MASK]++;
      to[at] = from[i];
      orderTo[at] = order[i];
    }
    [from, to] = [to, from];
    [order, orderTo] = [orderTo, order];
  }
  return order;
}

/** Finishes a nearly sorted order in place. @returns false when it was not nearly sorted */
function insertInOrder(x: Float64Array, order: Uint32Array): boolean {
  let budget = PATIENCE * order.length;
  for (let i = 1, before = x[order[0]]; i < order.length; i++) {
    const index = order[i];
    const value = x[index];
    if (value >= before) {
      before = value;
      continue;
    }
    let j = i;
    for (; j > 0 && x[order[j - 1]] > value; j--) order[j] = order[j - 1];
    order[j] = index;
    budget -= i - j;
    if (budget < 0) return false;
  }
  return true;
}

/** Normal scores of the ranks among `size` values. */
export interface NormalScores {
  readonly size: number;
  /** Score of a rank from 1 to size, whole or half (an average over ties). */
  score(rank: number): number;
}

/**
 * Blom's normal scores z = Phi^-1((r - 3/8) / (S + 1/4)), as rank normalisation uses them: Vehtari et al. (2021),
 * Bayesian Analysis 16, 667, eq. 14. Each score is computed once, so one table serves many columns of equal length.
 */
export function normalScores(size: number): NormalScores {
  const known = new Float64Array(2 * size + 1).fill(NaN);
  const score = (rank: number): number => {
    const at = 2 * rank;
    let z = known[at];
    if (Number.isNaN(z)) {
      z = normalQuantile((rank - 0.375) / (size + 0.25));
      known[at] = z;
      // Phi^-1(1 - u) = -Phi^-1(u), and rank r has its mirror image at S + 1 - r.
      known[2 * (size + 1) - at] = -z;
    }
    return z;
  };
  return { size, score };
}

/**
 * Replaces each value by the normal score of its rank, ties by the score of their average rank.
 * @param sorted values in ascending order   @param order index of each sorted value in `out`
 * @param out [size] receives the scores
 */
export function rankNormalise(
  sorted: Float64Array,
  order: Uint32Array,
  scores: NormalScores,
  out: Float64Array,
): void {
  const n = sorted.length;
  for (let i = 0; i < n;) {
    let j = i + 1;
    while (j < n && sorted[j] === sorted[i]) j++;
    const z = scores.score((i + 1 + j) / 2);
    for (; i < j; i++) out[order[i]] = z;
  }
}
