/** Reads the structure of a finished chain, an Arrow file: its schema and where its batches lie. */
import { fstatSync } from 'node:fs';
import type { Schema } from 'apache-arrow/schema';
import { Footer } from 'apache-arrow/ipc/metadata/file';
import { Message } from 'apache-arrow/ipc/metadata/message';
import { InputError } from '../errors.js';
import { readFully } from './file.js';
import { locateBatch, type BatchLocation } from './layout.js';
import { PREFIX_BYTES } from './message.js';
import { readMessage, type MessageExtent } from './read-message.js';

/** The first and last bytes of an Arrow file. */
export const MAGIC = Uint8Array.from('ARROW1', (char) => char.charCodeAt(0));
/** What ends the stream inside: continuation mark and length 0. */
export const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);
/** The magic, padded to the alignment of messages. */
export const FIRST_MESSAGE = 8;
/** Length of the footer and magic. */
const TRAILER_BYTES = 4 + MAGIC.length;
/** Bytes of one batch in a footer: no footer lists more than fit. */
const FOOTER_BLOCK_BYTES = 24;

export interface FinishedScan {
  readonly schema: Schema;
  readonly batches: readonly BatchLocation[];
  /** The sealed messages of the batches; null when another program wrote the file. */
  readonly messages: readonly MessageExtent[] | null;
}

/** @throws InputError when the file is cut off, damaged, or holds what cannot be read as it lies */
export function scanFinished(fd: number, path: string): FinishedScan {
  const size = fstatSync(fd).size;
  const trailer = new Uint8Array(TRAILER_BYTES);
  readFully(fd, trailer, Math.max(FIRST_MESSAGE, size - TRAILER_BYTES));
  if (!MAGIC.every((byte, i) => trailer[4 + i] === byte))
    throw unusable(path, 'a whole Arrow file', 'one that is cut off');
  const footerBytes = new DataView(trailer.buffer).getInt32(0, true);
  const footerStart = size - TRAILER_BYTES - footerBytes;
  if (footerBytes <= 0 || footerStart < FIRST_MESSAGE)
    throw unusable(path, 'a whole Arrow file', 'a damaged one');

  const first = readMessage(fd, FIRST_MESSAGE, footerStart);
  if (typeof first !== 'string' && first.message.isSchema())
    return scanMessages(fd, path, first.message.header(), first.end, footerStart);
  return scanFooter(fd, path, footerStart, footerBytes);
}

/** Our own files need no footer: every message follows the one before and proves itself by its seal. */
function scanMessages(
  fd: number,
  path: string,
  schema: Schema,
  start: number,
  footerStart: number,
): FinishedScan {
  const batches: BatchLocation[] = [];
  const messages: MessageExtent[] = [];
  const streamEnd = footerStart - END_OF_STREAM.length;
  for (let at = start; at < streamEnd; at = messages[messages.length - 1].end) {
    const file = readMessage(fd, at, streamEnd);
    if (typeof file === 'string') throw unusable(path, 'an intact chain', `one with a batch that is ${file}`);
    batches.push(located(locateBatch(file.message, schema, file.bodyStart), path));
    const { bodyStart, end, bodyCrc } = file;
    messages.push({ bodyStart, end, bodyCrc });
  }
  return { schema, batches, messages };
}

/**
 * A file another program has written, perhaps with our metadata and its seals that no longer fit: the footer has the schema
 * and tells where the batches are.
 */
function scanFooter(fd: number, path: string, footerStart: number, footerBytes: number): FinishedScan {
  const damaged = unusable(path, 'an intact chain', 'a damaged one');
  const bytes = new Uint8Array(footerBytes);
  readFully(fd, bytes, footerStart);
  const footer = Footer.decode(bytes);
  if (footer.numRecordBatches * FOOTER_BLOCK_BYTES > footerBytes) throw damaged;
  const { schema } = footer;
  const batches: BatchLocation[] = [];
  let startsWithBatch = false;
  for (const { offset, metaDataLength, bodyLength } of footer.recordBatches()) {
    // Where a schema precedes the batches, one seal that fits shows the file to be ours after all, its schema damaged.
    const sealed = typeof readMessage(fd, offset, footerStart) !== 'string';
    startsWithBatch ||= offset === FIRST_MESSAGE;
    if (sealed && !startsWithBatch) throw damaged;
    const bodyStart = offset + metaDataLength;
    const head = new Uint8Array(metaDataLength);
    if (bodyStart + bodyLength > footerStart || readFully(fd, head, offset) < metaDataLength) throw damaged;
    batches.push(located(locateBatch(Message.decode(head.subarray(PREFIX_BYTES)), schema, bodyStart), path));
  }
  return { schema, batches, messages: null };
}

function located(location: BatchLocation | string, path: string): BatchLocation {
  if (typeof location === 'string') throw unusable(path, `a chain with ${location}`);
  return location;
}

/** @param got nothing where the file is whole, but another program's */
export function unusable(path: string, expected: string, got?: string): InputError {
  return new InputError({
    where: path,
    expected,
    ...(got === undefined ? {} : { got }),
    hint:
      got === undefined
        ? 'It was written by another program.'
        : 'Take a copy, or draw the chain again with --force.',
  });
}
