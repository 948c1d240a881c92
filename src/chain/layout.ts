/** Where the numbers of a batch lie in its file. */
import type { Schema } from 'apache-arrow/schema';
import type { Message } from 'apache-arrow/ipc/metadata/message';

/** One record batch of an open file. */
export interface BatchLocation {
  readonly rows: number;
  /** [columns] position in the file of each column's numbers. */
  readonly columns: Float64Array;
}

/**
 * Locates the columns of a record batch, or says why they cannot be read from the file as they lie, as it completes
 * "expected a chain with ...".
 * @param bodyStart position of the batch's body in the file
 */
export function locateBatch(message: Message, schema: Schema, bodyStart: number): BatchLocation | string {
  if (!message.isRecordBatch()) return 'record batches only (it has a dictionary)';
  const batch = message.header();
  if (batch.compression !== null)
    return 'uncompressed columns (write it again with compression="uncompressed")';
  if (batch.nodes.length !== schema.fields.length) return 'one flat array per column';
  const columns = new Float64Array(batch.nodes.length);
  for (let c = 0; c < columns.length; c++) {
    const { name } = schema.fields[c];
    const { length, nullCount } = batch.nodes[c];
    if (nullCount > 0) return `no nulls (column '${name}' has some)`;
    // Each column has two buffers: validity (empty or all ones) and values.
    const values = batch.buffers[2 * c + 1];
    if (length !== batch.length || values.offset + values.length > message.bodyLength)
      return `whole columns ('${name}' is cut off)`;
    columns[c] = bodyStart + values.offset;
  }
  return { rows: batch.length, columns };
}
