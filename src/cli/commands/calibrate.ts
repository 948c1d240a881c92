import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load.js';
import type { Assignment, Overrides } from '../../config/overrides.js';
import { InputError } from '../../errors.js';
import { calibrateConfig, type CalibrationResult } from '../../inference/calibrate-config.js';
import { rankEcdfFigure } from '../../plot/calibration/rank-ecdf-figure.js';
import { themes } from '../../plot/theme.js';
import { checkFigureFile, writeFigure } from '../../plot/write/write-figure.js';
import { describeCalibration } from '../calibration-text.js';
import { createCountProgress } from '../count-progress.js';
import type { RegisterCommand } from '../command.js';
import { parseTheme } from '../figure-options.js';
import { interruption } from '../interruption.js';
import { assignments, parseDuration, wholeNumber } from '../options.js';

/** `licmc calibrate`: does the inference recover what made the data? */
export const calibrate: RegisterCommand = (program, report) => {
  program
    .command('calibrate')
    .description('simulation-based calibration: draws parameters and data, infers, and ranks the truth')
    .argument('<CONFIG>', 'a file or the name of a shipped configuration')
    .option('-o, --out <FILE>', 'figure of the ranks: .svg, .png or .pdf')
    .option('--journal <FILE>', 'finished simulations (default: chains/<name>.calibration.jsonl)')
    .option('--simulations <N>', 'simulations in all', wholeNumber('--simulations', 1), 1000)
    .option('--seed <N>', 'seed of the random streams', wholeNumber('--seed', 0))
    .option('--walkers <N>', 'walkers per ensemble, even', wholeNumber('--walkers', 2))
    .option(
      '--warmup <N>',
      'steps that are not kept (default: 4 times those of the configuration)',
      wholeNumber('--warmup', 0),
    )
    .option('--threads <N>', 'worker threads; does not change the result', wholeNumber('--threads', 1))
    .option('--max-time <DURATION>', 'stop after this time, such as 90s, 45m or 2h', (text) =>
      parseDuration('--max-time', text),
    )
    .option(
      '--set <id=value>',
      'sets the value of a fixed parameter; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option(
      '--fix <id=value>',
      'fixes a parameter and does not sample it; repeatable',
      assignments('--fix'),
      [] as readonly Assignment[],
    )
    .option('--resume', 'go on with the journal that is there')
    .option('--force', 'replace the journal that is there')
    .option('--theme <light|dark>', 'colours of the figure', parseTheme, themes.light)
    .option('--quiet', 'no progress')
    .option('--json', 'print one JSON document')
    .action(async (argument, options) => {
      const { resume = false, force = false } = options;
      if (resume && force)
        throw new InputError({
          where: '--resume',
          expected: 'no --force beside it',
          got: 'both',
          hint: 'Go on with the journal, or replace it.',
        });
      if (options.out !== undefined) checkFigureFile(options.out);
      const { seed, walkers, warmup } = options;
      const overrides: Overrides = {
        set: options.set,
        fix: options.fix,
        sampler: {
          ...(seed === undefined ? {} : { seed }),
          ...(walkers === undefined ? {} : { walkers }),
        },
      };
      const config = loadConfig(argument, overrides);
      const journal = options.journal ?? join('chains', `${config.name}.calibration.jsonl`);
      const { simulations } = options;
      const progress = createCountProgress(
        {
          write: (text) => process.stderr.write(text),
          isTerminal: process.stderr.isTTY,
          now: () => performance.now(),
        },
        'simulations',
        simulations,
      );
      const stop = interruption(options.maxTime, (text) => progress.note(text));
      let result: CalibrationResult;
      try {
        result = await calibrateConfig({
          config,
          journal,
          simulations,
          threads: threadsFor(options.threads),
          ...(warmup === undefined ? {} : { warmup }),
          resume,
          force,
          signal: stop.signal,
          ...(options.quiet === true || options.json === true
            ? {}
            : { onProgress: (records) => progress.update(records.length) }),
        });
      } finally {
        stop.dispose();
        progress.end();
      }
      const { quantities, records, settings, verdict, found, short } = result;
      const done = records.length >= simulations;
      if (options.out !== undefined && verdict !== null)
        await writeFigure(options.out, rankEcdfFigure(quantities, records, settings.draws, options.theme));
      const resumeWith = `licmc calibrate ${argument} --resume`;
      const tail = done
        ? []
        : [
            `${journal}: ${records.length} of ${simulations} simulations are committed. Go on with \`${resumeWith}\` and the same options.`,
          ];
      report({
        json: {
          journal,
          ...(options.out === undefined || verdict === null ? {} : { file: options.out }),
          simulations: records.length,
          of: simulations,
          calibrated: verdict?.calibrated ?? null,
          draws: settings.draws,
          found,
          short,
          quantities: verdict?.quantities ?? [],
          ...(done ? {} : { resume: resumeWith }),
        },
        text: [describeCalibration(result), ...tail].join('\n'),
        exitCode: done || stop.timeIsUp() ? 0 : 130,
      });
    });
};

/** Threads load compiled code: run from the sources (tests), everything happens in this thread. */
function threadsFor(asked: number | undefined): number {
  if (!import.meta.url.endsWith('.js')) return 0;
  return asked ?? availableParallelism();
}
