/** Sorting permutations and rank normalisation, fast enough for every column of a long chain. */
import { normalQuantile } from './special.js';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const DIGIT_MASK = BUCKETS - 1;
/** Six digits of 11 bits cover the 64 bits of a double. */
const DIGITS = 6;
/** Below this length a comparison sort beats clearing the buckets (measured: they break even near 600). */
const RADIX_FROM = 600;

/**
 * Indices that sort x in ascending order; equal values keep their order. x holds no NaN.
 * Radix sort on the bits of the doubles, 3 to 6 times faster than sorting with a comparison.
 */
export function sortOrder(x: Float64Array): Uint32Array {
  const n = x.length;
  if (n < RADIX_FROM) return Uint32Array.from(x.keys()).sort((i, j) => x[i] - x[j] || i - j);

  let low = new Uint32Array(n);
  let high = new Uint32Array(n);
  let order = new Uint32Array(n);
  const counts = new Uint32Array(DIGITS * BUCKETS);
  const words = new Uint32Array(x.buffer, x.byteOffset, 2 * n);
  for (let i = 0; i < n; i++) {
    // The bits of positive doubles sort as integers; for negative ones the order is reversed, hence flip them all.
    const sign = words[2 * i + 1] >> 31;
    const lo = (words[2 * i] ^ sign) >>> 0;
    const hi = (words[2 * i + 1] ^ (sign | 0x80000000)) >>> 0;
    low[i] = lo;
    high[i] = hi;
    order[i] = i;
    for (let d = 0; d < DIGITS; d++) counts[d * BUCKETS + digit(lo, hi, d)]++;
  }

  let lowTo = new Uint32Array(n);
  let highTo = new Uint32Array(n);
  let orderTo = new Uint32Array(n);
  const next = new Uint32Array(BUCKETS);
  for (let d = 0; d < DIGITS; d++) {
    const ofDigit = counts.subarray(d * BUCKETS, (d + 1) * BUCKETS);
    if (ofDigit[digit(low[0], high[0], d)] === n) continue;
    let start = 0;
    for (let b = 0; b < BUCKETS; b++) {
      next[b] = start;
      start += ofDigit[b];
    }
    for (let i = 0; i < n; i++) {
      const to = next[digit(low[i], high[i], d)]++;
      lowTo[to] = low[i];
      highTo[to] = high[i];
      orderTo[to] = order[i];
    }
    [low, lowTo] = [lowTo, low];
    [high, highTo] = [highTo, high];
    [order, orderTo] = [orderTo, order];
  }
  return order;
}

/** The d-th 11-bit digit, from the least significant, of a 64-bit key given as two words. */
function digit(lo: number, hi: number, d: number): number {
  switch (d) {
    case 0:
      return lo & DIGIT_MASK;
    case 1:
      return (lo >>> 11) & DIGIT_MASK;
    case 2:
      return ((lo >>> 22) | (hi << 10)) & DIGIT_MASK;
    case 3:
      return (hi >>> 1) & DIGIT_MASK;
    case 4:
      return (hi >>> 12) & DIGIT_MASK;
    default:
      return hi >>> 23;
  }
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
