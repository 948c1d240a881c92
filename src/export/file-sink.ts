import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { RunError } from '../errors.js';

/** A file that is written front to back through one buffer. Failures of the disk are a `RunError` that names the file. */
export interface FileSink {
  text(part: string): void;
  bytes(part: Uint8Array): void;
  /** Flushes, syncs and closes. */
  close(): void;
  /** Closes without flushing, for a file that is to be thrown away. */
  abandon(): void;
}

/** One write call per this many bytes: large enough that the calls do not count, small against any column. */
const bufferBytes = 1 << 20;

/** Creates (or empties) a file. */
export function createFileSink(path: string): FileSink {
  const guard = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
    }
  };
  const file = guard(() => openSync(path, 'w'));
  let parts: string[] = [];
  let pending = 0;
  const writeAll = (data: Uint8Array): void => {
    for (let at = 0; at < data.length;) at += guard(() => writeSync(file, data, at));
  };
  const flush = (): void => {
    if (pending === 0) return;
    writeAll(Buffer.from(parts.join(''), 'utf8'));
    parts = [];
    pending = 0;
  };
  return {
    text: (part) => {
      parts.push(part);
      pending += part.length;
      if (pending >= bufferBytes) flush();
    },
    bytes: (part) => {
      flush();
      writeAll(part);
    },
    close: () => {
      flush();
      guard(() => {
        fsyncSync(file);
        closeSync(file);
      });
    },
    abandon: () => closeSync(file),
  };
}
