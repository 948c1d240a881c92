/** Worker thread: builds the problem once, then runs one simulation per request. Shares and writes nothing. */
import { parentPort, workerData } from 'node:worker_threads';
import { packError, type PackedError } from '../run/packed-error.js';
import { loadProblem, type ProblemSource } from './problem.js';
import { runSimulation, type CalibrationSettings, type SimulationRecord } from './run-simulation.js';

export interface CalibrationWorkerData {
  readonly source: ProblemSource;
  readonly settings: CalibrationSettings;
}

export type SimulationReply = { readonly record: SimulationRecord } | { readonly error: PackedError };

if (parentPort !== null) await serve(parentPort, workerData as CalibrationWorkerData);

async function serve(
  port: NonNullable<typeof parentPort>,
  { source, settings }: CalibrationWorkerData,
): Promise<void> {
  const loaded = await loadProblem(source).then(
    (problem) => ({ problem }),
    (error: unknown) => ({ error: packError(error) }),
  );
  port.on('message', (index: number) => {
    const reply = ((): SimulationReply => {
      if ('error' in loaded) return loaded;
      try {
        return { record: runSimulation(loaded.problem, settings, index) };
      } catch (error) {
        return { error: packError(error) };
      }
    })();
    port.postMessage(reply);
  });
}
