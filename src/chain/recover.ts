/** Opens a journal to be continued, after an interruption or any crash. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { InputError } from '../errors.js';
import type { EnsembleCheckpoint } from './checkpoints.js';
import { readFully, systemCode, throwDiskFailure } from './file.js';
import { openJournal, type Journal } from './journal.js';
import { acquireLock, type Lock } from './lock.js';
import { readCheckpoints, scanJournal, type JournalBatch } from './scan-journal.js';
import { readChainSchema } from './schema.js';

/** A journal ready to go on. */
export interface RecoveredJournal {
  readonly journal: Journal;
  /** State of each ensemble after the last commit; empty when nothing was committed yet. */
  readonly checkpoints: readonly EnsembleCheckpoint[];
  /** Kept steps committed. */
  readonly keptSteps: number;
  /** Number of the last kept step; 0 for none. */
  readonly lastStep: number;
  /** What was cut off behind the last commit; null when the journal ended with it. */
  readonly discarded: { readonly bytes: number; readonly reason: string } | null;
}

/**
 * Opens NAME.arrows for appending. Every checksum is compared, and what follows the last whole group is cut off.
 * @throws InputError when there is none, it is no journal, or another run writes it; RunError when the disk fails
 */
export function recoverJournal(path: string): RecoveredJournal {
  return withLock(path, (lock) => recoverLocked(path, lock));
}

/** Runs `open` under a journal's lock, which a successful result keeps. */
export function withLock(journal: string, open: (lock: Lock) => RecoveredJournal): RecoveredJournal {
  let lock: Lock | undefined;
  try {
    lock = acquireLock(journal);
    return open(lock);
  } catch (error) {
    lock?.release();
    if (systemCode(error) !== 'ENOENT')
      throwDiskFailure(error, journal, 'continue the chain', 'What was committed is kept.');
    throw new InputError({
      where: journal,
      expected: 'a chain to continue',
      got: 'no such file',
      hint: 'Leave out --resume to draw it from the start.',
    });
  }
}

/** `recoverJournal` of a journal whose lock is held. */
export function recoverLocked(path: string, lock: Lock): RecoveredJournal {
  const fd = openSync(path, 'r+');
  try {
    const scan = scanJournal(fd, path, 'all');
    const { columns, metadata } = readChainSchema(scan.schema, path);
    const excess = fstatSync(fd).size - scan.end;
    if (excess > 0) {
      ftruncateSync(fd, scan.end);
      fsyncSync(fd);
    }
    const batches = scan.groups.flat();
    const walkers = batches.at(-1)?.walkers ?? 0;
    const ensembles = batches.reduce((most, { ensemble }) => Math.max(most, ensemble + 1), 0);
    const rows = batches.reduce((sum, batch) => sum + (batch.ensemble === 0 ? batch.rows : 0), 0);
    const lastStep = readLastStep(fd, batches);
    return {
      journal: openJournal(path, fd, lock, columns, metadata, {
        groups: scan.groups.length,
        bytes: scan.end,
        shape: batches.length === 0 ? null : { ensembles, walkers },
        lastStep,
      }),
      checkpoints: readCheckpoints(fd, scan),
      keptSteps: rows === 0 ? 0 : rows / walkers,
      lastStep,
      discarded: excess > 0 ? { bytes: excess, reason: scan.tail ?? 'bytes of unknown origin' } : null,
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function readLastStep(fd: number, batches: readonly JournalBatch[]): number {
  const last = batches.findLast((batch) => batch.rows > 0);
  if (last === undefined) return 0;
  const step = new Uint32Array(1);
  readFully(fd, new Uint8Array(step.buffer), last.columns[2] + step.byteLength * (last.rows - 1));
  return step[0];
}
