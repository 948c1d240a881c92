/** A chain cut into batches that depend on its draws alone, one column buffer at a time in memory. */
import { RunError } from '../errors.js';
import { indexData } from './block-columns.js';
import type { ColumnData } from './message.js';
import { readRows, type RowIndex } from './row-index.js';
import type { EnsembleBatch } from './write-finished.js';

/** Rows of a batch, rounded down to whole steps: a few megabytes, whatever the length of the chain. */
const BATCH_ROWS = 16384;

/** Steps of every batch but the last of each ensemble. */
export function stepsPerBatch(walkers: number): number {
  return Math.max(1, Math.floor(BATCH_ROWS / walkers));
}

/** How many batches `canonicalBatches` yields. */
export function countBatches({ ensembles, steps, walkers }: RowIndex): number {
  return steps.length === 0 ? 0 : ensembles * Math.ceil(steps.length / stepsPerBatch(walkers));
}

/** Ensemble after ensemble, its rows sorted by (step, walker). @param columns number of columns in the file, index included */
export function* canonicalBatches(fd: number, columns: number, rows: RowIndex): Generator<EnsembleBatch> {
  const { walkers, steps, segments } = rows;
  for (let ensemble = 0; ensemble < segments.length; ensemble++)
    for (let from = 0; from < steps.length; from += stepsPerBatch(walkers)) {
      const kept = steps.subarray(from, from + stepsPerBatch(walkers));
      const data: ColumnData[] = [...indexData(ensemble, walkers, kept)];
      for (let c = data.length; c < columns; c++) {
        const values = new Float64Array(kept.length * walkers);
        if (!readRows(fd, segments[ensemble], c, from * walkers, values))
          throw new RunError('the chain was cut off while it was read');
        data.push(values);
      }
      yield { ensemble, data };
    }
}
