import { decodeCheckpoint } from './checkpoint.js';

/** How one ensemble's proposals fared since the end of warm-up (during warm-up: since the start). */
export interface EnsembleAcceptance {
  readonly ensemble: number;
  /** Steps counted. */
  readonly steps: number;
  /** Accepted share of all proposals; NaN when no step was counted. */
  readonly acceptance: number;
  /** [walkers] accepted share of each walker's proposals. */
  readonly walkers: readonly number[];
  /** Proposals by move, in the order of the mixture. */
  readonly moves: readonly { readonly name: string; readonly proposed: number; readonly accepted: number }[];
}

/** Reads the acceptance counts out of a checkpoint. @throws InputError for bytes that are no checkpoint */
export function readAcceptance(checkpoint: Uint8Array): EnsembleAcceptance {
  const { ensemble, counts } = decodeCheckpoint(checkpoint).state;
  const { steps, accepted, moves, moveProposed, moveAccepted } = counts;
  const walkers = Array.from(accepted, (n) => n / steps);
  return {
    ensemble,
    steps,
    acceptance: walkers.reduce((sum, share) => sum + share, 0) / walkers.length,
    walkers,
    moves: moves.map((name, i) => ({ name, proposed: moveProposed[i], accepted: moveAccepted[i] })),
  };
}
