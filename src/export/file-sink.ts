import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { throwDiskFailure } from '../chain/file.js';

/** A file that is written front to back through one buffer. Failures of the disk are a `RunError` that names the file. */
export interface FileSink {
  readonly text: (part: string) => void;
  readonly bytes: (part: Uint8Array) => void;
  /** Flushes, syncs and closes. */
  readonly close: () => void;
  /** Closes without flushing, for a file that is to be thrown away. */
  readonly abandon: () => void;
}

/** One write call per this many bytes: large enough that the calls do not count, small against any column. */
const bufferBytes = 1 << 20;

const remedy = 'Nothing was left behind; make room or choose another place.';

/** Creates (or empties) a file. */
export function createFileSink(path: string): FileSink {
  const guard = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throwDiskFailure(error, path, 'write the export', remedy);
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
