/** One quantity of a posterior on the scale on which its shifts are judged. */
import type { Chain } from '../chain/reader.js';
import { sortDraws } from '../diagnostics/weighted-quantiles.js';
import type { SortedDraws } from '../diagnostics/weighted-quantiles.js';
import type { ChainQuantity } from '../inference/natural-units.js';
import { variance } from '../math/sum.js';
import { estimate, shiftOfChains, shiftOfSameDraws } from './estimate.js';
import type { Estimate, Shift } from './estimate.js';
import { columnDraws, inOwnUnit, isJudgedInLog } from './quantities.js';

/** A quantity under a variation: in its own unit, the shift on the scale of the quantity. Field names are those of the JSON interface. */
export interface MovedQuantity extends Shift {
  readonly id: string;
  readonly median: number;
  readonly ci68: readonly [number, number];
  readonly ci95: readonly [number, number];
}

export interface JudgedQuantity {
  readonly quantity: ChainQuantity;
  readonly scale: 'linear' | 'log10';
  /** Draws of the full posterior on that scale, and their standard deviation: the unit of shifts. */
  readonly sorted: SortedDraws;
  readonly sd: number;
  /** Under weights that sum to 1. */
  reweighted(weights: Float64Array): MovedQuantity;
  /** In another chain; null where that has no such column. */
  inChain(other: Chain): MovedQuantity | null;
}

/** @param column draws of the quantity's column, walker after walker */
export function judgeQuantity(
  quantity: ChainQuantity,
  column: Float64Array,
  walkers: number,
): JudgedQuantity {
  const own = inOwnUnit(quantity, column);
  const log = isJudgedInLog(quantity, own);
  const judged = (values: Float64Array): Float64Array => (log ? values.map(Math.log10) : values);
  const sorted = sortDraws(judged(own));
  const sd = Math.sqrt(variance(sorted.values));
  const full = estimate(sorted, equalWeights(own.length));
  const back = (x: number): number => (log ? 10 ** x : x);
  const moved = ({ median, ci68, ci95 }: Estimate, shift: Shift): MovedQuantity => ({
    id: quantity.id,
    median: back(median),
    ci68: [back(ci68[0]), back(ci68[1])],
    ci95: [back(ci95[0]), back(ci95[1])],
    ...shift,
  });
  return {
    quantity,
    scale: log ? 'log10' : 'linear',
    sorted,
    sd,
    reweighted: (weights) => {
      const there = estimate(sorted, weights);
      return moved(there, shiftOfSameDraws(full, there, sd, walkers));
    },
    inChain: (other) => {
      if (!other.ids.includes(quantity.column.id)) return null;
      const values = judged(inOwnUnit(quantity, columnDraws(other, quantity.column.id, 1)));
      const there = estimate(sortDraws(values), equalWeights(values.length));
      return moved(there, shiftOfChains(full, there, sd, [walkers, other.ensembles * other.walkers]));
    },
  };
}

function equalWeights(draws: number): Float64Array {
  return new Float64Array(draws).fill(1 / draws);
}
