/**
 * Comma-separated values in the chain's own row order, with the column descriptions in the file beside it that the
 * W3C recommendation "Metadata Vocabulary for Tabular Data" (2015) gives that name and form. The CSV itself has one
 * header line and no comments, so that every reader opens it without options.
 */
import { basename } from 'node:path';
import type { ChainSource } from './chain-source.js';
import { sourceRows } from './chain-source.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { shortestText } from './number-text.js';
import { stepMajor } from './step-major.js';
import { writeTextOutputs } from './text-outputs.js';

/** Writes PATH and PATH-metadata.json; numbers in the shortest form that reads back to the same bits. */
export function exportCsv(job: ExportJob): ExportResult {
  const { source } = job;
  const files = writeTextOutputs(job, [
    { path: job.path, fill: (write) => writeRows(job, write) },
    {
      path: `${job.path}-metadata.json`,
      fill: (write) => write(`${JSON.stringify(tableDescription(source, job.path), null, 1)}\n`),
    },
  ]);
  return { files, rows: sourceRows(source) };
}

function writeRows(job: ExportJob, write: (line: string) => void): void {
  const { source } = job;
  const ids = source.columns.map((column) => column.id);
  write(`ensemble,walker,step,${ids.join(',')}\n`);
  const W = source.walkers;
  for (const block of stepMajor(source, ids)) {
    for (let n = 0; n < block.stepCount; n++) {
      const step = source.steps[block.firstStep + n];
      for (let w = 0; w < W; w++) {
        let line = `${block.ensemble},${w},${step}`;
        for (const column of block.columns) line += `,${shortestText(column[n * W + w])}`;
        write(`${line}\n`);
      }
      job.progress.advance(W * ids.length);
    }
  }
}

function tableDescription(source: ChainSource, path: string): unknown {
  const integer = (name: string): unknown => ({ name, titles: name, datatype: 'integer' });
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    url: basename(path),
    tableSchema: {
      columns: [
        ...['ensemble', 'walker', 'step'].map(integer),
        ...source.columns.map((column) => ({
          name: column.id,
          titles: column.id,
          datatype: 'double',
          'licmc:unit': column.unit,
          'licmc:latex': column.latex,
          'licmc:prior': column.prior,
          'licmc:role': column.role,
        })),
      ],
    },
    'licmc:metadata': Object.fromEntries(source.metadata),
  };
}
