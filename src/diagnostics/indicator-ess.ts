/**
 * Effective size of the indicator of a tail. A twentieth of the draws lies beyond a 5 % quantile: counting pairs of those is
 * exact and takes a fraction of the time of a Fourier transform.
 */
import { essFromSums, essOf } from './ess.js';
import { unflatten } from './split-chains.js';

/** Pairs per draw up to which counting them is faster than transforming (about equal at thirty for 2,000 draws). */
const PAIRS_PER_DRAW = 16;

/**
 * Effective sample size, as `essOf`, of x <= limit.
 * @param flat [chains * n] chain after chain, finite   @returns NaN where all draws lie on one side
 */
export function essBelow(flat: Float64Array, chains: number, limit: number): number {
  const n = flat.length / chains;
  let below = 0;
  for (let i = 0; i < flat.length; i++) if (flat[i] <= limit) below++;
  // An indicator and its complement have the same autocovariances.
  const few = 2 * below <= flat.length;
  const ones = few ? below : flat.length - below;
  const most = PAIRS_PER_DRAW * flat.length;
  // Pairs are fewest where all chains have as many ones.
  if (ones ** 2 / chains / 2 > most) return essOf(indicators(flat, chains, limit));
  const at = new Uint32Array(ones);
  const starts = new Uint32Array(chains + 1);
  let pairs = 0;
  for (let c = 0, count = 0; c < chains; c++) {
    for (let i = 0, from = c * n; i < n; i++) if (flat[from + i] <= limit === few) at[count++] = i;
    starts[c + 1] = count;
    pairs += (count - starts[c]) ** 2 / 2;
  }
  if (pairs > most) return essOf(indicators(flat, chains, limit));
  const means = Float64Array.from({ length: chains }, (_, c) => (starts[c + 1] - starts[c]) / n);
  return essFromSums(n, means, () => pairSums(at, starts, means, n));
}

/** The series of zeros and ones. */
function indicators(flat: Float64Array, chains: number, limit: number): Float64Array[] {
  const below = new Float64Array(flat.length);
  for (let i = 0; i < flat.length; i++) below[i] = flat[i] <= limit ? 1 : 0;
  return unflatten(below, chains);
}

/**
 * As `autocovarianceSums` at all lags t, with b the indicator and m its mean in a chain:
 * sum_s (b_s - m)(b_(s+t) - m) = pairs at distance t - m (ones before n - t + ones from t on) + (n - t) m^2.
 */
function pairSums(at: Uint32Array, starts: Uint32Array, means: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  const counts = new Uint32Array(n);
  const edges = new Float64Array(n);
  let [twice, squares] = [0, 0];
  for (let c = 0; c < means.length; c++) {
    const m = means[c];
    const end = starts[c + 1];
    for (let i = starts[c]; i < end; i++) {
      const first = at[i];
      for (let j = i; j < end; j++) counts[at[j] - first]++;
      edges[first] += m;
      edges[n - 1 - first] += m;
    }
    twice += 2 * m * (end - starts[c]);
    squares += m * m;
  }
  // Ones that a lag of t leaves without a partner: the first t and the last t draws.
  for (let t = 0, lonely = 0; t < n; t++) {
    out[t] = counts[t] - (twice - lonely) + (n - t) * squares;
    lonely += edges[t];
  }
  return out;
}
