import type { Command } from '@commander-js/extra-typings';
import { openChain } from '../../chain/reader.js';
import { constraintNotes } from '../../inference/constraint-notes.js';
import { chainConstraints } from '../../inference/constraints.js';
import type { ChainConstraint } from '../../inference/constraints.js';
import { bestRow, jointSummary, type BestRow, type Matrix } from '../../inference/joint-summary.js';
import { InputError, show } from '../../errors.js';
import { constraintsLatex } from '../../report/constraints/constraints-latex.js';
import { centralText, constraintsMarkdown } from '../../report/constraints/constraints-markdown.js';
import { findRecord } from '../../inference/run-record.js';
import type { Report } from '../command.js';
import { runningNote } from '../running-note.js';
import { formatNumber, formatTable } from '../table.js';

const formats = ['table', 'json', 'markdown', 'latex', 'correlation', 'covariance'] as const;

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
        const best = bestRow(chain);
        const joint = jointSummary(chain);
        const json = { parameters, notes, best, ...joint, chain: about };
        const text = {
          table: () => [constraintsTable(parameters), ...notes, ...bestText(best)].join('\n'),
          correlation: () => matrixText(joint.correlation, (x) => x.toFixed(2)),
          covariance: () => matrixText(joint.covariance, (x) => formatNumber(x, 3)),
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

/** Values of one line of the best row. */
const PER_LINE = 6;

/** The row of highest posterior, as a note under a table. */
function bestText(best: BestRow | null): string[] {
  if (best === null) return [];
  const lines = (of: Readonly<Record<string, number>>): string[] => {
    const entries = Object.entries(of).map(([id, value]) => `${id} ${formatNumber(value, 4)}`);
    return Array.from({ length: Math.ceil(entries.length / PER_LINE) }, (_, i) =>
      entries.slice(i * PER_LINE, (i + 1) * PER_LINE).join(', '),
    );
  };
  const { ensemble, walker, step, densities, values } = best;
  const where = `ensemble ${ensemble}, walker ${walker}, step ${step}`;
  return [
    '',
    `Row of highest posterior (${where}; a draw and not the maximum, which \`licmc fit\` finds):`,
    ...lines(densities),
    ...lines(values),
  ];
}

function matrixText({ ids, matrix }: Matrix, format: (x: number) => string): string {
  const rows = ids.map((id, i) => [id, ...matrix[i].map(format)]);
  return formatTable([{ title: '', align: 'left' }, ...ids.map((title) => ({ title }))], rows);
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
