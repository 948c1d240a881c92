/** What a chain's own record says of the goal it was drawn for. */
import type { Chain } from '../chain/reader.js';
import type { Assessment, Goal } from './assess-chain.js';

/** When a run stops, as its record tells it. */
export type RecordedStop = Goal & { readonly steps?: number; readonly max_steps?: number };

/** The two kinds of documents: of a configuration, and of a user's own density. */
interface StopDocument {
  readonly config?: { readonly stop?: RecordedStop };
  readonly stop?: RecordedStop;
  readonly merged?: unknown;
  readonly goal_met?: boolean;
}

/** The stop rule that a run was begun with, or finished under; empty where the chain tells none. */
export function recordedStop(document: Readonly<Record<string, unknown>>): RecordedStop {
  const { config, stop } = document as StopDocument;
  return config?.stop ?? stop ?? {};
}

/** Null for a fixed number of steps, for a chain made elsewhere, and for a merged one: its jobs had goals, perhaps others, and it has none. */
export function recordedGoal(document: Readonly<Record<string, unknown>>): Goal | null {
  const { until_ess, until_mcse } = recordedStop(document);
  if ((document as StopDocument).merged !== undefined) return null;
  if (until_ess === undefined && until_mcse === undefined) return null;
  return {
    ...(until_ess === undefined ? {} : { until_ess }),
    ...(until_mcse === undefined ? {} : { until_mcse }),
  };
}

/**
 * Whether a chain has met the goal it was drawn for, null without one: of a finished chain as the run itself saw it, of one that goes on
 * (whose record may be that of an earlier end) as a look at it does.
 */
export function goalMetOf(
  { metadata, state }: Pick<Chain, 'metadata' | 'state'>,
  look: Pick<Assessment, 'goalMet'> | null,
): boolean | null {
  if (recordedGoal(metadata.document) === null) return null;
  const { goal_met } = metadata.document as StopDocument;
  return (state === 'finished' ? goal_met : undefined) ?? look?.goalMet ?? false;
}
