/** Draws a posterior into a chain file: sampler, journal and convergence assessment put together. */
import { existsSync } from 'node:fs';
import type { Assessment } from './assess-chain.js';
import { assessChain, judgedIds, unknownQuantity } from './assess-chain.js';
import type { Block } from '../chain/block.js';
import { chainColumns } from '../chain/columns.js';
import { finishJournal } from '../chain/finish.js';
import { createJournal } from '../chain/journal.js';
import type { Journal } from '../chain/journal.js';
import { journalPath } from '../chain/paths.js';
import { openChain } from '../chain/reader.js';
import { recoverJournal } from '../chain/recover.js';
import { reopenFinished } from '../chain/reopen.js';
import type { ResolvedConfig, StopRule } from '../config/resolved.js';
import { InputError } from '../errors.js';
import { compilePosterior } from './posterior.js';
import { readAcceptance } from '../run/acceptance.js';
import type { Progress } from '../run/progress.js';
import { sample } from '../run/sample.js';
import type { SampleOptions, SampleResult } from '../run/sample.js';
import { checkSameRun, recordOf, runRecord } from './run-record.js';
import type { RunOutcome, RunRecord } from './run-record.js';
import type { Target } from '../target.js';

export interface DrawOptions {
  readonly config: ResolvedConfig;
  /** NAME.arrow, where the finished chain goes; the running one is NAME.arrows beside it. */
  readonly path: string;
  /** Worker threads; 0 draws in this thread. The draws do not depend on it. */
  readonly threads: number;
  /** Continue what is there: an unfinished chain, or a finished one under a further stop rule. */
  readonly resume: boolean;
  /** Replace what is there. */
  readonly force: boolean;
  /** Ends the run after the group being worked on is committed. */
  readonly signal?: AbortSignal;
  /** Asked when the run was ended by the signal: true finishes the chain all the same, as after its last step. */
  readonly timeIsUp?: () => boolean;
  readonly onProgress?: (progress: Progress, lastAssessment: Assessment | null) => void;
  /** Something a person should know but that does not stop the run. */
  readonly onNote?: (text: string) => void;
  /** Milliseconds of a steady clock. */
  readonly clock?: () => number;
}

export interface DrawResult {
  /** The finished chain, or the journal when the run was interrupted. */
  readonly path: string;
  readonly reason: SampleResult['reason'] | 'time';
  /** Steps after warm-up, per ensemble. */
  readonly steps: number;
  /** Of the whole chain; null when the run was interrupted. */
  readonly assessment: Assessment | null;
}

/** Steps when a configuration names neither steps nor a goal. */
const defaultSteps = 10_000;

/** Steps after which convergence is first assessed, and the factor from one assessment to the next: little is drawn too much. */
const firstCheck = 1_000;
const growth = 1.3;

/**
 * Draws until the stop rule is met and finishes the chain file. Whatever happens, committed draws are kept.
 * @throws InputError when there already is a chain, or when the one to continue was drawn under other conditions; RunError
 * when the disk fails or the likelihood is not a number
 */
