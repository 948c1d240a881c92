/** Reads the sealed messages of an open chain file. Nothing is decoded whose bytes are not those that were sealed. */
import { crc32 } from 'node:zlib';
import { Message } from 'apache-arrow/ipc/metadata/message';
import { readFully } from './file.js';
import { PREFIX_BYTES, readSeal } from './message.js';

/** Where a message with an intact head lies, and what its body must be. */
export interface MessageExtent {
  readonly bodyStart: number;
  /** Position of the first byte after the message. */
  readonly end: number;
  readonly bodyCrc: number;
}

/** A message whose head is intact; the body is left in the file. */
export interface FileMessage extends MessageExtent {
  readonly message: Message;
}

/**
 * Why no message was read: the file ends too early; the bytes are something else; they have been damaged; or they are a
 * message without a seal.
 */
export type Broken = 'cut off' | 'not a message' | 'damaged' | 'unsealed';

/** A head longer than this is garbage: checkpoints and schemas are a few hundred kilobytes at most. */
const LONGEST_HEAD = 1 << 28;
/** Bytes of a body read at a time. */
const PIECE = 1 << 20;

/** The message that starts at a position. @param size of the file */
export function readMessage(fd: number, start: number, size: number): FileMessage | Broken {
  const prefix = new Uint8Array(PREFIX_BYTES);
  if (start + PREFIX_BYTES > size || readFully(fd, prefix, start) < PREFIX_BYTES) return 'cut off';
  const view = new DataView(prefix.buffer);
  const length = view.getInt32(4, true);
  // A group whose first bytes have not been written: see journal.ts.
  if (prefix.every((byte) => byte === 0)) return 'cut off';
  if (view.getInt32(0, true) !== -1 || length <= 0 || length > LONGEST_HEAD) return 'not a message';
  const head = new Uint8Array(PREFIX_BYTES + length);
  const bodyStart = start + head.byteLength;
  if (bodyStart > size || readFully(fd, head, start) < head.byteLength) return 'cut off';
  const seal = readSeal(head);
  if (seal === 'none') return 'unsealed';
  if (seal === 'damaged') return 'damaged';
  const end = bodyStart + seal.bodyBytes;
  if (end > size) return 'cut off';
  return {
    message: Message.decode(head.subarray(PREFIX_BYTES)),
    bodyStart,
    end,
    bodyCrc: seal.bodyCrc,
  };
}

/** Whether the body of a message is the one that was sealed. It is read piece by piece: a batch may be large. */
export function isBodyIntact(fd: number, { bodyStart, end, bodyCrc }: MessageExtent): boolean {
  const piece = new Uint8Array(Math.min(PIECE, end - bodyStart));
  let crc = 0;
  for (let at = bodyStart; at < end; at += piece.byteLength) {
    const part = piece.subarray(0, Math.min(piece.byteLength, end - at));
    if (readFully(fd, part, at) < part.byteLength) return false;
    crc = crc32(part, crc);
  }
  return crc === bodyCrc;
}
