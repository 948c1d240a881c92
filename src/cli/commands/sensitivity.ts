import { checkHasDraws } from '../../chain/has-draws.js';
import type { Chain } from '../../chain/reader.js';
import { openChain } from '../../chain/reader.js';
import { chainConstraints } from '../../inference/constraints.js';
import { recordOf } from '../../inference/run-record.js';
import { themes } from '../../plot/theme.js';
import { checkFigureFile, writeFigure } from '../../plot/write/write-figure.js';
import { sensitivityFigure } from '../../report/figures/sensitivity-figure.js';
import { drawRerun, findRerun, rerunPath } from '../../sensitivity/reruns.js';
import type { RerunBounds } from '../../sensitivity/reruns.js';
import { sensitivityOf } from '../../sensitivity/sensitivity.js';
import type { FindRerun, Sensitivity } from '../../sensitivity/sensitivity.js';
import type { RegisterCommand } from '../command.js';
import { parseTheme } from '../figure-options.js';
import { interruption } from '../interruption.js';
import { parseDuration, positiveNumber, wholeNumber } from '../options.js';
import { createProgress } from '../progress.js';
import { chainNotes } from '../running-note.js';
import { describeSensitivity } from '../sensitivity-text.js';
import { threadsFor } from '../threads.js';

/** Effective sample size of a chain drawn anew: its median is then known to a fifteenth of a standard deviation. */
const defaultEss = 400;

/** `licmc sensitivity CHAIN`: what each constraint rests on. */
export const sensitivity: RegisterCommand = (program, report) => {
  program
    .command('sensitivity')
    .description('how each constraint moves without an experiment, and when prior or data count more or less')
    .argument('<CHAIN>', 'a chain file')
    .option('-o, --out <FILE>', 'figure: .svg, .png or .pdf')
    .option('--parameters <ids>', 'quantities, comma-separated; default: those of the cloud')
    .option('--rerun', 'draw anew what reweighting cannot tell; kept in sensitivity/ beside the chain')
    .option(
      '--until-ess <N>',
      'effective sample size of a rerun (default: 400)',
      positiveNumber('--until-ess'),
    )
    .option(
      '--max-steps <N>',
      'steps of a rerun at most (default: ten times those of the chain)',
      wholeNumber('--max-steps', 1),
    )
    .option(
      '--max-time <DURATION>',
      'stop drawing after this time, such as 45m; typed again it goes on',
      (text) => parseDuration('--max-time', text),
    )
    .option('--threads <N>', 'worker threads; does not change the draws', wholeNumber('--threads', 1))
    .option('--theme <light|dark>', 'colours', parseTheme, themes.light)
    .option('--json', 'print one JSON document')
    .action(async (path, options) => {
      if (options.out !== undefined) checkFigureFile(options.out);
      const chain = openChain(path);
      const stop = interruption(options.maxTime, note);
      try {
        chainNotes(chain);
        checkHasDraws(chain);
        const find =
          options.rerun === true
            ? drawWhereNeeded(chain, options, stop.signal)
            : (variation: Parameters<FindRerun>[0]): Chain | null =>
                variation.anew === null ? null : findRerun(rerunPath(path, variation.id), variation.anew);
        const names = options.parameters?.split(',').map((name) => name.trim());
        const result = await sensitivityOf(chain, chainConstraints(chain), names, find);
        if (options.out !== undefined)
          await writeFigure(options.out, sensitivityFigure(result, options.theme));
        const interrupted = stop.signal.aborted && !stop.timeIsUp();
        report({
          json: { ...result, ...(options.out === undefined ? {} : { file: options.out }) },
          text: describeSensitivity(result) + (options.out === undefined ? '' : `\nwrote ${options.out}`),
          exitCode: interrupted ? 130 : isComplete(result, options.rerun === true) ? 0 : 3,
        });
      } finally {
        stop.dispose();
        chain.close();
      }
    });
};

interface Drawing {
  readonly untilEss?: number | undefined;
  readonly maxSteps?: number | undefined;
  readonly threads?: number | undefined;
}

/** Looks for the chain of a variation and draws it where it is missing, until the signal. */
function drawWhereNeeded(chain: Chain, options: Drawing, signal: AbortSignal): FindRerun {
  const { config, steps } = recordOf(chain.metadata.document, chain.path);
  // A posterior that knows less may be slower to draw than the one it is compared with.
  const most = steps === undefined ? config.stop.max_steps : 10 * steps;
  const bounds: RerunBounds = {
    untilEss: options.untilEss ?? defaultEss,
    maxSteps: options.maxSteps ?? most,
  };
  const threads = threadsFor(config.sampler.ensembles, options.threads);
  return async ({ id, anew }) => {
    if (anew === null) return null;
    const path = rerunPath(chain.path, id);
    const there = findRerun(path, anew);
    if (there !== null || signal.aborted) return there;
    note(
      `${path}: reweighting cannot tell; drawn anew until every quantity has ESS ${bounds.untilEss}, at most ${bounds.maxSteps} steps.`,
    );
    const progress = createProgress({
      write: (text) => process.stderr.write(text),
      isTerminal: process.stderr.isTTY,
      now: () => performance.now(),
    });
    try {
      await drawRerun(path, anew, bounds, {
        threads,
        signal,
        clock: () => performance.now(),
        onNote: (text) => progress.note(text),
        onProgress: ({ phase, step, of, acceptance }, lastCheck) =>
          progress.update({
            phase,
            step,
            of,
            until: 'end',
            acceptance,
            ess: lastCheck?.minEss ?? null,
            goal: `ESS ${bounds.untilEss}`,
          }),
      });
    } finally {
      progress.end();
    }
    return findRerun(path, anew);
  };
}

/** Everything told, by chains that converged; what nobody asked to draw is not missing. */
function isComplete({ variations }: Sensitivity, asked: boolean): boolean {
  return variations.every(({ method, converged }) => (method !== 'unknown' || !asked) && converged !== false);
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
