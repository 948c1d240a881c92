import { join } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { loadConfig } from '../../config/load.js';
import { measurementsOf } from '../../config/measurements.js';
import type { Assignment, Overrides } from '../../config/overrides.js';
import type { ResolvedConfig, StopRule } from '../../config/resolved.js';
import { overlappingPairs } from '../../data/overlapping-pairs.js';
import { drawPosterior } from '../../inference/draw-posterior.js';
import type { Evidence } from '../../evidence/evidence.js';
import type { DrawResult } from '../../draw/draw-chain.js';
import { explainChainFile } from '../../draw/explain-chain.js';
import { InputError, together, type Problem } from '../../errors.js';
import type { Progress } from '../../run/progress.js';
import { parseMoveMix, moveMixWarning } from '../../sampler/moves/registry.js';
import type { CommandResult, Report } from '../command.js';
import { goalProblems, goalText } from '../goal-text.js';
import { interruption } from '../interruption.js';
import {
  assignments,
  chainFile,
  evenNumber,
  parseDuration,
  positiveNumber,
  standardErrors,
  wholeNumber,
} from '../options.js';
import { createProgress } from '../progress.js';
import type { ProgressState } from '../progress.js';
import { problemLines } from '../problem-lines.js';
import { formatCount, formatRhat } from '../table.js';
import { threadsFor } from '../threads.js';

/** Set by `sample`; they decide when a run stops and how it runs, not what it draws. */
interface RunOptions {
  readonly steps?: number | undefined;
  readonly untilEss?: number | undefined;
  readonly untilMcse?: readonly Assignment[];
  readonly maxSteps?: number | undefined;
}

/** `licmc sample`: draws the posterior into a chain file. */
export function sample(program: Command, report: Report): void {
  program
    .command('sample')
    .description('draws the posterior of a configuration into chains/<name>.arrow')
    .argument('[CONFIG]', 'a file or the name of a shipped configuration', 'lic')
    .option(
      '--out <FILE>',
      'where the chain goes (default: chains/<configuration name>.arrow)',
      chainFile('--out'),
    )
    .option('--seed <N>', 'seed of the random streams', wholeNumber('--seed', 0))
    .option('--ensembles <N>', 'independent ensembles', wholeNumber('--ensembles', 1))
    .option('--walkers <N>', 'walkers per ensemble, even', evenNumber('--walkers'))
    .option('--steps <N>', 'steps after the warm-up, whether converged or not', wholeNumber('--steps', 1))
    .option('--warmup <N>', 'steps that are not kept', wholeNumber('--warmup', 0))
    .option('--thin <N>', 'keep every n-th step', wholeNumber('--thin', 1))
    .option(
      '--temperatures <N>',
      'temper each ensemble with a ladder of N temperatures: crosses between modes and gives the evidence',
      wholeNumber('--temperatures', 1),
    )
    .option('--threads <N>', 'worker threads; does not change the draws', wholeNumber('--threads', 1))
    .option(
      '--until-ess <N>',
      'stop when every quantity has this effective sample size',
      positiveNumber('--until-ess'),
    )
    .option(
      '--until-mcse <id=value>',
      'stop when the standard error of the mean of id (or of median:id, q95:id, ...) is below value; repeatable',
      standardErrors('--until-mcse'),
      [] as readonly Assignment[],
    )
    .option('--max-steps <N>', 'stop here even if the goal is not met', wholeNumber('--max-steps', 1))
    .option('--max-time <DURATION>', 'finish after this time, such as 90s, 45m or 2h', (text) =>
      parseDuration('--max-time', text),
    )
    .option('--moves <SPEC>', 'mixture of moves, such as de:0.7,de_hop:0.1,snooker:0.1,stretch:0.1')
    .option(
      '--set <id=value>',
      'sets the value or the start of a parameter; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option(
      '--fix <id=value>',
      'fixes a parameter and does not sample it; repeatable',
      assignments('--fix'),
      [] as readonly Assignment[],
    )
    .option('--prior-only', 'draw from the prior, without data')
    .option('--resume', 'continue the chain that is there')
    .option('--force', 'replace the chain that is there')
    .option('--quiet', 'no progress')
    .option('--json', 'print one JSON document')
    .action(async (argument, options) => {
      const { seed, ensembles, walkers, warmup, thin, moves, temperatures } = options;
      const overrides: Overrides = {
        set: options.set,
        fix: options.fix,
        sampler: given({ seed, ensembles, walkers, warmup, thin, moves, temperatures }),
      };
      const [loaded] = together([() => loadConfig(argument, overrides), () => checkTogether(options)]);
      const config: ResolvedConfig = {
        ...loaded,
        prior_only: options.priorOnly === true,
        stop: stopOf(loaded.stop, options),
      };
      const path = options.out ?? join('chains', `${config.name}.arrow`);
      const quiet = options.quiet === true || options.json === true;
      const result = await run(config, path, { ...options, quiet });
      report(describe(result, config));
    });
}

/** Options that contradict each other. */
function checkTogether({
  steps,
  untilEss,
  untilMcse = [],
  resume,
  force,
}: RunOptions & Partial<HowToRun>): void {
  const problems: Problem[] = [];
  if (resume === true && force === true)
    problems.push({
      where: '--resume',
      expected: 'no --force beside it',
      got: 'both',
      hint: 'Continue the chain, or replace it.',
    });
  if (steps !== undefined && (untilEss !== undefined || untilMcse.length > 0))
    problems.push({
      where: '--steps',
      expected: 'no other stop rule beside it',
      got: '--until-ess or --until-mcse as well',
      hint: 'To bound a run that waits for a goal use --max-steps.',
    });
  if (problems.length > 0) throw new InputError(problems);
}

