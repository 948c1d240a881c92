/** What the draws of one quantity say about it. */
import { quantileSorted } from '../math/quantile.js';
import type { ChainQuantity } from './natural-units.js';

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

/** Probabilities at the ends of the equal-tailed intervals of 68 and 95 %. */
const interval68: readonly [number, number] = [0.16, 0.84];
const interval95: readonly [number, number] = [0.025, 0.975];

/** Posterior over prior width (68 %) below which the data alone decide, and above which they add next to nothing. */
const dataRatio = 1 / 3;
const priorRatio = 0.9;

const limitLevel = 0.95;

/**
 * Summarises one quantity.
 * @param values [draws] of the posterior, in any order   @param prior [draws] of the prior, at least some thousands; null when it is not known
 * @param support where the prior vanishes: a posterior that piles up at an end is bounded there by the prior alone
 */
export function constrain(
  quantity: Pick<ChainQuantity, 'id' | 'unit' | 'latex' | 'derived'>,
  values: Float64Array,
  prior: Float64Array | null,
  support: readonly [number, number],
): Constraint {
  const { id, unit, latex, derived } = quantity;
  const sorted = values.slice().sort();
  const at = (p: number): number => quantileSorted(sorted, p);
  const edges = pileUps(sorted, support);
  return {
    id,
    unit,
    latex,
    derived,
    median: at(0.5),
    ...moments(values),
    ci68: [at(interval68[0]), at(interval68[1])],
    ci95: [at(interval95[0]), at(interval95[1])],
    limit: limitOf(edges, at),
    informed_by:
      prior === null
        ? null
        : informedBy(widthRatio(sorted, prior.slice().sort()), edges.lower || edges.upper),
  };
}

function moments(values: Float64Array): { mean: number; sd: number } {
  const n = values.length;
  // Relative to the first value, so that a constant has exactly no spread.
  let shift = 0;
  for (const x of values) shift += (x - values[0]) / n;
  const mean = values[0] + shift;
  let sum = 0;
  for (const x of values) sum += (x - mean) ** 2;
  return { mean, sd: Math.sqrt(sum / (n - 1)) };
}

/** Width of the central 68 %. */
function width(sorted: Float64Array): number {
  return quantileSorted(sorted, interval68[1]) - quantileSorted(sorted, interval68[0]);
}

/** Posterior over prior width; of a quantity whose prior spans more than a decade, in its logarithm. */
function widthRatio(posterior: Float64Array, prior: Float64Array): number {
  const spansDecades =
    prior[0] > 0 && quantileSorted(prior, interval68[1]) > 10 * quantileSorted(prior, interval68[0]);
  if (!spansDecades) return width(posterior) / width(prior);
  return width(posterior.map(Math.log)) / width(prior.map(Math.log));
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
