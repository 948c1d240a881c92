/** Where each ensemble stands: what a journal keeps per commit and a finished chain at its end. */
import { canonicalJson } from './canonical-json.js';

export interface EnsembleCheckpoint {
  readonly ensemble: number;
  readonly walkers: number;
  /** Steps since the start, warm-up included. */
  readonly iteration: number;
  /** The opaque state the sampler handed over with its block. */
  readonly checkpoint: Uint8Array;
}

/** Schema metadata key of a finished chain's checkpoints. */
export const CHECKPOINTS_KEY = 'licmc.checkpoints';

export function encodeState(checkpoint: Uint8Array): string {
  return Buffer.from(checkpoint.buffer, checkpoint.byteOffset, checkpoint.byteLength).toString('base64');
}

/** A plain Uint8Array of its own memory: the buffer pool of Node must not leak into what callers keep or post. */
export function decodeState(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

/** As JSON text, in the order given. */
export function encodeCheckpoints(checkpoints: readonly EnsembleCheckpoint[]): string {
  return canonicalJson(
    checkpoints.map(({ ensemble, walkers, iteration, checkpoint }) => ({
      ensemble,
      walkers,
      iteration,
      checkpoint: encodeState(checkpoint),
    })),
  );
}

/** The inverse of `encodeCheckpoints`; the text's seal has been checked. */
export function decodeCheckpoints(text: string): EnsembleCheckpoint[] {
  const stored = JSON.parse(text) as (Omit<EnsembleCheckpoint, 'checkpoint'> & { checkpoint: string })[];
  return stored.map((entry) => ({ ...entry, checkpoint: decodeState(entry.checkpoint) }));
}
