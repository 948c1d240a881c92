import type { Command } from '@commander-js/extra-typings';
import { openChain } from '../../chain/reader.js';
import { constraintNotes } from '../../inference/constraint-notes.js';
import { chainConstraints } from '../../inference/constraints.js';
import type { ChainConstraint } from '../../inference/constraints.js';
import { InputError, show } from '../../errors.js';
import { constraintsLatex } from '../../report/constraints/constraints-latex.js';
import { centralText, constraintsMarkdown } from '../../report/constraints/constraints-markdown.js';
import { findRecord } from '../../inference/run-record.js';
import type { Report } from '../command.js';
import { runningNote } from '../running-note.js';
import { formatNumber, formatTable } from '../table.js';

const formats = ['table', 'json', 'markdown', 'latex'] as const;

/** `licmc constraints CHAIN`: the results. */
export function constraints(program: Command, report: Report): void {
  program
    .command('constraints')
    .description('median, 68 and 95 % intervals and limits of every quantity, and what informs it')
    .argument('<CHAIN>', 'a chain file')
    .option('--format <format>', formats.join(', '), 'table')
    .option('--json', 'print one JSON document')
    .action((path, options) => {
      const format = formats.find((name) => name === options.format);
      if (format === undefined)
        throw new InputError({ where: '--format', expected: formats.join(', '), got: show(options.format) });
      const chain = openChain(path);
      try {
        runningNote(chain);
        const parameters = chainConstraints(chain);
        const { document, version, configSha256 } = chain.metadata;
        const { converged } = document;
        const { ensembles, walkers, length } = chain;
        const about = {
          path: chain.path,
          config: findRecord(document)?.config.name ?? null,
          version,
          config_sha256: configSha256 === '' ? null : configSha256,
          state: chain.state,
          converged: typeof converged === 'boolean' ? converged : null,
          ensembles,
          walkers,
          kept_steps: length,
          draws: ensembles * walkers * length,
        };
        const notes = constraintNotes(parameters);
        const json = { parameters, notes, chain: about };
        const text = {
          table: () => [constraintsTable(parameters), ...notes].join('\n'),
          json: () => JSON.stringify(json),
          markdown: () => [constraintsMarkdown(parameters), ...notes].join('\n'),
          latex: () => constraintsLatex(parameters, notes),
        }[format]();
        report({ json, text });
      } finally {
        chain.close();
      }
    });
}

function constraintsTable(parameters: readonly ChainConstraint[]): string {
  const rows = parameters.map((p) => [
    p.id,
    centralText(p),
    `${formatNumber(p.ci95[0], 3)} .. ${formatNumber(p.ci95[1], 3)}`,
    p.unit === '1' ? '' : p.unit,
    p.informed_by ?? '',
    String(Math.floor(p.ess_bulk)),
    formatNumber(p.rhat, 4),
  ]);
  return formatTable(
    [
      { title: 'quantity', align: 'left' },
      { title: 'median, 68 % or limit', align: 'left' },
      { title: '95 % interval', align: 'left' },
      { title: 'unit', align: 'left' },
      { title: 'informed by', align: 'left' },
      { title: 'ESS' },
      { title: 'R-hat' },
    ],
    rows,
  );
}
