/** Who runs the ensembles: this thread, or worker threads (pool.ts). The blocks are the same. */
import type { Block } from '../chain/block.js';
import type { Target } from '../target.js';
import {
  createEnsembleRunner,
  type EnsembleRunner,
  type Lesson,
  type SamplerSettings,
} from './ensemble-runner.js';

export interface EnsembleHost {
  /** Groups of blocks worth requesting before the previous one is committed, so that nobody waits for the disk. */
  readonly lookAhead: number;
  /** Advances one ensemble. Requests for the same ensemble are served in order; after a failure all of them fail. */
  advance(ensemble: number, steps: number, lesson?: Lesson): Promise<Block>;
  /** Ends the threads. Requests that are still open stay unanswered. */
  close(): Promise<void>;
}

/**
 * Several ensembles in one thread, each started or restored when first advanced. A failure leaves an ensemble in the middle
 * of a step, so it is thrown again by every later call for that ensemble.
 */
export function serveEnsembles(
  target: Target,
  settings: SamplerSettings,
  checkpointOf: (ensemble: number) => Uint8Array | undefined,
): (ensemble: number, steps: number, lesson?: Lesson) => Block {
  const runners = new Map<number, EnsembleRunner>();
  const failures = new Map<number, { readonly thrown: unknown }>();
  return (ensemble, steps, lesson) => {
    const failure = failures.get(ensemble);
    if (failure !== undefined) throw failure.thrown;
    try {
      let runner = runners.get(ensemble);
      if (runner === undefined) {
        runner = createEnsembleRunner(target, settings, ensemble, checkpointOf(ensemble));
        runners.set(ensemble, runner);
      }
      return runner.advance(steps, lesson);
    } catch (thrown) {
      failures.set(ensemble, { thrown });
      throw thrown;
    }
  };
}

/** Runs all ensembles in the calling thread, giving way to pending events (signals, timers) before each block. */
export function createLocalHost(
  target: Target,
  settings: SamplerSettings,
  checkpoints?: readonly Uint8Array[],
): EnsembleHost {
  const advance = serveEnsembles(target, settings, (ensemble) => checkpoints?.[ensemble]);
  return {
    lookAhead: 0,
    async advance(ensemble, steps, lesson) {
      await new Promise((resolve) => setImmediate(resolve));
      return advance(ensemble, steps, lesson);
    },
    close: () => Promise.resolve(),
  };
}