export async function drawPosterior(options: DrawOptions): Promise<DrawResult> {
  const { config } = options;
  const target = compilePosterior(config);
  if (target.coordinates.length === 0) {
    throw new InputError({
      where: `${config.name}: parameters`,
      expected: 'at least one parameter with a prior',
      got: 'none',
      hint: 'Give one a `prior`.',
    });
  }
  const known = judgedIds({ columns: chainColumns(target) });
  for (const id of Object.keys(config.stop.until_mcse ?? {}))
    if (!known.includes(id)) throw unknownQuantity(id, known);
  const record = runRecord(config);
  const { journal, checkpoints } = openChainFile(options, target, record);
  let last = checkpoints;
  try {
    let assessment: Assessment | null = null;
    const assess = (): Assessment => (assessment = assessChain(journal.path, config.stop));
    const { onProgress } = options;
    const result = await sample({
      ...targetOptions(options, target),
      settings: { ...config.sampler, seed: String(config.sampler.seed) },
      interval: commitInterval(config.sampler.thin),
      stop: stopRule(config.stop, assess),
      ...(checkpoints.length === 0 ? {} : { resumeFrom: checkpoints }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(onProgress === undefined
        ? {}
        : { onProgress: (progress: Progress) => onProgress(progress, assessment) }),
      commit: (blocks: readonly Block[]) => {
        journal.commit(blocks);
        last = blocks.map(({ checkpoint }) => checkpoint);
      },
    });
    const reason = result.reason === 'interrupted' && options.timeIsUp?.() === true ? 'time' : result.reason;
    const { steps } = result;
    if (reason === 'interrupted' || steps < config.sampler.thin)
      return { path: journal.path, reason, steps, assessment: null };
    const final = reason === 'steps' || reason === 'time' ? assess() : assessment!;
    const path = finishJournal(journal, { ...record, ...outcome(config, result, last) });
    return { path, reason, steps, assessment: final };
  } finally {
    journal.close();
  }
}

/** Steps per committed group: about a hundred, a multiple of the thinning. */
function commitInterval(thin: number): number {
  return thin * Math.max(1, Math.round(100 / thin));
}

/** Functions cannot be posted to a thread: with threads the posterior is built again in each, from the configuration. */
function targetOptions(
  { config, threads }: DrawOptions,
  target: Target,
): Pick<SampleOptions, 'target' | 'threads'> {
  if (threads === 0) return { target, threads };
  return { target: { module: new URL('./posterior.js', import.meta.url).href, options: config }, threads };
}

function stopRule(stop: StopRule, assess: () => Assessment): SampleOptions['stop'] {
  if (stop.until_ess === undefined && stop.until_mcse === undefined)
    return { steps: stop.steps ?? defaultSteps };
  return { maxSteps: stop.max_steps, firstCheck, growth, converged: () => assess().goalMet };
}

interface OpenedChain {
  readonly journal: Journal;
  /** Last state of each ensemble; none for a new chain. */
  readonly checkpoints: readonly Uint8Array[];
}

function openChainFile(
  { config, path, resume, force, onNote }: DrawOptions,
  target: Target,
  record: RunRecord,
): OpenedChain {
  const running = journalPath(path);
  if (!resume) {
    if (!force && existsSync(path)) {
      throw new InputError({
        where: path,
        expected: 'no chain of this name',
        got: 'one that is there already',
        hint: 'Continue it with --resume, replace it with --force, or choose another --out.',
      });
    }
    const metadata = {
      document: { ...record },
      seed: String(config.sampler.seed),
      version: record.version,
      configSha256: record.config_sha256,
    };
    return {
      journal: createJournal(running, chainColumns(target), metadata, { overwrite: force }),
      checkpoints: [],
    };
  }
  const unfinished = existsSync(running);
  checkConditions(unfinished ? running : path, record);
  const { journal, checkpoints, discarded } = unfinished ? recoverJournal(running) : reopenFinished(path);
  if (discarded !== null)
    onNote?.(
      `${running}: left out ${discarded.bytes} bytes after the last whole commit (${discarded.reason})`,
    );
  return { journal, checkpoints: checkpoints.map(({ checkpoint }) => checkpoint) };
}

/** Before anything is touched: the chain must have been begun under the same conditions. */
function checkConditions(path: string, record: RunRecord): void {
  const chain = openChain(path);
  chain.close();
  checkSameRun(recordOf(chain.metadata.document, path), record, path);
}

function outcome(
  { sampler, stop }: ResolvedConfig,
  { steps, reason }: SampleResult,
  checkpoints: readonly Uint8Array[],
): RunOutcome {
  const hasGoal = stop.until_ess !== undefined || stop.until_mcse !== undefined;
  return {
    steps,
    warmup: sampler.warmup,
    converged: hasGoal ? reason === 'converged' : null,
    ensembles: checkpoints.map((bytes) => {
      const { ensemble, acceptance, walkers, moves } = readAcceptance(bytes);
      return { ensemble, acceptance, walkers, moves };
    }),
  };
}
