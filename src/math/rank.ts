/** Sorting permutations and rank normalisation, fast enough for every column of a long chain. */
import { normalQuantile } from './special.js';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const DIGIT_MASK = BUCKETS - 1;
/** Below this length a comparison sort beats clearing the buckets (measured: they break even near 300). */
const RADIX_FROM = 300;
/** Insertions per value before the 32 leading bits are judged too few. */
const PATIENCE = 8;

/** Memory that sorting needs for a moment. */
export interface SortScratch {
  /** [2 n] two keys of 32 bits per value */
  readonly keys: Uint32Array;
  /** [n] */
  readonly order: Uint32Array;
}

/**
 * Indices that sort x in ascending order; equal values keep their order. x holds no NaN.
 * Radix sort on the 32 leading bits in which the values differ, then insertion of the few that agree in them: several
 * times faster than sorting indices with a comparison. Values too alike for that fall back to the comparison.
 * @param order [n] receives them
 */
export function sortOrder(
  x: Float64Array,
  order: Uint32Array = new Uint32Array(x.length),
  scratch: SortScratch = { keys: new Uint32Array(2 * x.length), order: new Uint32Array(x.length) },
): Uint32Array {
  if (x.length < RADIX_FROM) return comparisonOrder(x, order);
  const keys = scratch.keys.subarray(0, x.length);
  leadingBits(x, keys);
  radixOrder(keys, scratch.keys.subarray(x.length), order, scratch.order);
  return insertInOrder(x, order) ? order : comparisonOrder(x, order);
}

/** x in the order of the indices. */
export function gather(
  x: Float64Array,
  order: Uint32Array,
  out: Float64Array = new Float64Array(order.length),
): Float64Array {
  for (let i = 0; i < order.length; i++) out[i] = x[order[i]];
  return out;
}

function comparisonOrder(x: Float64Array, order: Uint32Array): Uint32Array {
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((i, j) => x[i] - x[j] || i - j);
}

/** Keys that sort as x does but for values equal in them: 32 bits from the first in which any two values differ. */
function leadingBits(x: Float64Array, high: Uint32Array): void {
  const words = new Uint32Array(x.buffer, x.byteOffset, 2 * x.length);
  let varying = 0;
  for (let i = 0; i < x.length; i++) {
    // The bits of positive doubles sort as integers; for negative ones the order is reversed, hence flip them all.
    const sign = words[2 * i + 1] >> 31;
    high[i] = words[2 * i + 1] ^ (sign | 0x80000000);
    varying |= high[i] ^ high[0];
  }
  const shift = Math.clz32(varying);
  if (shift === 0) return;
  for (let i = 0; i < x.length; i++) {
    const low = words[2 * i] ^ (words[2 * i + 1] >> 31);
    // Where all high words agree, the low word is the key.
    high[i] = shift === 32 ? low : (high[i] << shift) | (low >>> (32 - shift));
  }
}

/**
 * Stable least-significant-digit radix sort of the indices by their keys: three passes, of which the last writes to `order`.
 * @param keys,keysTo,orderTo [n] are overwritten
 */
function radixOrder(keys: Uint32Array, keysTo: Uint32Array, order: Uint32Array, orderTo: Uint32Array): void {
  const n = keys.length;
  let [from, to] = [keys, keysTo];
  let [indices, indicesTo] = [orderTo, order];
  for (let i = 0; i < n; i++) indices[i] = i;
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
      indicesTo[at] = indices[i];
    }
    [from, to] = [to, from];
    [indices, indicesTo] = [indicesTo, indices];
  }
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

/** Most scores kept: 32 MB. Those of longer columns are computed when they are asked for. */
const MOST_KEPT = 1 << 22;

/**
 * Blom's normal scores z = Phi^-1((r - 3/8) / (S + 1/4)), as rank normalisation uses them: Vehtari et al. (2021),
 * Bayesian Analysis 16, 667, eq. 14. Each score is computed once, so one table serves many columns of equal length.
 */
export function normalScores(size: number): NormalScores {
  const compute = (rank: number): number => scoreOf(rank, size);
  if (size > MOST_KEPT) return { size, score: compute };
  // Phi^-1(1 - u) = -Phi^-1(u), and rank r has its mirror image at S + 1 - r: one half is enough.
  const known = new Float64Array(size + 2).fill(NaN);
  const score = (rank: number): number => {
    const low = 2 * rank <= size + 1;
    const at = low ? 2 * rank : 2 * (size + 1 - rank);
    let z = known[at];
    if (Number.isNaN(z)) {
      z = compute(at / 2);
      known[at] = z;
    }
    return low ? z : -z;
  };
  return { size, score };
}

function scoreOf(rank: number, size: number): number {
  return normalQuantile((rank - 0.375) / (size + 0.25));
}

/**
 * The lowest scores of `normalScores`, of whole and half ranks. @param out [size + 2] that of rank r goes to 2 r
 * @returns 2 r of the first that lies within `central`, from which on they are not filled in
 */
export function fillOuterScores(size: number, out: Float64Array): number {
  let twice = 2;
  for (; twice <= size + 1 && (twice / 2 - 0.375) / (size + 0.25) - 0.5 < -0.425; twice++)
    out[twice] = scoreOf(twice / 2, size);
  return twice;
}

/**
 * Replaces each value by the normal score of its rank, ties by the score of their average rank.
 * @param sorted values in ascending order   @param order index of each sorted value in `out`; values whose index lies beyond have no rank
 * @param out [size] receives the scores
 */
export function rankNormalise(
  sorted: Float64Array,
  order: Uint32Array,
  scores: NormalScores,
  out: Float64Array,
): void {
  const n = sorted.length;
  const { length } = out;
  for (let i = 0, before = 0; i < n;) {
    const value = sorted[i];
    let ties = 0;
    let j = i;
    for (; j < n && sorted[j] === value; j++) if (order[j] < length) ties++;
    if (ties > 0) {
      const z = scores.score(before + (ties + 1) / 2);
      for (; i < j; i++) if (order[i] < length) out[order[i]] = z;
    }
    i = j;
    before += ties;
  }
}
