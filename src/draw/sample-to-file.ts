/** The library's front door: draws a density of the user's own into a chain file and says whether to believe it. */
import type { QuantitySummary } from '../diagnostics/summary.js';
import { InputError } from '../errors.js';
import { packageVersion } from '../package-info.js';
import { loadTarget } from '../run/load-target.js';
import { isObject } from '../run/rules.js';
import { targetProblems } from '../run/target-problems.js';
import { defaultMoves } from '../sampler/moves/registry.js';
import { defaultWalkers } from '../sampler/start.js';
import type { Target, TargetSource } from '../target.js';
import { assessChain, type Assessment } from './assess-chain.js';
import { drawChain, type DrawResult, type DrawUntil, type RunControl } from './draw-chain.js';
import { inLibraryWords, libraryError } from './library-words.js';
import { optionProblems, unsuitedOptions } from './option-problems.js';
import { checkSameDocument } from './same-document.js';

export interface SampleToFileOptions extends Partial<RunControl> {
  /** Where the chain goes: NAME.arrow; while it is drawn NAME.arrows beside it. */
  readonly path: string;
  /** Any number or text; 1 by default. The same seed gives the same bytes. */
  readonly seed?: number | string;
  /** Independent ensembles, 4 by default. */
  readonly ensembles?: number;
  /** Walkers per ensemble, even, at least twice the number of parameters. */
  readonly walkers?: number;
  /** Steps before the first that counts, 1000 by default. */
  readonly warmup?: number;
  /** Every thin-th step is kept, 1 by default. */
  readonly thin?: number;
  /** Mixture of moves, as in 'de:0.8,stretch:0.2'. */
  readonly moves?: string;
  /** Steps after warm-up, whether converged or not. Instead of a goal. */
  readonly steps?: number;
  /** Draw until every quantity has this bulk effective sample size; 1000 when neither steps nor a goal is given. */
  readonly untilEss?: number;
  /** Draw until these are known to these standard errors: means by name, other numbers as 'median:a' or 'q95:a'. */
  readonly untilMcse?: Readonly<Record<string, number>>;
  /** End here even if the goal is not met; 100,000 by default. */
  readonly maxSteps?: number;
  /** Continue the chain that is there: after an interruption, or with more steps or another goal. */
  readonly resume?: boolean;
  /** Replace the chain that is there. */
  readonly overwrite?: boolean;
}

export interface SampleToFileResult extends Pick<DrawResult, 'path' | 'reason' | 'steps'> {
  /** Whether the draws may be believed; false for a run that was interrupted. */
  readonly converged: boolean;
  /** Whether what was asked for is known well enough, and the chain has converged; null for a fixed number of steps. */
  readonly goalMet: boolean | null;
  /** What the goal asked for and the run did not reach, and the steps that it would take. */
  readonly shortfalls: Assessment['shortfalls'];
  /** Why it has not converged, and what to do. */
  readonly problems: Assessment['problems'];
  /**
   * Every parameter and derived quantity, by name, from as many steps as tell something new (all unless they are much denser than the
   * autocorrelation time; the verdict may have looked at fewer); empty for a run that was interrupted.
   */
  readonly summary: Readonly<Record<string, QuantitySummary>>;
}

/**
 * Draws from a target. With a `TargetSource` (a module that exports `createTarget`) worker threads can share the work.
 * @throws InputError for options that cannot work, when a chain is in the way, or when the one to continue is another; RunError
 * when the disk fails or the density is not a number. Committed draws are kept whatever happens.
 */
export async function sampleToFile(
  density: Target | TargetSource,
  options: SampleToFileOptions,
): Promise<SampleToFileResult> {
  try {
    return await drawToFile(density, options);
  } catch (error) {
    throw libraryError(error);
  }
}

async function drawToFile(
  density: Target | TargetSource,
  options: SampleToFileOptions,
): Promise<SampleToFileResult> {
  const wrong = targetProblems(density, 'density');
  const problems = [...wrong, ...optionProblems(options)];
  const isTarget = isObject(density) && 'evaluate' in density;
  // A module is not run before what is known without it makes sense.
  if (wrong.length > 0 || (problems.length > 0 && !isTarget)) throw new InputError(problems);
  const target = isTarget ? (density as unknown as Target) : await loadTarget(density as TargetSource);
  problems.push(...unsuitedOptions(options, density, target));
  if (problems.length > 0) throw new InputError(problems);
  const source = isTarget ? null : (density as TargetSource);
  const settings = {
    seed: String(options.seed ?? 1),
    ensembles: options.ensembles ?? 4,
    walkers: options.walkers ?? defaultWalkers(target.coordinates.length),
    warmup: options.warmup ?? 1000,
    thin: options.thin ?? 1,
    moves: options.moves ?? defaultMoves,
  };
  const until = untilOf(options);
  const stop = 'steps' in until ? until : { ...until.goal, max_steps: until.maxSteps };
  const labels = { seed: settings.seed, version: packageVersion, configSha256: '' };
  const decisive = {
    program: 'licmc',
    version: packageVersion,
    node: process.versions.node,
    sampler: settings,
    start: startOf(target),
  };
  const { path, reason, steps, assessment } = await drawChain({
    ...options,
    target,
    ...(source === null ? {} : { source }),
    threads: source === null ? 0 : (options.threads ?? 0),
    settings,
    until,
    resume: options.resume === true,
    force: options.overwrite === true,
    document: { ...decisive, stop },
    labels,
    // Starts were not recorded before 0.7.0; a chain of another version is refused all the same.
    checkContinues: ({ program, version, node, sampler, start = decisive.start }, where) =>
      checkSameDocument({ program, version, node, sampler, start }, decisive, where),
  });
  return {
    path,
    reason,
    steps,
    converged: assessment?.converged ?? false,
    goalMet: 'steps' in until ? null : (assessment?.goalMet ?? false),
    shortfalls: assessment?.shortfalls ?? [],
    problems: (assessment?.problems ?? []).map((problem) => ({
      ...problem,
      remedy: inLibraryWords(problem.remedy),
    })),
    summary: assessment === null ? {} : summaryOf(path, reason, assessment),
  };
}

/** Where walkers start decides every draw and a function cannot be compared: its values at a few places can. As JSON gives them back. */
function startOf({ coordinates }: Target): unknown {
  const values = coordinates.map((coordinate) => [
    coordinate.id,
    [0.1, 0.5, 0.9].map((u) => coordinate.start(u)),
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(values)));
}

/** A goal is met by a look without standard errors and at fewer rows; any other end has been assessed as the summary is told. */
function summaryOf(
  path: string,
  reason: DrawResult['reason'],
  assessment: Assessment,
): SampleToFileResult['summary'] {
  const { summary } = reason === 'converged' ? assessChain(path, {}) : assessment;
  return Object.fromEntries(summary.quantities.map((q) => [q.id, q]));
}

function untilOf({ steps, untilEss, untilMcse, maxSteps = 100_000 }: SampleToFileOptions): DrawUntil {
  if (steps !== undefined) return { steps };
  const hasGoal = untilEss !== undefined || untilMcse !== undefined;
  const ess = untilEss ?? (hasGoal ? undefined : 1000);
  const goal = {
    ...(ess === undefined ? {} : { until_ess: ess }),
    ...(untilMcse === undefined ? {} : { until_mcse: untilMcse }),
  };
  return { goal, maxSteps };
}
