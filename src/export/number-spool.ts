/**
 * Numbers that are made in one order and needed in another, kept in a temporary file so that memory stays bounded. The file
 * has no name from the start on (where the system allows it), so that nothing is left behind however the program ends.
 */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFully, throwDiskFailure, writeFully } from '../chain/file.js';

export interface NumberSpool {
  /** Stores values from place `at` on. */
  write(at: number, values: Float64Array): void;
  /** Reads `count` values from place `at` on. RangeError where nothing was written. */
  read(at: number, count: number): Float64Array;
  /** Removes the file. */
  close(): void;
}

/** An empty spool in the system's folder for temporary files. RunError when the disk fails. */
export function createNumberSpool(): NumberSpool {
  const guard = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throwDiskFailure(error, tmpdir(), 'keep temporary numbers there', 'Set TMPDIR to a place with room.');
    }
  };
  const folder = guard(() => mkdtempSync(join(tmpdir(), 'licmc-')));
  const file = guard(() => openSync(join(folder, 'numbers'), 'w+'));
  // Windows keeps the name of an open file; there `close` removes it.
  if (process.platform !== 'win32') rmSync(folder, { recursive: true, force: true });
  const bytes = (values: Float64Array): Uint8Array =>
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return {
    write: (at, values) => {
      guard(() => writeFully(file, bytes(values), at * 8));
    },
    read: (at, count) => {
      const values = new Float64Array(count);
      const got = guard(() => readFully(file, bytes(values), at * 8));
      if (got < values.byteLength) throw new RangeError('NumberSpool: read before it was written');
      return values;
    },
    close: () => {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
