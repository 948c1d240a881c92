/**
 * Are ranks uniform? The empirical distribution function of N ranks 0 ... L is compared with the diagonal at the L places
 * between them at once: Sailynoja, Buerkner & Vehtari (2022), Statistics and Computing 32, 32 ("S22"). At each place the count below
 * is binomial (S22 eq. 5); an envelope holds the central 1 - gamma of each, gamma such that a uniform sample stays inside
 * everywhere with the probability asked for. That probability is computed exactly (S22 sec. 2.2), not simulated: the counts are
 * a Markov chain, restricted step by step to the envelope.
 */
import { logGamma } from '../math/special.js';
import { binomialTails } from './binomial.js';

/** Counts allowed below each place, [places] each, ends included; lowest > highest where none is. */
export interface Envelope {
  readonly lowest: Int32Array;
  readonly highest: Int32Array;
}

export interface UniformityTest {
  /** The envelope that uniform ranks leave nowhere with probability `level` or a little more (counts are whole numbers). */
  envelope(level: number): Envelope;
  /** Probability that uniform ranks come as far out as these, at their most extreme place. @param counts [L] from `countsBelow` */
  pValue(counts: ArrayLike<number>): number;
}

/** [largest] how many ranks are below i + 1. @param largest L: the largest rank there can be */
export function countsBelow(ranks: ArrayLike<number>, largest: number): Int32Array {
  const counts = new Int32Array(largest);
  for (let s = 0; s < ranks.length; s++) if (ranks[s] < largest) counts[ranks[s]]++;
  for (let i = 1; i < largest; i++) counts[i] += counts[i - 1];
  return counts;
}

/** @param simulations N >= 1   @param largest L >= 1: ranks are 0 ... L */
export function uniformityTest(simulations: number, largest: number): UniformityTest {
  const tails = Array.from({ length: largest }, (_, i) =>
    binomialTails(simulations, (i + 1) / (largest + 1)),
  );
  /** Twice the smaller tail of a count: the gamma at whose envelope it just lies. */
  const extremity = (place: number, count: number): number =>
    2 * Math.min(tails[place].atMost[count], tails[place].atLeast[count]);
  const within = (isInside: (gamma: number) => boolean): Envelope => {
    const lowest = new Int32Array(largest);
    const highest = new Int32Array(largest);
    for (let place = 0; place < largest; place++) {
      let [low, high] = [0, simulations];
      while (low <= simulations && !isInside(extremity(place, low))) low++;
      while (high >= low && !isInside(extremity(place, high))) high--;
      [lowest[place], highest[place]] = [low, high];
    }
    return { lowest, highest };
  };
  const coverage = ({ lowest, highest }: Envelope): number =>
    stayingInside(simulations, largest, lowest, highest);
  return {
    envelope(level) {
      // The coverage falls with gamma, in steps: gamma = 1 - level would do for a single place, more places need less.
      let [low, high] = [0, 1 - level];
      for (let i = 0; i < 40; i++) {
        const middle = (low + high) / 2;
        if (coverage(within((gamma) => gamma >= middle)) >= level) low = middle;
        else high = middle;
      }
      return within((gamma) => gamma >= low);
    },
    pValue(counts) {
      let least = Infinity;
      for (let place = 0; place < largest; place++) least = Math.min(least, extremity(place, counts[place]));
      // Rounding in the tails must not count the observed extremity itself as less extreme.
      const limit = least * (1 + 1e-9);
      return Math.min(1, Math.max(0, 1 - coverage(within((gamma) => gamma > limit))));
    },
  };
}

/**
 * Probability that the counts of N uniform ranks stay inside at all places. The numbers in the L + 1 cells between the places are
 * multinomial, that is independent Poisson variables of mean N/(L + 1) given their sum N; so the same kernel carries the
 * distribution of the count from each place to the next.
 */
function stayingInside(n: number, largest: number, lowest: Int32Array, highest: Int32Array): number {
  const rate = n / (largest + 1);
  const kernel = Float64Array.from({ length: n + 1 }, (_, d) =>
    Math.exp(d * Math.log(rate) - rate - logGamma(d + 1)),
  );
  let from = 0;
  let weights = Float64Array.of(1);
  for (let place = 0; place <= largest; place++) {
    const [low, high] = place < largest ? [lowest[place], highest[place]] : [n, n];
    const next = new Float64Array(high - low + 1);
    for (let c = low; c <= high; c++) {
      let sum = 0;
      for (let before = Math.min(c, from + weights.length - 1); before >= from; before--)
        sum += weights[before - from] * kernel[c - before];
      next[c - low] = sum;
    }
    [from, weights] = [low, next];
  }
  return weights[0] / Math.exp(n * Math.log(n) - n - logGamma(n + 1));
}
