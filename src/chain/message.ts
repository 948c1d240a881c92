/**
 * Arrow IPC messages with a seal. A message is the unit of both Arrow formats (stream and file): the continuation mark
 * 0xFFFFFFFF, an int32 length, a flatbuffer of that length (together the head), a body. Each message of a chain carries
 * in its own metadata the length of its body and the CRC-32 of body and head, so that torn, zero-filled and flipped bytes
 * are told from committed ones before anything else looks at them.
 *
 * Messages are put together from apache-arrow's encoders of the flatbuffers; its RecordBatchWriter is not used because
 * it drops a batch silently when the schema differs (apache/arrow-js issue 388). test/chain/message.test.ts holds that
 * the bytes are those of its writer.
 */
import { crc32 } from 'node:zlib';
import { Schema } from 'apache-arrow/schema';
import { BufferRegion, FieldNode, Message, RecordBatch } from 'apache-arrow/ipc/metadata/message';

/** Bytes before the flatbuffer: continuation mark and length. */
export const PREFIX_BYTES = 8;
/** Both Arrow formats align flatbuffers and buffers to 8 bytes. */
const ALIGNMENT = 8;
/** Metadata key of the seal. */
const SEAL_KEY = 'licmc.seal';
const SEAL_MARK = 'licmc-seal:';
/** Length of the body, CRC-32 of the body, CRC-32 of the head with its own digits as zeros: hexadecimal. */
const SEAL_BLANK = '000000000000:00000000:00000000';
const SEAL_PATTERN = /^([0-9a-f]{12}):([0-9a-f]{8}):([0-9a-f]{8})$/;

/** A column of a batch. */
export type ColumnData = Uint16Array | Uint32Array | Float64Array;

/** The schema message that starts both formats, sealed, and the schema with its seal, as the footer of the file format repeats it. */
export function encodeSchema(schema: Schema): { readonly bytes: Uint8Array; readonly sealed: Schema } {
  const blank = new Map([...schema.metadata, [SEAL_KEY, SEAL_MARK + SEAL_BLANK]]);
  const bytes = frame(Message.encode(Message.from(new Schema(schema.fields, blank))), []);
  const digits = seal(bytes);
  return { bytes, sealed: new Schema(schema.fields, blank.set(SEAL_KEY, SEAL_MARK + digits)) };
}

/**
 * A record batch without nulls, sealed. `metadata` goes into the message; keys and values are plain ASCII.
 * @throws RangeError when the columns differ in length
 */
export function encodeBatch(
  columns: readonly ColumnData[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const rows = columns[0].length;
  const regions: BufferRegion[] = [];
  let end = 0;
  for (const column of columns) {
    if (column.length !== rows)
      throw new RangeError(`encodeBatch: columns of ${rows} and ${column.length} rows`);
    const bytes = align(column.byteLength);
    regions.push(new BufferRegion(end, 0), new BufferRegion(end, bytes));
    end += bytes;
  }
  const nodes = columns.map(() => new FieldNode(rows, 0));
  const entries = new Map(Object.entries({ ...metadata, [SEAL_KEY]: SEAL_MARK + SEAL_BLANK }));
  const header = new RecordBatch(rows, nodes, regions, null, [], entries);
  const bytes = frame(Message.encode(Message.from(header, end)), columns);
  seal(bytes);
  return bytes;
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Prefix, flatbuffer and body in one array, everything padded with zeros. */
function frame(flatbuffer: Uint8Array, columns: readonly ColumnData[]): Uint8Array {
  const metadataEnd = align(PREFIX_BYTES + flatbuffer.byteLength);
  const bodyBytes = columns.reduce((end, column) => align(end + column.byteLength), 0);
  const bytes = new Uint8Array(metadataEnd + bodyBytes);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, -1, true);
  view.setInt32(4, metadataEnd - PREFIX_BYTES, true);
  bytes.set(flatbuffer, PREFIX_BYTES);
  let at = metadataEnd;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at = align(at + column.byteLength);
  }
  return bytes;
}

/**
 * Writes the seal over its own blank and returns it.
 * @throws RangeError when the metadata contain the blank besides
 */
function seal(bytes: Uint8Array): string {
  const headBytes = headBytesOf(bytes);
  const head = Buffer.from(bytes.buffer, 0, headBytes);
  const at = head.indexOf(SEAL_MARK + SEAL_BLANK);
  if (head.includes(SEAL_MARK + SEAL_BLANK, at + 1))
    throw new RangeError(`seal: '${SEAL_MARK}' in the metadata`);
  const body = bytes.subarray(headBytes);
  const fields = `${hex(body.byteLength, 12)}:${hex(crc32(body), 8)}:`;
  head.write(fields, at + SEAL_MARK.length, 'latin1');
  const digits = hex(crc32(head), 8);
  head.write(digits, at + SEAL_MARK.length + fields.length, 'latin1');
  return fields + digits;
}

/** Length of the head of a message: where its body starts. */
export function headBytesOf(bytes: Uint8Array): number {
  return PREFIX_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** What the seal of a message says about its body. */
export interface Seal {
  readonly bodyBytes: number;
  readonly bodyCrc: number;
}

/**
 * Reads the seal of a message's head: `damaged` when the head is not what was sealed, `none` when it never was (a file of
 * another program).
 */
export function readSeal(headBytes: Uint8Array): Seal | 'damaged' | 'none' {
  const head = Buffer.from(headBytes.buffer, headBytes.byteOffset, headBytes.byteLength);
  let found: 'damaged' | 'none' = 'none';
  // A document may by chance contain the mark: the seal is the occurrence that fits.
  for (let at = head.indexOf(SEAL_MARK); at >= 0; at = head.indexOf(SEAL_MARK, at + 1)) {
    found = 'damaged';
    const from = at + SEAL_MARK.length;
    const to = from + SEAL_BLANK.length;
    const fields = SEAL_PATTERN.exec(head.toString('latin1', from, to));
    if (fields === null) continue;
    const crc = crc32(head.subarray(to), crc32('00000000', crc32(head.subarray(0, to - 8))));
    if (hex(crc, 8) === fields[3])
      return { bodyBytes: Number.parseInt(fields[1], 16), bodyCrc: Number.parseInt(fields[2], 16) };
  }
  return found;
}
