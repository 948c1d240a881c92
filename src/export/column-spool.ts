/**
 * Columns that are computed row by row but read column by column, kept in a temporary file: one pass over the chain
 * yields all of them, and memory stays bounded.
 */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFully, throwDiskFailure, writeFully } from '../chain/file.js';

export interface ColumnSpool {
  /** Stores values of a column from row `from` on. */
  write(column: number, from: number, values: Float64Array): void;
  /** Reads `count` values of a column from row `from` on. */
  read(column: number, from: number, count: number): Float64Array;
  /** Removes the file. */
  close(): void;
}

/** Room for columns of `rows` float64 values each, in the system's folder for temporary files. */
export function createColumnSpool(rows: number): ColumnSpool {
  const guard = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throwDiskFailure(error, tmpdir(), 'keep temporary columns there', 'Set TMPDIR to a place with room.');
    }
  };
  const folder = guard(() => mkdtempSync(join(tmpdir(), 'licmc-export-')));
  const file = guard(() => openSync(join(folder, 'columns'), 'w+'));
  const bytes = (values: Float64Array): Uint8Array =>
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return {
    write: (column, from, values) => {
      guard(() => writeFully(file, bytes(values), (column * rows + from) * 8));
    },
    read: (column, from, count) => {
      const values = new Float64Array(count);
      const got = guard(() => readFully(file, bytes(values), (column * rows + from) * 8));
      if (got < values.byteLength) throw new RangeError('ColumnSpool: read before it was written');
      return values;
    },
    close: () => {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
