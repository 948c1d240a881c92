/**
 * Effective size of the indicator of a tail. Zeros and ones fit 32 to a word, in which the ones at a distance from each other are counted
 * at once: exact, and for the few dozen lags that are needed a fraction of the time of a Fourier transform.
 */
import { autocovarianceSums, lagsFor, type SeriesList } from '../math/fft.js';
import { essFromSums } from './ess.js';

/** Lags that are counted at a time, and at most; more than that are transformed. */
const COUNTED_AT_ONCE = 8;
export const MOST_COUNTED = 512;

/** Pairs of draws of a chain that are both in a tail. */
export interface TailPairs {
  /** [chains] part of the draws that are in it */
  readonly means: Float64Array;
  /** Counts at the distances up to lags - 1 < MOST_COUNTED, those that are not known yet. */
  readonly count: (lags: number) => PairCounts;
}

export interface PairCounts {
  /** [lags or more] in all chains */
  readonly pairs: Float64Array;
  /** [lags or more] sum over the chains of their means times the ones among the t-th draw from the beginning and from the end */
  readonly edges: Float64Array;
}

/**
 * Effective sample size, as `essOf`, of x <= limit.
 * @param flat [chains * n] chain after chain, finite   @returns NaN where all draws lie on one side
 */
export function essBelow(
  flat: Float64Array,
  chains: number,
  limit: number,
  { means, count }: TailPairs = tailPairs(flat, chains, limit),
): number {
  const n = flat.length / chains;
  return essFromSums(n, means, (lag) => {
    if (lag >= MOST_COUNTED)
      return autocovarianceSums(
        indicators(flat, chains, limit),
        means,
        null,
        lagsFor(n, lag, 2 * MOST_COUNTED),
      );
    const lags = Math.min(n, (Math.floor(lag / COUNTED_AT_ONCE) + 1) * COUNTED_AT_ONCE);
    return pairSums(count(lags), means, n, lags);
  });
}

/** @param flat as for `essBelow` */
export function tailPairs(flat: Float64Array, chains: number, limit: number): TailPairs {
  const n = flat.length / chains;
  const perChain = Math.ceil(n / 32) + 1;
  const bits = new Uint32Array(chains * perChain);
  const means = new Float64Array(chains);
  for (let c = 0; c < chains; c++) {
    let ones = 0;
    for (let i = 0, at = c * n, word = c * perChain; i < n; word++) {
      let packed = 0;
      for (const end = Math.min(i + 32, n); i < end; i++, at++)
        packed |= flat[at] <= limit ? 1 << (i & 31) : 0;
      bits[word] = packed;
      ones += sumOfBytes(onesInBytes(packed));
    }
    means[c] = ones / n;
  }
  const pairs = new Float64Array(Math.min(MOST_COUNTED, n));
  const edges = new Float64Array(pairs.length);
  let known = 0;
  return {
    means,
    count(lags) {
      addPairs(bits, means, n, known, lags, { pairs, edges });
      known = Math.max(known, lags);
      return { pairs, edges };
    },
  };
}

/** The series of zeros and ones. */
function indicators(flat: Float64Array, chains: number, limit: number): SeriesList {
  const n = flat.length / chains;
  const below = new Float64Array(n);
  return {
    length: chains,
    at(c) {
      for (let i = 0; i < n; i++) below[i] = flat[c * n + i] <= limit ? 1 : 0;
      return below;
    },
  };
}

/**
 * As `autocovarianceSums`, with b the indicator and m its mean in a chain:
 * sum_s (b_s - m)(b_(s+t) - m) = pairs at distance t - m (ones before n - t + ones from t on) + (n - t) m^2.
 */
function pairSums({ pairs, edges }: PairCounts, means: Float64Array, n: number, lags: number): Float64Array {
  let [twice, squares] = [0, 0];
  for (const m of means) {
    twice += 2 * m * m * n;
    squares += m * m;
  }
  // Ones that a lag of t leaves without a partner: the first t and the last t draws.
  const out = new Float64Array(lags);
  for (let t = 0, lonely = 0; t < lags; t++) {
    out[t] = pairs[t] - (twice - lonely) + (n - t) * squares;
    lonely += edges[t];
  }
  return out;
}

/** At the distances from .. to - 1. assembly/pairs.ts adds in the same order. */
function addPairs(
  bits: Uint32Array,
  means: Float64Array,
  n: number,
  from: number,
  to: number,
  { pairs, edges }: PairCounts,
): void {
  const perChain = bits.length / means.length;
  for (let c = 0; c < means.length; c++) {
    const first = c * perChain;
    // The last word is empty, so that reading one word further never leaves the chain.
    const end = first + perChain - 1;
    for (let t = from; t < to; t++) pairs[t] += countPairs(bits, first, end, t);
    for (let t = from; t < to; t++)
      edges[t] += means[c] * (bit(bits, first, t) + bit(bits, first, n - 1 - t));
  }
}

function bit(bits: Uint32Array, first: number, i: number): number {
  return (bits[first + (i >>> 5)] >>> (i & 31)) & 1;
}

/** Words whose counts fit into the bytes of one. */
const WORDS_AT_ONCE = 31;

/** Ones at distance t from another in the words first .. end - 1, the next of which is empty. */
function countPairs(bits: Uint32Array, first: number, end: number, t: number): number {
  const skip = t >>> 5;
  const shift = t & 31;
  const last = end - skip;
  let count = 0;
  for (let word = first; word < last;) {
    const stop = Math.min(word + WORDS_AT_ONCE, last);
    let inBytes = 0;
    for (; word < stop; word++) {
      const at = word + skip;
      // A shift by 32 is one by 0: with the shift in two steps, whatever is next goes where it belongs, or nowhere.
      const later = (bits[at] >>> shift) | ((bits[at + 1] << (31 - shift)) << 1);
      inBytes = (inBytes + onesInBytes(bits[word] & later)) | 0;
    }
    count += sumOfBytes(inBytes);
  }
  return count;
}

/** Bits set in each byte of a word: sums of neighbours in pairs, fours and eights. */
function onesInBytes(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (x + (x >>> 4)) & 0x0f0f0f0f;
}

function sumOfBytes(x: number): number {
  return (x & 0xff) + ((x >>> 8) & 0xff) + ((x >>> 16) & 0xff) + (x >>> 24);
}
