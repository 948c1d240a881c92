/**
 * Turns the journal into the finished chain, an Arrow file with rows sorted by (ensemble, step, walker). Its batches depend
 * on the draws alone, not on the intervals in which they were committed, so the same draws give the same bytes.
 */
import { rmSync } from 'node:fs';
import { RunError } from '../errors.js';
import { canonicalBatches } from './canonical-batches.js';
import { CHECKPOINTS_KEY, encodeCheckpoints } from './checkpoints.js';
import { replaceFile, throwDiskFailure } from './file.js';
import { KEPT, type Journal } from './journal.js';
import { finishedPath } from './paths.js';
import { indexRows } from './row-index.js';
import { readCheckpoints, scanJournal } from './scan-journal.js';
import { chainSchema } from './schema.js';
import { writeFinished } from './write-finished.js';

/**
 * Writes NAME.arrow from the journal NAME.arrows, then removes the journal and its lock.
 * @param document the final `licmc` document of the schema
 * @returns the path of the finished chain
 * @throws RunError when the disk fails or the journal is damaged: the journal is kept
 */
export function finishJournal(journal: Journal, document: Readonly<Record<string, unknown>>): string {
  const { fd, path, columns, metadata } = journal;
  const finished = finishedPath(path);
  const scan = scanJournal(fd, path, 'all');
  const rows = indexRows(fd, scan.groups.flat(), [0, 1, 2]);
  if (rows === null || scan.end !== journal.bytes)
    throw new RunError(
      `${path}: it was damaged during the run (${scan.tail ?? 'rows out of order'}). ${KEPT}`,
    );
  const schema = chainSchema(
    columns,
    { ...metadata, document },
    { [CHECKPOINTS_KEY]: encodeCheckpoints(readCheckpoints(fd, scan)) },
  );
  try {
    replaceFile(finished, (out) => writeFinished(out, schema, canonicalBatches(fd, columns.length, rows)));
    rmSync(path);
  } catch (error) {
    throwDiskFailure(error, finished, 'write the finished chain', `All draws are in ${path}. ${KEPT}`);
  }
  journal.close();
  return finished;
}
