/**
 * GetDist's text format (Lewis 2019, arXiv:1910.13970; GetDist 1.7 chains.py, paramnames.py, parampriors.py).
 * One file per independent ensemble and each walker's steps in one piece: GetDist measures correlation lengths along
 * the rows and compares files for convergence, so interleaved walkers or one file per walker would mislead both.
 */
import { basename } from 'node:path';
import { axisLabel } from './axis-label.js';
import type { ChainSource, SourceColumn } from './chain-source.js';
import { columnsOf, sourceRows, stepsBetweenKept } from './chain-source.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { seventeenDigits } from './number-text.js';
import { isAlwaysNaN } from './missing-column.js';
import { removeSurplus, writeTextOutputs } from './text-outputs.js';
import { walkerMajor } from './walker-major.js';

/** Writes ROOT_1.txt ... ROOT_E.txt, ROOT.paramnames, ROOT.ranges and ROOT.properties.ini. */
export function exportGetdist(job: ExportJob): ExportResult {
  const { source } = job;
  const root = job.path.replace(/\.txt$/, '');
  const columns = getdistColumns(source);
  removeSurplus(root, '.txt', source.ensembles, job.force);
  const properties = `burn_removed=T\nignore_rows=0\nsampler=mcmc\nlabel=${basename(root)}\nlicmc_walkers=${source.walkers}\nlicmc_thin=${stepsBetweenKept(source)}\n`;
  const files = writeTextOutputs(job, [
    {
      path: `${root}.paramnames`,
      fill: (write) => columns.forEach((column) => write(paramnamesLine(column))),
    },
    {
      path: `${root}.ranges`,
      fill: (write) => columnsOf(source, 'coordinate').forEach((column) => write(rangesLine(column))),
    },
    { path: `${root}.properties.ini`, fill: (write) => write(properties) },
    ...Array.from({ length: source.ensembles }, (_, ensemble) => ({
      path: `${root}_${ensemble + 1}.txt`,
      fill: (write: (text: string) => void) => writeRows(job, columns, ensemble, write),
    })),
  ]);
  return { files, rows: sourceRows(source) };
}

/** Sampled first, then derived, then the rest that GetDist would otherwise not know of; never a column without numbers. */
function getdistColumns(source: ChainSource): SourceColumn[] {
  const rest = columnsOf(source, 'density', 'term').filter((column) => column.id !== 'log_posterior');
  return [
    ...columnsOf(source, 'coordinate'),
    ...columnsOf(source, 'derived').filter((column) => !isAlwaysNaN(source, column.id)),
    ...rest.filter((column) => !isAlwaysNaN(source, column.id)),
  ];
}

function writeRows(
  job: ExportJob,
  columns: readonly SourceColumn[],
  ensemble: number,
  line: (text: string) => void,
): void {
  const ids = ['log_posterior', ...columns.map((column) => column.id)];
  for (const group of walkerMajor(job.source, ids, ensemble)) {
    const N = group.stepCount;
    for (let w = 0; w < group.count; w++) {
      for (let i = w * N; i < (w + 1) * N; i++) {
        let text = `1 ${seventeenDigits(-group.columns[0][i])}`;
        for (let c = 1; c < ids.length; c++) text += ` ${seventeenDigits(group.columns[c][i])}`;
        line(`${text}\n`);
      }
      job.progress.advance(N * ids.length);
    }
  }
}

/** GetDist turns "!" into a backslash in labels, so a label cannot hold one. A star marks what was not sampled. */
function paramnamesLine(column: SourceColumn): string {
  const label = axisLabel(column).replaceAll('!', '');
  return `${column.id}${column.role === 'coordinate' ? '' : '*'}\t${label}\n`;
}

/** GetDist corrects its densities at these bounds; N stands for none. */
function rangesLine(column: SourceColumn): string {
  const [lower, upper] = column.support.map((bound) =>
    Number.isFinite(bound) ? seventeenDigits(bound) : 'N',
  );
  return `${column.id} ${lower} ${upper}\n`;
}
