/**
 * Effective size of the indicator of a tail. Zeros and ones fit 32 to a word, in which the ones at a distance from each other are counted
 * at once: exact, and for the few dozen lags that are needed a fraction of the time of a Fourier transform.
 */
import type { SeriesList } from '../math/fft.js';
import { essFromSums, transformedSums } from './ess.js';

/** Lags that are counted at first and at most; more than that are transformed. */
const COUNTED_LAGS = [24, 64] as const;

/**
 * Effective sample size, as `essOf`, of x <= limit.
 * @param flat [chains * n] chain after chain, finite   @returns NaN where all draws lie on one side
 */
export function essBelow(flat: Float64Array, chains: number, limit: number): number {
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
  const transformed = transformedSums(indicators(flat, chains, limit), means);
  return essFromSums(n, means, (lag) => {
    const lags = COUNTED_LAGS.find((most) => lag < most);
    return lags === undefined ? transformed(lag) : pairSums(bits, means, n, Math.min(lags, n));
  });
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
function pairSums(bits: Uint32Array, means: Float64Array, n: number, lags: number): Float64Array {
  const perChain = bits.length / means.length;
  const pairs = new Float64Array(lags);
  const edges = new Float64Array(lags);
  let [twice, squares] = [0, 0];
  for (let c = 0; c < means.length; c++) {
    const first = c * perChain;
    // The last word is empty, so that reading one word further never leaves the chain.
    const end = first + perChain - 1;
    for (let t = 0; t < lags; t++) pairs[t] += countPairs(bits, first, end, t);
    const m = means[c];
    const bit = (i: number): number => (bits[first + (i >>> 5)] >>> (i & 31)) & 1;
    for (let t = 0; t < lags; t++) edges[t] += m * (bit(t) + bit(n - 1 - t));
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
