/** Simulations on worker threads, one at a time each; or in the calling thread. The records are the same. */
import { Worker } from 'node:worker_threads';
import { unpackError } from '../run/packed-error.js';
import { onWorkerDeath } from '../run/pool.js';
import { loadProblem, type CalibrationProblem, type ProblemSource } from './problem.js';
import { runSimulation, type CalibrationSettings, type SimulationRecord } from './run-simulation.js';
import type { CalibrationWorkerData, SimulationReply } from './worker.js';

/** Somebody who runs one simulation after the other. */
export interface Runner {
  run(index: number): Promise<SimulationRecord>;
  close(): Promise<void>;
}

/** @param threads 0 for the calling thread; a problem (not a source) can only be run there */
export async function createRunners(
  problem: CalibrationProblem | ProblemSource,
  settings: CalibrationSettings,
  threads: number,
): Promise<Runner[]> {
  if ('simulate' in problem) return [localRunner(problem, settings)];
  if (threads === 0) return [localRunner(await loadProblem(problem), settings)];
  return Array.from({ length: threads }, () => workerRunner({ source: problem, settings }));
}

/** Gives way to pending events (signals, timers) before each simulation. */
function localRunner(problem: CalibrationProblem, settings: CalibrationSettings): Runner {
  return {
    async run(index) {
      await new Promise((resolve) => setImmediate(resolve));
      return runSimulation(problem, settings, index);
    },
    close: () => Promise.resolve(),
  };
}

function workerRunner(data: CalibrationWorkerData): Runner {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: data });
  let waiting: { resolve(record: SimulationRecord): void; reject(error: Error): void } | null = null;
  let dead: Error | null = null;
  const die = (error: Error): void => {
    dead ??= error;
    waiting?.reject(dead);
  };
  worker.on('message', (reply: SimulationReply) => {
    if ('record' in reply) waiting?.resolve(reply.record);
    else waiting?.reject(unpackError(reply.error));
  });
  onWorkerDeath(worker, 'the calibration', die);
  return {
    run: (index) =>
      new Promise((resolve, reject) => {
        if (dead !== null) {
          reject(dead);
          return;
        }
        waiting = { resolve, reject };
        worker.postMessage(index);
      }),
    async close() {
      waiting = null;
      await worker.terminate();
    },
  };
}
