/** Ensembles on worker threads: ensemble k lives in worker k mod threads for the whole run. */
import { Worker } from 'node:worker_threads';
import type { Block } from '../chain/block.js';
import { RunError } from '../errors.js';
import type { TargetSource } from '../target.js';
import type { SamplerSettings } from './ensemble-runner.js';
import type { EnsembleHost } from './host.js';
import { unpackError } from './packed-error.js';
import type { AdvanceReply, AdvanceRequest, WorkerData } from './worker.js';

interface Waiting {
  resolve(block: Block): void;
  reject(error: Error): void;
}

/** Starts the threads; each builds its own target. A thread that cannot start or dies fails the requests to its ensembles. */
export function createWorkerHost(
  source: TargetSource,
  settings: SamplerSettings,
  threads: number,
  checkpoints?: readonly Uint8Array[],
): EnsembleHost {
  const held = Array.from({ length: settings.ensembles }, (_, ensemble) => ({
    ensemble,
    checkpoint: checkpoints?.[ensemble] ?? null,
  }));
  const count = Math.min(threads, settings.ensembles);
  const members = Array.from({ length: count }, (_, t) =>
    startMember({ source, settings, ensembles: held.filter(({ ensemble }) => ensemble % count === t) }),
  );
  return {
    lookAhead: 2,
    advance: (ensemble, steps, lesson) => members[ensemble % count].advance({ ensemble, steps, lesson }),
    async close() {
      await Promise.all(members.map((member) => member.close()));
    },
  };
}

interface Member {
  advance(request: AdvanceRequest): Promise<Block>;
  close(): Promise<void>;
}

function startMember(data: WorkerData): Member {
  // `node --input-type=module -e CODE` hands that option to its threads, and Node refuses it there.
  const typed = process.execArgv.some((option) => option.startsWith('--input-type'));
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: data,
    ...(typed ? { execArgv: [] } : {}),
  });
  /** By ensemble, oldest request first. */
  const waiting = new Map<number, Waiting[]>(data.ensembles.map(({ ensemble }) => [ensemble, []]));
  let dead: Error | null = null;
  const die = (error: Error): void => {
    dead ??= error;
    for (const queue of waiting.values()) for (const request of queue.splice(0)) request.reject(dead);
  };
  worker.on('message', (reply: AdvanceReply) => {
    const request = waiting.get(reply.ensemble)?.shift();
    if ('block' in reply) request?.resolve(reply.block);
    else request?.reject(unpackError(reply.error));
  });
  onWorkerDeath(worker, 'the run', die);
  return {
    advance: (request) =>
      new Promise((resolve, reject) => {
        if (dead !== null) {
          reject(dead);
          return;
        }
        waiting.get(request.ensemble)!.push({ resolve, reject });
        worker.postMessage(request);
      }),
    async close() {
      for (const queue of waiting.values()) queue.length = 0;
      await worker.terminate();
    },
  };
}

/**
 * Tells once or more often that a thread can answer no more, and why.
 * @param work what it was there for, as in "ended before <work> was over"
 */
export function onWorkerDeath(worker: Worker, work: string, die: (error: Error) => void): void {
  worker.on('error', (error: Error & { readonly code?: string }) => {
    die(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new RunError(`worker thread: ${error.message}`) : error);
  });
  worker.on('messageerror', die);
  worker.on('exit', (code) =>
    die(new RunError(`worker thread: ended before ${work} was over (exit code ${code})`)),
  );
}
