/**
 * The sampling loop, written once: requests blocks, commits them in order, asks whether it is enough. Storage, progress and
 * convergence are the caller's. The committed blocks depend on target, settings and interval alone: not on the number of
 * threads, nor on how often the run was interrupted and resumed.
 */
import type { Block } from '../chain/block.js';
import { InputError } from '../errors.js';
import type { Target, TargetSource } from '../target.js';
import { decodeCheckpoint } from './checkpoint.js';
import type { SamplerSettings } from './ensemble-runner.js';
import { createLocalHost, type EnsembleHost } from './host.js';
import { createLessons } from './lessons.js';
import { loadTarget } from './load-target.js';
import { createWorkerHost } from './pool.js';
import { createChecks, type Checks, type Outlook } from './checks.js';
import { createPace } from './pace.js';
import { createProgressMeter, type Progress } from './progress.js';
import { groupEnd } from './schedule.js';
import { checkRunOptions } from './run-options.js';

/** When a run ends. Steps are counted per ensemble, after warm-up, thinned or not. */
export type StopRule = { readonly steps: number } | UntilConverged;

export interface UntilConverged {
  /** Steps at which the run ends, converged or not. */
  readonly maxSteps: number;
  /** Steps of the first assessment. Each tells when the next one is (schedule.ts): after 1.1 to 2 times as many steps. */
  readonly firstCheck: number;
  /**
   * Assesses the committed rows of the first `steps` steps. Must depend on them alone, or resuming would change the result: a
   * resumed run asks again at the steps where it has been asked before.
   */
  readonly check: (steps: number) => Outlook | Promise<Outlook>;
}

export interface SampleOptions {
  /** The density: an object (then threads = 0) or the module from which each thread builds its own. */
  readonly target: Target | TargetSource;
  /** Worker threads; 0 runs everything in the calling thread. */
  readonly threads: number;
  readonly settings: SamplerSettings;
  /** Steps per committed group, a multiple of `settings.thin`; with a clock fewer where steps are slow, several intervals where they are fast. */
  readonly interval: number;
  readonly stop: StopRule;
  /** Takes one block per ensemble, in ensemble order; the next call comes after its promise settles. Warm-up blocks have no rows. */
  readonly commit: (blocks: readonly Block[]) => void | Promise<void>;
  /** Last committed checkpoint of each ensemble, in ensemble order: the run continues there. */
  readonly resumeFrom?: readonly Uint8Array[];
  /** Ends the run after the group being worked on is committed. */
  readonly signal?: AbortSignal;
  /** Called after each commit. */
  readonly onProgress?: (progress: Progress) => void;
  /** Milliseconds of a steady clock, for the rates in `Progress`; without it they are null. */
  readonly clock?: () => number;
}

export interface SampleResult {
  /** What ended the run. */
  readonly reason: 'steps' | 'converged' | 'max-steps' | 'interrupted';
  /** Steps after warm-up; 0 while warming up. */
  readonly steps: number;
  /** Steps since the start, warm-up included. */
  readonly iteration: number;
}

/**
 * Draws from a target until the stop rule is met.
 * @throws InputError for settings that cannot work, when no walker finds a start, or for checkpoints of another run; RunError
 * where the density is NaN or a thread dies; whatever the target, `commit` or `check` throws. What was committed stays.
 */
export async function sample(options: SampleOptions): Promise<SampleResult> {
  checkRunOptions(options);
  const iteration = resumedIteration(options);
  const checks = createChecks(options.stop, options.interval);
  await checks.replay(iteration - options.settings.warmup);
  const host = await openHost(options);
  try {
    return await drive(host, options, iteration, checks);
  } finally {
    await host.close();
  }
}

async function openHost({ target, threads, settings, resumeFrom }: SampleOptions): Promise<EnsembleHost> {
  if ('evaluate' in target) return createLocalHost(target, settings, resumeFrom);
  if (threads === 0) return createLocalHost(await loadTarget(target), settings, resumeFrom);
  return createWorkerHost(target, settings, threads, resumeFrom);
}

async function drive(
  host: EnsembleHost,
  options: SampleOptions,
  start: number,
  checks: Checks,
): Promise<SampleResult> {
  const { settings, interval, stop, signal, clock } = options;
  const { warmup, ensembles, thin } = settings;
  const limit = 'steps' in stop ? stop.steps : stop.maxSteps;
  const meter = createProgressMeter(options, start, checks);
  const pace = createPace(interval, thin, clock);
  const groups: { readonly end: number; readonly blocks: Promise<Block[]> }[] = [];
  const lessons = createLessons(settings);
  let checkpoints = options.resumeFrom ?? [];
  let requested = start;
  const request = (iteration: number): void => {
    // Nothing after a lesson can be requested before everything up to it is there.
    while (groups.length <= host.lookAhead && requested < Math.min(warmup + limit, lessons.next(iteration))) {
      const most = pace.most;
      const end = Math.min(
        groupEnd(requested, { warmup, interval, limit, most, check: checks.next }),
        lessons.next(requested),
      );
      const lesson = requested === iteration ? lessons.at(iteration, checkpoints) : undefined;
      const steps = end - requested;
      const blocks = inOrder(Array.from({ length: ensembles }, (_, k) => host.advance(k, steps, lesson)));
      // A group requested ahead may never be awaited, because the run ends before it: then its failure is none of the run's.
      blocks.catch(() => undefined);
      groups.push({ end, blocks });
      requested = end;
    }
  };
  for (let iteration = start; ;) {
    const steps = Math.max(0, iteration - warmup);
    const ended = steps > 0 ? await checks.verdict(steps) : null;
    const reason = ended ?? (signal?.aborted === true ? 'interrupted' : null);
    if (reason !== null) return { reason, steps, iteration };
    request(iteration);
    const { end, blocks } = groups.shift()!;
    const committed = await blocks;
    checkpoints = committed.map(({ checkpoint }) => checkpoint);
    // Threads that wait for a lesson go on while the group before it is written: during warm-up no verdict is due.
    if (host.lookAhead > 0 && lessons.next(end - 1) === end) request(end);
    await options.commit(committed);
    pace.committed(end - iteration);
    iteration = end;
    meter.report(iteration, committed);
  }
}

/** All results, or the error of the first ensemble that failed, whichever failed first in time: the same message every time. */
async function inOrder(promises: readonly Promise<Block>[]): Promise<Block[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** Where the checkpoints stand; 0 for a new run. */
function resumedIteration({ resumeFrom, settings }: SampleOptions): number {
  if (resumeFrom === undefined) return 0;
  const where = 'checkpoints';
  const iterations = resumeFrom.map((bytes) => decodeCheckpoint(bytes).state.iteration);
  if (iterations.length !== settings.ensembles)
    throw new InputError({
      where,
      expected: `one for each of ${settings.ensembles} ensembles`,
      got: `${iterations.length}`,
    });
  if (new Set(iterations).size !== 1)
    throw new InputError({ where, expected: 'all ensembles at the same step', got: iterations.join(', ') });
  return iterations[0];
}
