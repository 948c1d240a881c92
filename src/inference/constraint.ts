/** What the draws of one quantity say about it. */
import { quantileOf, quantileSorted } from '../math/quantile.js';

/** A limit where the posterior is bounded on one side only. */
export interface Limit {
  /** "upper": the quantity is below `value`; "lower": above it. */
  readonly side: 'upper' | 'lower';
  /** Probability. */
  readonly level: number;
  readonly value: number;
}

/** One quantity. Intervals are equal-tailed; the field names are those of the JSON interface. */
export interface Constraint {
  readonly id: string;
  readonly unit: string;
  readonly latex: string;
  readonly derived: boolean;
  readonly median: number;
  readonly mean: number;
  readonly sd: number;
  readonly ci68: readonly [number, number];
  readonly ci95: readonly [number, number];
  readonly limit: Limit | null;
  /** Null where the prior is not known. */
  readonly informed_by: 'data' | 'prior' | 'both' | null;
}

/** Probabilities at the ends of the equal-tailed interval of 68 %. */
const interval68: readonly [number, number] = [0.16, 0.84];

/** Posterior over prior width (68 %) below which the data alone decide, and above which they add next to nothing. */
const dataRatio = 1 / 3;
const priorRatio = 0.9;

const limitLevel = 0.95;

/** What is known of a quantity beside its numbers: the limit that its posterior sets, and what informs it. */
export type Judgement = Pick<Constraint, 'limit' | 'informed_by'>;

/**
 * Judges one quantity.
 * @param sorted [draws] of the posterior, ascending   @param prior [draws] of the prior, at least some thousands; null when it is not known
 * @param support where the prior vanishes: a posterior that piles up at an end is bounded there by the prior alone
 */
export function judgeQuantity(
  sorted: Float64Array,
  prior: Float64Array | null,
  support: readonly [number, number],
): Judgement {
  const edges = pileUps(sorted, support);
  return {
    limit: limitOf(edges, (p) => quantileSorted(sorted, p)),
    informed_by:
      prior === null
        ? null
        : informedBy(widthRatio(sorted, prior.slice().sort()), edges.lower || edges.upper),
  };
}

/** Width of the central 68 % of a function of the draws that grows with them. */
function width(sorted: Float64Array, f: (x: number) => number = (x) => x): number {
  const at = (p: number): number => quantileOf((i) => f(sorted[i]), sorted.length, p);
  return at(interval68[1]) - at(interval68[0]);
}

/** Posterior over prior width; of a quantity whose prior spans more than a decade, in its logarithm. */
function widthRatio(posterior: Float64Array, prior: Float64Array): number {
  const spansDecades =
    prior[0] > 0 && quantileSorted(prior, interval68[1]) > 10 * quantileSorted(prior, interval68[0]);
  if (!spansDecades) return width(posterior) / width(prior);
  return width(posterior, Math.log) / width(prior, Math.log);
}

interface PileUps {
  readonly lower: boolean;
  readonly upper: boolean;
}

/**
 * At which finite ends of the support the posterior piles up: where the density in the outermost tenth of a 68 % half-width
 * is more than a third of the mean density of the central 68 %.
 */
function pileUps(sorted: Float64Array, [low, high]: readonly [number, number]): PileUps {
  const halfWidth = width(sorted) / 2;
  if (!(halfWidth > 0)) return { lower: false, upper: false };
  const central = (interval68[1] - interval68[0]) / (2 * halfWidth);
  const strip = halfWidth / 10;
  const share = (from: number, to: number): number =>
    (countBelow(sorted, to) - countBelow(sorted, from)) / sorted.length;
  return {
    lower: Number.isFinite(low) && share(-Infinity, low + strip) / strip > central / 3,
    upper: Number.isFinite(high) && share(high - strip, Infinity) / strip > central / 3,
  };
}

/** Number of entries < x, by bisection. */
function countBelow(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A pile-up at one end leaves a limit at the other; at both ends there is none. */
function limitOf({ lower, upper }: PileUps, at: (p: number) => number): Limit | null {
  if (lower === upper) return null;
  return lower
    ? { side: 'upper', level: limitLevel, value: at(limitLevel) }
    : { side: 'lower', level: limitLevel, value: at(1 - limitLevel) };
}

/** A pile-up at an end of a width comparable to the prior's means that the prior sets the interval. */
function informedBy(ratio: number, atEdge: boolean): Constraint['informed_by'] {
  if (ratio < dataRatio) return 'data';
  return atEdge || !(ratio <= priorRatio) ? 'prior' : 'both';
}
