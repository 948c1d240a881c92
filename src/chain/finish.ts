/**
 * Turns the journal into the finished chain, an Arrow file with rows sorted by (ensemble, step, walker). Its batches depend
 * on the draws alone, not on the intervals in which they were committed, so the same draws give the same bytes.
 */
import { rmSync } from 'node:fs';
import { MetadataVersion, type Schema } from 'apache-arrow';
import { FileBlock, Footer } from 'apache-arrow/ipc/metadata/file';
import { RunError } from '../errors.js';
import { canonicalBatches } from './canonical-batches.js';
import { CHECKPOINTS_KEY, encodeCheckpoints } from './checkpoints.js';
import { replaceFile, throwDiskFailure, writeFully } from './file.js';
import { KEPT, type Journal } from './journal.js';
import { encodeBatch, encodeSchema, headBytesOf } from './message.js';
import { finishedPath } from './paths.js';
import { indexRows, type RowIndex } from './row-index.js';
import { END_OF_STREAM, MAGIC } from './scan-finished.js';
import { readCheckpoints, scanJournal } from './scan-journal.js';
import { chainSchema } from './schema.js';

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
    replaceFile(finished, (out) => writeArrowFile(fd, out, schema, rows));
    rmSync(path);
  } catch (error) {
    throwDiskFailure(error, finished, 'write the finished chain', `All draws are in ${path}. ${KEPT}`);
  }
  journal.close();
  return finished;
}

/** Magic, schema, batches, end of stream, footer, magic: the stream inside is whole, as the format demands. */
function writeArrowFile(journal: number, out: number, schema: Schema, rows: RowIndex): void {
  const { bytes, sealed } = encodeSchema(schema);
  const blocks: FileBlock[] = [];
  let position = 0;
  const write = (piece: Uint8Array): void => {
    writeFully(out, piece, position);
    position += piece.byteLength;
  };
  write(Uint8Array.of(...MAGIC, 0, 0));
  write(bytes);
  for (const { ensemble, data } of canonicalBatches(journal, schema.fields.length, rows)) {
    const batch = encodeBatch(data, { 'licmc.ensemble': String(ensemble) });
    const headBytes = headBytesOf(batch);
    blocks.push(new FileBlock(headBytes, batch.byteLength - headBytes, position));
    write(batch);
  }
  write(END_OF_STREAM);
  const footer = Footer.encode(new Footer(sealed, MetadataVersion.V5, blocks, []));
  write(footer);
  write(new Uint8Array(Int32Array.of(footer.byteLength).buffer));
  write(MAGIC);
}
