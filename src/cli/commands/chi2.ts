import type { Command } from '@commander-js/extra-typings';
import { evaluateAt } from '../../inference/chi2.js';
import { loadConfig } from '../../config/load.js';
import type { Assignment } from '../../config/overrides.js';
import type { Report } from '../command.js';
import { assignments, parseModel } from '../options.js';
import { formatNumber, formatTable } from '../table.js';

/** `licmc chi2`: likelihood and prior at one point, chi2 by data set. */
export function chi2(program: Command, report: Report): void {
  program
    .command('chi2')
    .description('likelihood and prior at one point, chi2 by data set')
    .argument('[CONFIG]', 'a file or the name of a shipped configuration', 'lic')
    .option(
      '--set <id=value>',
      'moves a parameter, in its own unit; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option(
      '--model <kinetic|wandering>',
      "transport inside the cloud, with that model's own defaults",
      parseModel,
    )
    .option('--json', 'print one JSON document')
    .action((argument, options) => {
      const overrides = options.model === undefined ? {} : { model: options.model };
      const result = evaluateAt(loadConfig(argument, overrides), options.set);
      const rows = result.datasets.map((row) => [
        row.dataset,
        row.observable,
        String(row.n),
        formatNumber(row.chi2),
      ]);
      const sums = (['spectrum', 'amplitude', 'phase'] as const).map((name) => [
        'all',
        name,
        String(result.n[name]),
        formatNumber(result.chi2[name]),
      ]);
      const table = formatTable(
        [
          { title: 'data set', align: 'left' },
          { title: 'observable', align: 'left' },
          { title: 'n' },
          { title: 'chi2' },
        ],
        [...rows, ...sums],
      );
      const text = [
        table,
        `chi2            ${formatNumber(result.chi2.total, 7)}`,
        `log likelihood  ${formatNumber(result.log_likelihood, 7)}`,
        `log prior       ${result.log_prior === -Infinity ? '-infinity: outside the prior' : formatNumber(result.log_prior, 7)}`,
      ].join('\n');
      report({ json: result, text });
    });
}