interface HowToRun {
  readonly threads?: number | undefined;
  readonly maxTime?: number | undefined;
  readonly resume?: true | undefined;
  readonly force?: true | undefined;
  readonly quiet: boolean;
}

async function run(config: ResolvedConfig, path: string, how: HowToRun): Promise<DrawResult> {
  const progress = createProgress({
    write: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    now: () => performance.now(),
  });
  const warning = moveMixWarning(parseMoveMix(config.sampler.moves));
  if (warning !== null) progress.note(warning);
  const pairs = overlappingPairs(measurementsOf(config).map(({ dataset }) => dataset));
  if (pairs.length > 0 && !how.quiet) {
    const names = pairs.map(([a, b]) => `${a.name} and ${b.name}`).join(', ');
    progress.note(`Not independent, yet counted as if they were: ${names}.`);
  }
  const stop = interruption(how.maxTime, (text) => progress.note(text));
  try {
    return await drawPosterior({
      config,
      path,
      threads: threadsFor(config.sampler.ensembles, how.threads),
      resume: how.resume === true,
      force: how.force === true,
      signal: stop.signal,
      timeIsUp: stop.timeIsUp,
      clock: () => performance.now(),
      onNote: (text) => progress.note(text),
      ...(how.quiet
        ? {}
        : {
            onProgress: (state, lastCheck) =>
              progress.update({
                phase: state.phase,
                step: state.step,
                ...horizon(state),
                acceptance: state.acceptance,
                ess: lastCheck?.minEss ?? null,
                goal: goalText(config.stop),
              }),
          }),
    });
  } finally {
    stop.dispose();
    progress.end();
  }
}

/** What a person waits for: the end of the phase, the goal where it is expected, or the first word on that. */
function horizon({ phase, of, stepsNeeded, nextCheck }: Progress): Pick<ProgressState, 'of' | 'until'> {
  if (phase === 'warm-up' || nextCheck === null) return { of, until: 'end' };
  // Nobody can tell how many are needed, or they are reached: the next assessment will say.
  const expected = Math.max(stepsNeeded ?? 0, nextCheck);
  return { of: Math.ceil(expected), until: stepsNeeded === null ? 'first check' : 'goal' };
}

/** What the command line says about stopping replaces what the configuration says. */
function stopOf(stop: StopRule, { steps, untilEss, untilMcse = [], maxSteps }: RunOptions): StopRule {
  const max_steps = maxSteps ?? stop.max_steps;
  if (steps !== undefined) return { steps, max_steps };
  if (untilEss === undefined && untilMcse.length === 0) return { ...stop, max_steps };
  return {
    ...(untilEss === undefined ? {} : { until_ess: untilEss }),
    ...(untilMcse.length === 0
      ? {}
      : { until_mcse: Object.fromEntries(untilMcse.map(({ id, value }) => [id, value])) }),
    max_steps,
  };
}

function describe(
  { path, reason, steps, assessment, evidence }: DrawResult,
  config: ResolvedConfig,
): CommandResult {
  const hasGoal = goalText(config.stop) !== null;
  if (assessment === null) {
    const resume = `licmc sample ${config.name} --resume`;
    return {
      json: { chain: path, reason, steps, converged: false, goal_met: hasGoal ? false : null, resume },
      text: `${path}: ${reason} after ${steps} steps; everything so far is committed. Continue with \`${resume}\` and the same options.`,
      exitCode: reason === 'interrupted' ? 130 : 3,
    };
  }
  const { converged, goalMet, shortfalls, minEss, maxRhat, every } = assessment;
  const problems = [
    ...(converged ? [] : explainChainFile(path, assessment).problems),
    ...goalProblems(shortfalls, config.stop.max_steps),
  ];
  const verdict = `${converged ? 'converged' : 'not converged'}${hasGoal && !goalMet ? ', goal not met' : ''}`;
  const headline = `${path}: ${steps} steps, ${verdict} (smallest bulk ESS ${formatCount(minEss)}, largest R-hat ${formatRhat(maxRhat)})`;
  return {
    json: {
      chain: path,
      reason,
      steps,
      converged,
      goal_met: hasGoal ? goalMet : null,
      min_ess_bulk: minEss,
      max_rhat: maxRhat,
      every,
      problems,
      ...(evidence === null ? {} : { evidence }),
    },
    text: [headline, ...(evidence === null ? [] : [evidenceLine(evidence)]), ...problemLines(problems)].join(
      '\n',
    ),
    exitCode: goalMet ? 0 : 3,
  };
}

function evidenceLine({ stepping_stone, thermodynamic_integration }: Evidence): string {
  const [stones, integral] = [stepping_stone, thermodynamic_integration].map(
    ({ log_evidence, error }) => `${log_evidence.toFixed(2)} +- ${error.toFixed(2)}`,
  );
  return `ln Z = ${stones} (stepping-stone), ${integral} (thermodynamic integration)`;
}

/** Leaves out what is undefined. */
function given<T extends object>(options: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}
