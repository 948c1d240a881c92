/** Draws a target into a chain file: sampler, journal and convergence assessment put together. Knows no particular target. */
import type { Block } from '../chain/block.js';
import { chainColumns } from '../chain/columns.js';
import { finishJournal } from '../chain/finish.js';
import { followChain } from '../chain/reader.js';
import type { Evidence } from '../evidence/evidence.js';
import { readAcceptance } from '../run/acceptance.js';
import type { SamplerSettings } from '../run/ensemble-runner.js';
import type { Progress } from '../run/progress.js';
import { sample } from '../run/sample.js';
import type { SampleOptions, SampleResult } from '../run/sample.js';
import type { Target, TargetSource } from '../target.js';
import { assessChain, checkGoal, judgedIds } from './assess-chain.js';
import type { Assessment, Goal } from './assess-chain.js';
import { createGoalCheck, type GoalCheck } from './goal-check.js';
import { openChainFile, type ChainFileOptions } from './open-chain-file.js';
import { temperingOutcome, type TemperingOutcome } from './tempering-outcome.js';

/** How a run is watched and ended; none of it decides a draw. */
export interface RunControl {
  /** Worker threads; 0 draws in this thread. */
  readonly threads: number;
  /** Ends the run after the group being worked on is committed. */
  readonly signal?: AbortSignal;
  /** Asked when the run was ended by the signal: true finishes the chain all the same, as after its last step. */
  readonly timeIsUp?: () => boolean;
  readonly onProgress?: (progress: Progress, lastCheck: Pick<GoalCheck, 'minEss'> | null) => void;
  /** Something a person should know but that does not stop the run. */
  readonly onNote?: (text: string) => void;
  /** Milliseconds of a steady clock. */
  readonly clock?: () => number;
}

/** A fixed number of steps after warm-up, or a goal and the steps at which the run ends without it. */
export type DrawUntil = { readonly steps: number } | { readonly goal: Goal; readonly maxSteps: number };

export interface ChainRun extends RunControl, ChainFileOptions {
  readonly target: Target;
  /** From which threads build the same target. */
  readonly source?: TargetSource;
  readonly settings: SamplerSettings;
  readonly until: DrawUntil;
}

export interface DrawResult {
  /** The finished chain, or the journal when the run was interrupted. */
  readonly path: string;
  readonly reason: SampleResult['reason'] | 'time';
  /** Steps after warm-up, per ensemble. */
  readonly steps: number;
  /** Of the whole chain, perhaps without standard errors; null when the run was interrupted. */
  readonly assessment: Assessment | null;
  /** Of a tempered run; null of another, and when the run was interrupted. */
  readonly evidence: Evidence | null;
}

/** How the sampler fared: added to the document when the chain is finished. */
export interface RunOutcome {
  /** Steps after warm-up, per ensemble. */
  readonly steps: number;
  readonly warmup: number;
  /** Whether the draws may be believed, as the last look saw it; null for a fixed number of steps. */
  readonly converged: boolean | null;
  /** Whether the goal was met, which takes convergence too; left out for a fixed number of steps. */
  readonly goal_met?: boolean;
  /** Every how many kept steps the last look took (see `Assessment.every`); not of a merged or imported chain. */
  readonly every?: number;
  readonly ensembles: readonly {
    readonly ensemble: number;
    readonly acceptance: number;
    readonly walkers: readonly number[];
    readonly moves: readonly {
      readonly name: string;
      readonly proposed: number;
      readonly accepted: number;
    }[];
  }[];
  /** Of a tempered run. */
  readonly tempering?: TemperingOutcome;
}

/** Steps after which convergence is first assessed. */
const FIRST_CHECK = 1_000;

/**
 * Draws until the run is over and finishes the chain file. Whatever happens, committed draws are kept.
 * @throws InputError when there already is a chain, or when the one to continue was drawn under other conditions; RunError
 * when the disk fails or the density is not a number
 */
export async function drawChain(run: ChainRun): Promise<DrawResult> {
  const { target, threads, source, settings, until, onProgress } = run;
  const columns = chainColumns(target);
  const goal = 'goal' in until ? until.goal : {};
  checkGoal(goal, judgedIds({ columns }));
  const { journal, checkpoints } = openChainFile(run, target, columns);
  let last = checkpoints;
  try {
    const ask = createGoalCheck(followChain(journal.path), goal);
    let lastCheck: GoalCheck | null = null;
    const result = await sample({
      ...(threads === 0 || source === undefined ? { target, threads: 0 } : { target: source, threads }),
      settings,
      interval: commitInterval(settings.thin),
      stop:
        'goal' in until
          ? {
              maxSteps: until.maxSteps,
              firstCheck: FIRST_CHECK,
              check: (steps) => (lastCheck = ask(steps)),
            }
          : until,
      ...(checkpoints.length === 0 ? {} : { resumeFrom: checkpoints }),
      ...(run.signal === undefined ? {} : { signal: run.signal }),
      ...(run.clock === undefined ? {} : { clock: run.clock }),
      ...(onProgress === undefined
        ? {}
        : { onProgress: (progress: Progress) => onProgress(progress, lastCheck) }),
      commit: (blocks: readonly Block[]) => {
        journal.commit(blocks);
        last = blocks.map(({ checkpoint }) => checkpoint);
      },
    } satisfies SampleOptions);
    const reason = result.reason === 'interrupted' && run.timeIsUp?.() === true ? 'time' : result.reason;
    const { steps } = result;
    if (reason === 'interrupted' || steps < settings.thin)
      return { path: journal.path, reason, steps, assessment: null, evidence: null };
    const assessment = reason === 'converged' ? lastCheck!.assessment! : assessChain(journal.path, goal);
    const tempering = temperingOutcome(last);
    const outcome: RunOutcome = {
      steps,
      warmup: settings.warmup,
      converged: 'goal' in until ? assessment.converged : null,
      ...('goal' in until ? { goal_met: assessment.goalMet } : {}),
      every: assessment.every,
      ensembles: outcomeOf(last),
      ...(tempering === null ? {} : { tempering }),
    };
    const path = finishJournal(journal, { ...run.document, ...outcome });
    return { path, reason, steps, assessment, evidence: tempering?.evidence ?? null };
  } finally {
    journal.close();
  }
}

/** Steps per committed group: about a hundred, a multiple of the thinning. */
function commitInterval(thin: number): number {
  return thin * Math.max(1, Math.round(100 / thin));
}

/** What the states of all ensembles tell of them. */
export function outcomeOf(checkpoints: readonly Uint8Array[]): RunOutcome['ensembles'] {
  return checkpoints.map((bytes) => {
    const { ensemble, acceptance, walkers, moves } = readAcceptance(bytes);
    return { ensemble, acceptance, walkers, moves };
  });
}
