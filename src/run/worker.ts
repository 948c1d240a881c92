/**
 * Worker thread: builds the target once, then serves `advance` requests for the ensembles it holds. It shares nothing
 * with other threads and writes nothing; the main thread owns all files.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from '../chain/block.js';
import type { TargetSource } from '../target.js';
import type { Lesson, SamplerSettings } from './ensemble-runner.js';
import { serveEnsembles } from './host.js';
import { loadTarget } from './load-target.js';
import { packError, type PackedError } from './packed-error.js';

export interface WorkerData {
  readonly source: TargetSource;
  readonly settings: SamplerSettings;
  /** Ensembles held by this worker, each with the checkpoint it continues from, or null. */
  readonly ensembles: readonly { readonly ensemble: number; readonly checkpoint: Uint8Array | null }[];
}

export interface AdvanceRequest {
  readonly ensemble: number;
  readonly steps: number;
  readonly lesson?: Lesson | undefined;
}

/** The answer to one request. Answers for one ensemble come in the order of its requests. */
export type AdvanceReply =
  | { readonly ensemble: number; readonly block: Block }
  | { readonly ensemble: number; readonly error: PackedError };

if (parentPort !== null) await serve(parentPort, workerData as WorkerData);

async function serve(
  port: NonNullable<typeof parentPort>,
  { source, settings, ensembles }: WorkerData,
): Promise<void> {
  const loaded = await loadTarget(source).then(
    (target) => {
      const checkpoints = new Map(
        ensembles.map(({ ensemble, checkpoint }) => [ensemble, checkpoint ?? undefined]),
      );
      return { advance: serveEnsembles(target, settings, (ensemble) => checkpoints.get(ensemble)) };
    },
    (error: unknown) => ({ error: packError(error) }),
  );
  port.on('message', ({ ensemble, steps, lesson }: AdvanceRequest) => {
    const reply = ((): AdvanceReply => {
      if ('error' in loaded) return { ensemble, error: loaded.error };
      try {
        return { ensemble, block: loaded.advance(ensemble, steps, lesson) };
      } catch (error) {
        return { ensemble, error: packError(error) };
      }
    })();
    port.postMessage(reply, 'block' in reply ? buffersOf(reply.block) : []);
  });
}

function buffersOf({ steps, columns, checkpoint }: Block): ArrayBuffer[] {
  return [steps.buffer, ...columns.map((column) => column.buffer), checkpoint.buffer] as ArrayBuffer[];
}
