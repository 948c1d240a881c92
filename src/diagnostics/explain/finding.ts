/** What a diagnosis names: the cause, not its consequences. */
import type { Draws } from '../../chain/draws.js';
import type { ChainColumn } from '../../chain/columns.js';
import type { ChainSummary } from '../summary.js';
import type { ConvergenceProblem } from '../verdict.js';
import type { ThinnedRows } from './thinned-rows.js';

/** A cause, with the quantities involved and what to do about it. */
export interface Finding {
  readonly code:
    | 'nan_region'
    | 'stuck_walkers'
    | 'isolated_mode'
    | 'too_few_walkers'
    | 'not_identified'
    | 'prior_edge'
    | 'too_short';
  readonly message: string;
  /** What to do about it: whole sentences. */
  readonly remedy: string;
  readonly parameters: readonly string[];
}

/** All that the rules look at: the draws, what was computed of them, and what the chain's metadata say. */
export interface Evidence {
  readonly draws: Draws;
  readonly summary: ChainSummary;
  /** What the verdict found: the consequences. */
  readonly problems: readonly ConvergenceProblem[];
  /** Sampled coordinates, with the supports of their priors. */
  readonly coordinates: readonly ChainColumn[];
  /** Everything else but the index columns. */
  readonly others: readonly ChainColumn[];
  readonly rows: ThinnedRows;
  /** Names of the moves that drew the chain; empty when unknown. */
  readonly moves: readonly string[];
  /** Accepted share of all proposals; NaN when unknown. */
  readonly acceptance: number;
}

/** "a", "a and b", "a, b and c". */
export function listed(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)!}`;
}
