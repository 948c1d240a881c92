/** Turns a finished chain back into a journal, so that more steps can follow. */
import { closeSync, existsSync, openSync } from 'node:fs';
import { InputError } from '../errors.js';
import { canonicalBatches, countBatches } from './canonical-batches.js';
import { CHECKPOINTS_KEY, decodeCheckpoints, type EnsembleCheckpoint } from './checkpoints.js';
import type { ChainColumn } from './columns.js';
import { replaceFile, writeFully } from './file.js';
import { encodeGroupBatch } from './group.js';
import { encodeSchema, type ColumnData } from './message.js';
import { journalPath } from './paths.js';
import { isBodyIntact } from './read-message.js';
import { recoverLocked, withLock, type RecoveredJournal } from './recover.js';
import { indexRows, type RowIndex } from './row-index.js';
import { scanFinished } from './scan-finished.js';
import { chainSchema, readChainSchema } from './schema.js';

/**
 * Opens NAME.arrow to be continued. A journal with its draws appears beside it, whole or not at all; NAME.arrow stays
 * until the longer chain replaces it.
 * @throws InputError when there is no such file, it is damaged or was not drawn here, when a continuation of it lies there
 * already or another run writes it; RunError when the disk fails
 */
export function reopenFinished(path: string): RecoveredJournal {
  const journal = journalPath(path);
  return withLock(journal, (lock) => {
    if (existsSync(journal))
      throw new InputError({
        where: journal,
        expected: `no unfinished continuation of ${path}`,
        got: 'one that is there already',
        hint: 'Continue that one with --resume, or delete it.',
      });
    copyToJournal(path, journal);
    return recoverLocked(journal, lock);
  });
}

function copyToJournal(path: string, journal: string): void {
  const fd = openSync(path, 'r');
  try {
    const scan = scanFinished(fd, path);
    const { columns, metadata } = readChainSchema(scan.schema, path);
    const checkpoints = scan.schema.metadata.get(CHECKPOINTS_KEY);
    if (checkpoints === undefined || scan.messages === null)
      throw cannotContinue(path, 'a chain that ends with the state of its ensembles', 'one made elsewhere');
    const rows = indexRows(fd, scan.batches, [0, 1, 2]);
    if (rows === null || !scan.messages.every((message) => isBodyIntact(fd, message)))
      throw cannotContinue(path, 'an intact chain', 'a damaged one');
    const { bytes } = encodeSchema(chainSchema(columns, metadata));
    replaceFile(journal, (out) => writeGroup(fd, out, bytes, columns, rows, decodeCheckpoints(checkpoints)));
  } finally {
    closeSync(fd);
  }
}

/** All in one group: the draws, then an empty batch per ensemble with its state. */
function writeGroup(
  fd: number,
  out: number,
  schema: Uint8Array,
  columns: readonly ChainColumn[],
  rows: RowIndex,
  checkpoints: readonly EnsembleCheckpoint[],
): void {
  const parts = countBatches(rows) + checkpoints.length;
  let position = 0;
  let part = 0;
  const write = (bytes: Uint8Array): void => {
    writeFully(out, bytes, position);
    position += bytes.byteLength;
  };
  const writeBatch = (data: readonly ColumnData[], state: EnsembleCheckpoint): void =>
    write(encodeGroupBatch(data, { group: 0, part: part++, parts }, state));
  write(schema);
  const { walkers } = rows;
  for (const { ensemble, data } of canonicalBatches(fd, columns.length, rows))
    writeBatch(data, { ensemble, walkers, iteration: 0, checkpoint: new Uint8Array(0) });
  for (const state of checkpoints) writeBatch(columns.map(emptyColumn), state);
}

function emptyColumn({ id, kind }: ChainColumn): ColumnData {
  if (kind !== 'index') return new Float64Array(0);
  return id === 'step' ? new Uint32Array(0) : new Uint16Array(0);
}

function cannotContinue(path: string, expected: string, got: string): InputError {
  return new InputError({ where: path, expected, got, hint: 'It cannot be continued.' });
}
