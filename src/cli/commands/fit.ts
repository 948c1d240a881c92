import type { Command } from '@commander-js/extra-typings';
import { loadConfig } from '../../config/load.js';
import type { Assignment } from '../../config/overrides.js';
import { fitPosterior } from '../../inference/fit-posterior.js';
import type { PosteriorFit } from '../../inference/fit-posterior.js';
import type { Report } from '../command.js';
import { assignments, wholeNumber } from '../options.js';
import { problemLines } from '../problem-lines.js';
import { formatNumber, formatTable } from '../table.js';

/** `licmc fit`: the maximum of the posterior. */
export function fit(program: Command, report: Report): void {
  program
    .command('fit')
    .description('maximum of the posterior from random starts, with a Hessian error estimate')
    .argument('[CONFIG]', 'a file or the name of a shipped configuration', 'lic')
    .option('--starts <N>', 'random starts inside the prior', wholeNumber('--starts', 1), 20)
    .option('--seed <N>', 'seed of the starts', wholeNumber('--seed', 0))
    .option(
      '--set <id=value>',
      'sets the value of a fixed parameter; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option(
      '--fix <id=value>',
      'fixes a parameter; repeatable',
      assignments('--fix'),
      [] as readonly Assignment[],
    )
    .option('--quiet', 'no progress')
    .option('--json', 'print one JSON document')
    .action((argument, options) => {
      const sampler = options.seed === undefined ? {} : { seed: options.seed };
      const config = loadConfig(argument, { set: options.set, fix: options.fix, sampler });
      const silent = options.quiet === true || options.json === true;
      const onStart = (done: number, logPosterior: number): void => {
        process.stderr.write(
          `start ${done} of ${options.starts}: log posterior ${logPosterior.toFixed(3)}\n`,
        );
      };
      const result = fitPosterior(config, options.starts, silent ? undefined : onStart);
      report({ json: result, text: describe(result), exitCode: result.converged ? 0 : 3 });
    });
}

function describe(result: PosteriorFit): string {
  const { chi2, starts } = result;
  const rows = result.parameters.map((p) => [
    p.id,
    formatNumber(p.value, 6),
    p.error === null ? 'undetermined' : formatNumber(p.error, 3),
    p.unit,
  ]);
  const reached = starts.filter((start) => start.reached).length;
  return [
    formatTable(
      [
        { title: 'parameter', align: 'left' },
        { title: 'value' },
        { title: 'error' },
        { title: 'unit', align: 'left' },
      ],
      rows,
    ),
    `chi2            ${formatNumber(chi2.total, 6)} (spectra ${formatNumber(chi2.spectrum)}, amplitudes ${formatNumber(chi2.amplitude)}, phases ${formatNumber(chi2.phase)})`,
    `log likelihood  ${formatNumber(result.log_likelihood, 7)}`,
    `log posterior   ${formatNumber(result.log_posterior, 7)}, reached by ${reached} of ${starts.length} starts`,
    ...problemLines(result.problems),
  ].join('\n');
}
