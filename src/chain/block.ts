/**
 * What one ensemble hands over after one interval of a run: the rows a chain file stores and the bytes from which the
 * ensemble continues. Plain data in typed arrays, so that a worker thread can post it without copying.
 */
export interface Block {
  /** Which independent ensemble, from 0. */
  readonly ensemble: number;
  /**
   * [kept] Numbers of the kept steps, ascending. A step is one update of every walker; the first step after warm-up is
   * number 1 and, with thinning t, the steps t, 2t, 3t ... are kept. Empty for a block of warm-up.
   */
  readonly steps: Uint32Array;
  /** Walkers per kept step. */
  readonly walkers: number;
  /**
   * One array [kept * walkers] per chain column, rows sorted by step, then walker (row = kept index * walkers + walker).
   * Order: log_posterior, log_prior, log_likelihood, terms, coordinates, derived, as in the target.
   */
  readonly columns: readonly Float64Array[];
  /** Steps since the start, warm-up included, at the end of the block: with `warmup` steps of warm-up, step = iteration - warmup. */
  readonly iteration: number;
  /** The complete state of the ensemble and its random stream at the end of the block (see run/checkpoint). */
  readonly checkpoint: Uint8Array;
}

/** Number of rows of a block. */
export function blockRows(block: Block): number {
  return block.steps.length * block.walkers;
}
