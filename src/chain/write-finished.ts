/** Writes a finished chain, an Arrow file, batch by batch. */
import { MetadataVersion } from 'apache-arrow/enum';
import type { Schema } from 'apache-arrow/schema';
import { FileBlock, Footer } from 'apache-arrow/ipc/metadata/file';
import { writeFully } from './file.js';
import { encodeBatch, encodeSchema, headBytesOf, type ColumnData } from './message.js';
import { END_OF_STREAM, MAGIC } from './scan-finished.js';

/** All columns of some rows of one ensemble. */
export interface EnsembleBatch {
  readonly ensemble: number;
  readonly data: readonly ColumnData[];
}

/** Magic, schema, batches, end of stream, footer, magic: the stream inside is whole, as the format demands. */
export function writeFinished(out: number, schema: Schema, batches: Iterable<EnsembleBatch>): void {
  const { bytes, sealed } = encodeSchema(schema);
  const blocks: FileBlock[] = [];
  let position = 0;
  const write = (piece: Uint8Array): void => {
    writeFully(out, piece, position);
    position += piece.byteLength;
  };
  write(Uint8Array.of(...MAGIC, 0, 0));
  write(bytes);
  for (const { ensemble, data } of batches) {
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
