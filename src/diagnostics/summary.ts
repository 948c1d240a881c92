/**
 * Everything a report says about the draws of each quantity.
 *
 * Two levels, because walkers of one ensemble interact and ensembles do not. Between ensembles: R-hat with each ensemble's
 * draws pooled, first and second half of the steps apart. Between walkers: effective sizes and autocorrelation time from
 * each walker's own series, never from rows that interleave walkers.
 */
import { stepSpacing, type Draws } from '../chain/draws.js';
import { fillColumn, layoutOf } from './column-layout.js';
import { createColumn } from './column.js';
import { summariseColumn, type ColumnSummary, type Detail } from './column-summary.js';
import { densityRise } from './density-rise.js';
import { findStuckWalkers, type MeasuredStuckWalker } from './stuck-walkers.js';

/** A quantity's column with its name. */
export interface QuantitySummary extends ColumnSummary {
  readonly id: string;
}

/** Summary of a chain. */
export interface ChainSummary {
  readonly ensembles: number;
  readonly walkers: number;
  /** Kept steps. */
  readonly length: number;
  /** Steps of the sampler between two kept ones. */
  readonly spacing: number;
  readonly quantities: readonly QuantitySummary[];
  /** Walkers that do not take part; empty when the log posterior is not among the columns. */
  readonly stuck: readonly MeasuredStuckWalker[];
  /** How steeply the log posterior rises: see density-rise.ts. NaN where nobody is stuck. */
  readonly densityRise: number;
}

type Stuck = Pick<ChainSummary, 'stuck' | 'densityRise'>;
const NOBODY: Stuck = { stuck: [], densityRise: NaN };

/** Name of the column by which stuck walkers are told. A verdict looks at its agreement and length too: see `ConvergenceRules`. */
export const LOG_POSTERIOR = 'log_posterior';

/** Summaries of a chain's quantities, each made when it is first asked for. */
export interface Summariser {
  quantity(id: string): QuantitySummary;
  /** A quantity's draws in ascending order, in memory that the next question overwrites. */
  sorted(id: string): Float64Array;
  /** The summary of some of the quantities. @param withStuck false leaves the search for stuck walkers out */
  summary(ids: readonly string[], withStuck?: boolean): ChainSummary;
}

/** One column is in memory at a time, in the same place as the one before. @param detail see `Detail` */
export function createSummariser(draws: Draws, detail: Detail = 'all'): Summariser {
  const { ensembles, walkers, length } = draws;
  const spacing = stepSpacing(draws);
  const column = createColumn(layoutOf(draws));
  const { layout, all } = column;
  const known = new Map<string, QuantitySummary>();
  /** The quantity whose sorted values are in memory. */
  let inOrder: string | null = null;
  let found: Stuck | null = null;
  const findStuck = (): Stuck => {
    if (!draws.ids.includes(LOG_POSTERIOR)) return NOBODY;
    fillColumn(draws, LOG_POSTERIOR, layout, all);
    inOrder = null;
    const stuck = findStuckWalkers(all, layout, column.sorted);
    return stuck.length === 0 ? NOBODY : { stuck, densityRise: densityRise(all.sort()) };
  };
  const quantity = (id: string): QuantitySummary => {
    let summary = known.get(id);
    if (summary === undefined) {
      fillColumn(draws, id, layout, all);
      summary = { id, ...summariseColumn(column, spacing, detail) };
      if (summary.kind === 'varies') inOrder = id;
      known.set(id, summary);
    }
    return summary;
  };
  const sorted = (id: string): Float64Array => {
    if (inOrder === id) return column.sorted;
    inOrder = id;
    fillColumn(draws, id, layout, all);
    column.sorted.set(all);
    // NaN comes last.
    return column.sorted.sort();
  };
  return {
    quantity,
    sorted,
    summary: (ids, withStuck = true) => ({
      ensembles,
      walkers,
      length,
      spacing,
      quantities: ids.map(quantity),
      ...(withStuck ? (found ??= findStuck()) : NOBODY),
    }),
  };
}

/**
 * Summarises each quantity. One column is in memory at a time.
 * @param ids the quantities, by default all columns
 */
export function summarise(draws: Draws, ids: readonly string[] = draws.ids): ChainSummary {
  return createSummariser(draws).summary(ids);
}
