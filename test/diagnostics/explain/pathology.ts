import type { Draws } from '../../../src/chain/draws.js';
import type { Target } from '../../../src/target.js';
import type { CaseSettings } from './run-case.js';

/** The seven causes that a diagnosis tells apart. */
export type Cause =
  | 'prior_edge'
  | 'not_identified'
  | 'isolated_mode'
  | 'stuck_walkers'
  | 'nan_region'
  | 'too_few_walkers'
  | 'too_short';

/**
 * A run with one thing wrong with it, put there on purpose. It counts as named correctly when the cause named first is this
 * one and names exactly these parameters, in any order.
 *
 * Which parameters are "involved" was settled before there were rules. prior_edge: the coordinates that an edge cuts.
 * not_identified: the members of the combination. isolated_mode: the coordinates in which the modes lie apart.
 * stuck_walkers: the coordinates in which the stuck walkers lie apart from the others; all, when they are frozen among them.
 * nan_region: the coordinates on which it depends whether the number is finite; for a derived quantity, that quantity too.
 * too_few_walkers, too_short: the coordinates that are not known well enough, here always all.
 */
export interface Pathology {
  readonly name: string;
  readonly cause: Cause;
  readonly parameters: readonly string[];
  readonly target: Target;
  readonly settings: CaseSettings;
  /** Whether the run really has what was put into it, by what only its author knows (where the modes are, what tau is). */
  readonly present: (run: { readonly draws: Draws } | { readonly failure: string }) => boolean;
}

/** All draws of a column, walker after walker. */
function valuesOf(draws: Draws, id: string): number[] {
  return draws.walkerSeries(id).flatMap((series) => [...series]);
}

/** Share of all draws for which a condition on one column holds. */
export function shareOf(draws: Draws, id: string, condition: (x: number) => boolean): number {
  const values = valuesOf(draws, id);
  return values.filter(condition).length / values.length;
}

/** Standard deviation over all draws of a function of some columns. */
export function spreadOf(draws: Draws, ids: readonly string[], f: (x: readonly number[]) => number): number {
  const columns = ids.map((id) => valuesOf(draws, id));
  const values = columns[0].map((_, i) => f(columns.map((column) => column[i])));
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

/** For each walker the share of its draws for which a condition on one column holds. */
export function walkerShares(draws: Draws, id: string, condition: (x: number) => boolean): number[] {
  return draws.walkerSeries(id).map((series) => [...series].filter(condition).length / series.length);
}

/** Whether the run left a chain. */
export function isDrawn<T>(
  run: { readonly draws: T } | { readonly failure: string },
): run is { readonly draws: T } {
  return 'draws' in run;
}
