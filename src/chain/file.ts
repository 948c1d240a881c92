/** The few ways in which chain files touch the disk, and what the failures of the disk are called. */
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { RunError } from '../errors.js';

/** Writes all bytes at a position; a disk may take them in several pieces. */
export function writeFully(fd: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.byteLength;)
    done += writeSync(fd, bytes, done, bytes.byteLength - done, position + done);
}

/**
 * Fills `into` from a position.
 * @returns the number of bytes read: fewer than asked for only at the end of the file
 */
export function readFully(fd: number, into: Uint8Array, position: number): number {
  let done = 0;
  while (done < into.byteLength) {
    const read = readSync(fd, into, done, into.byteLength - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

/** Makes the names in the directory of `path` as durable as the files: a rename may else be undone by a power cut. */
export function syncDirectoryOf(path: string): void {
  // Windows cannot open directories; it journals renames itself.
  if (process.platform === 'win32') return;
  const fd = openSync(dirname(path), 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes a file appear under its name with all its content, durably, or not at all. */
export function replaceFile(path: string, write: (fd: number) => void): void {
  const draft = `${path}.tmp`;
  const fd = openSync(draft, 'w+');
  try {
    try {
      write(fd);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncDirectoryOf(path);
}

/** The operating system's code of an error ("ENOSPC"); undefined when it is not one. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would exceed the largest size allowed here',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  EIO: 'the disk reports an error',
  EMFILE: 'too many open files',
  ENOTDIR: 'part of the path is not a directory',
  EISDIR: 'it is a directory',
};

/**
 * Rethrows a failure of the disk as a message for people; anything else is a bug and stays what it is.
 * @param doing what was tried, as it completes "cannot ..."   @param remedy what to do, a whole sentence
 */
export function throwDiskFailure(error: unknown, path: string, doing: string, remedy: string): never {
  const code = systemCode(error);
  if (code === undefined) throw error;
  throw new RunError(
    `${path}: cannot ${doing}: ${REASONS[code] ?? 'the system refuses'} (${code}). ${remedy}`,
    {
      cause: error,
    },
  );
}
