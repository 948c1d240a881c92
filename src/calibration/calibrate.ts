/** Simulations in parallel, committed in the order of their numbers, so that the journal is the same for any number of threads. */
import type { CalibrationJournal } from './journal.js';
import { createRunners } from './pool.js';
import type { CalibrationProblem, ProblemSource } from './problem.js';
import type { CalibrationSettings, SimulationRecord } from './run-simulation.js';

export interface CalibrationRun {
  readonly problem: CalibrationProblem | ProblemSource;
  readonly settings: CalibrationSettings;
  /** Simulations in all, those in the journal included. */
  readonly simulations: number;
  /** Worker threads; 0 runs everything in the calling thread. */
  readonly threads: number;
  readonly journal: Pick<CalibrationJournal, 'records' | 'append'>;
  /** Starts no further simulation; those that are running are finished and committed. */
  readonly signal?: AbortSignal;
  /** Called after each commit with all records so far. */
  readonly onProgress?: (records: readonly SimulationRecord[]) => void;
}

/**
 * @returns the records, in order: fewer than asked for when the signal came
 * @throws whatever a simulation or the journal throws; what was committed stays
 */
export async function calibrate(run: CalibrationRun): Promise<SimulationRecord[]> {
  const { problem, settings, simulations, threads, journal, signal, onProgress } = run;
  const records = [...journal.records];
  const missing = simulations - records.length;
  if (missing <= 0) return records;
  const early = new Map<number, SimulationRecord>();
  const commit = (record: SimulationRecord): void => {
    early.set(record.index, record);
    for (let next = early.get(records.length); next !== undefined; next = early.get(records.length)) {
      journal.append(next);
      early.delete(next.index);
      records.push(next);
      onProgress?.(records);
    }
  };
  const runners = await createRunners(problem, settings, Math.min(threads, missing));
  let next = records.length;
  let failed = false;
  try {
    await Promise.all(
      runners.map(async (runner) => {
        try {
          while (next < simulations && !failed && signal?.aborted !== true) commit(await runner.run(next++));
        } catch (error) {
          failed = true;
          throw error;
        }
      }),
    );
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
  }
  return records;
}
