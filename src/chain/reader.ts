/**
 * Reads a chain, finished or not, while it is being written or after a crash. Nothing is locked and nothing changed; the
 * numbers stay on disk until a column is asked for, and then that column alone is read. The seals of a finished chain are compared
 * first; one that another program wrote has none.
 */
import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { InputError, suggestion } from '../errors.js';
import { CHECKPOINTS_KEY, decodeCheckpoints, type EnsembleCheckpoint } from './checkpoints.js';
import type { ChainColumn } from './columns.js';
import { drawsInPieces, type Draws } from './draws.js';
import { readFully, systemCode, throwDiskFailure } from './file.js';
import type { BatchLocation } from './layout.js';
import { isLocked } from './lock.js';
import { isJournalPath, journalPath } from './paths.js';
import { isBodyIntact } from './read-message.js';
import { indexRows, readRows, type RowIndex } from './row-index.js';
import { MAGIC, scanFinished, unusable } from './scan-finished.js';
import { readCheckpoints, scanJournal, type JournalBatch, type JournalScan } from './scan-journal.js';
import { readChainSchema, type ChainMetadata } from './schema.js';

/** An open chain. `ids` are the float64 columns; close it when done. */
export interface Chain extends Draws {
  /** The file that was opened: NAME.arrow, or the journal NAME.arrows. */
  readonly path: string;
  /** `running`: a journal another process is writing; `interrupted`: a journal nobody writes. */
  readonly state: 'finished' | 'running' | 'interrupted';
  /** All columns, the three index columns included. */
  readonly columns: readonly ChainColumn[];
  readonly metadata: ChainMetadata;
  /** What follows the last commit of a journal and is not part of the chain; null for nothing. */
  readonly tail: string | null;
  /** [E * N * W] a float64 column, rows sorted by (ensemble, step, walker). A fresh array. */
  column(id: string): Float64Array;
  /** Rows from .. from + out.length of one ensemble's column, in the order (step, walker), into `out`. */
  rows(ensemble: number, id: string, from: number, out: Float64Array): void;
  /** Where each ensemble stands; empty for chains that tell nothing of it (merged, or made elsewhere). */
  checkpoints(): readonly EnsembleCheckpoint[];
  close(): void;
}

/**
 * Opens NAME.arrow or NAME.arrows; of a NAME.arrow that does not exist (yet) the journal is opened instead.
 * @throws InputError when there is no such chain, or the file is cut off, damaged or of another kind
 */
export function openChain(path: string): Chain {
  return openRemembering(path, {});
}

/** Opens the same chain at each call, as `openChain` does; of a journal that is only added to, each call reads only what is new. */
export function followChain(path: string): () => Chain {
  const memory: JournalMemory = {};
  return () => openRemembering(path, memory);
}

/** What has been found in a journal so far. */
interface JournalMemory {
  scan?: JournalScan;
}

function openRemembering(path: string, memory: JournalMemory): Chain {
  const journal = journalPath(path);
  const unfinished = !isJournalPath(path) && !existsSync(path) && existsSync(journal);
  const running = unfinished ? openIfThere(journal) : null;
  // Gone since it was seen: the run has just finished.
  const actual = running === null ? path : journal;
  const fd = running ?? open(path);
  try {
    return readChain(fd, actual, memory);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function open(path: string): number {
  const fd = openIfThere(path);
  if (fd !== null) return fd;
  throw new InputError({
    where: path,
    expected: 'the file of a chain',
    got: 'no such file',
    hint: 'Draw it with `licmc sample`.',
  });
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    return throwDiskFailure(error, path, 'read the chain', 'Check the path.');
  }
}

/** Rows of a column that are read at once: they fit a processor's cache. */
const ROWS_AT_ONCE = 1 << 14;

function readChain(fd: number, path: string, memory: JournalMemory): Chain {
  const journal = isJournal(fd, path);
  // Asked before the scan: a run that ends meanwhile is told as running, never as interrupted.
  const locked = journal && isLocked(path);
  const { schema, batches, tail, checkpoints } = journal
    ? scanRunning(fd, path, memory)
    : scanWhole(fd, path);
  const { columns, metadata } = readChainSchema(schema, path);
  const positions = new Map(columns.map(({ id }, c) => [id, c]));
  const at = (id: string): number => positions.get(id)!;
  const rows = indexRows(fd, batches, [at('ensemble'), at('walker'), at('step')]);
  if (rows === null) throw notAChain(path);
  const shape = shapeOf(rows, batches);
  const ids = columns.filter(({ kind }) => kind !== 'index').map(({ id }) => id);
  const positionOf = (id: string): number => {
    if (ids.includes(id)) return at(id);
    throw new InputError({
      where: path,
      expected: 'the name of a column',
      got: `'${id}'`,
      hint: suggestion(id, ids),
    });
  };
  const pieces: Draws['pieces'] = (id, visit) => {
    const stepsAtOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / shape.walkers));
    const buffer = new Float64Array(Math.min(stepsAtOnce, rows.steps.length) * shape.walkers);
    rows.segments.forEach((segments, e) => {
      for (let first = 0; first < rows.steps.length; first += stepsAtOnce) {
        const steps = Math.min(stepsAtOnce, rows.steps.length - first);
        const piece = buffer.subarray(0, steps * shape.walkers);
        if (!readRows(fd, segments, positionOf(id), first * shape.walkers, piece))
          throw notAFile(path, CUT_OFF);
        visit(e, first, piece);
      }
    });
  };
  const column = (id: string): Float64Array => readColumn(fd, path, rows, positionOf(id));
  return {
    ...drawsInPieces({ ids, ...shape, steps: rows.steps }, pieces),
    path,
    state: journal ? (locked ? 'running' : 'interrupted') : 'finished',
    columns,
    metadata,
    tail,
    column,
    rows: (ensemble, id, from, out) => {
      if (!readRows(fd, rows.segments[ensemble], positionOf(id), from, out)) throw notAFile(path, CUT_OFF);
    },
    checkpoints,
    close: () => closeSync(fd),
  };
}

interface FileScan extends Pick<JournalScan, 'schema' | 'tail'> {
  readonly batches: readonly (BatchLocation | JournalBatch)[];
  readonly checkpoints: () => EnsembleCheckpoint[];
}

function scanRunning(fd: number, path: string, memory: JournalMemory): FileScan {
  const scan = scanJournal(fd, path, 'last', memory.scan);
  memory.scan = scan;
  const { schema, groups, tail } = scan;
  return { schema, batches: groups.flat(), tail, checkpoints: () => readCheckpoints(fd, scan) };
}

function scanWhole(fd: number, path: string): FileScan {
  const { schema, batches, messages } = scanFinished(fd, path);
  // Reading the file once costs a second per gigabyte, which is little beside anything that is done with it.
  if (messages !== null && !messages.every((message) => isBodyIntact(fd, message)))
    throw unusable(path, 'an intact chain', 'a damaged one: its numbers are not those that were written');
  const stored = schema.metadata.get(CHECKPOINTS_KEY);
  return {
    schema,
    batches,
    tail: null,
    checkpoints: () => (stored === undefined ? [] : decodeCheckpoints(stored)),
  };
}

/** Told by content, not by name: a file may have been renamed. */
function isJournal(fd: number, path: string): boolean {
  const stats = fstatSync(fd);
  if (stats.isDirectory()) throw notAFile(path, 'a directory');
  const start = new Uint8Array(8);
  if (stats.size === 0) throw notAFile(path, 'an empty file');
  readFully(fd, start, 0);
  if (MAGIC.every((byte, i) => start[i] === byte)) return false;
  if (start.subarray(0, 4).every((byte) => byte === 0xff)) return true;
  throw notAFile(path, 'a file of another kind');
}

/** During warm-up a journal has no rows yet, but its batches tell the shape. */
function shapeOf(
  rows: RowIndex,
  batches: readonly (BatchLocation & { readonly ensemble?: number; readonly walkers?: number })[],
): { ensembles: number; walkers: number } {
  if (rows.ensembles > 0) return rows;
  const ensembles = batches.reduce((most, { ensemble = -1 }) => Math.max(most, ensemble + 1), 0);
  return { ensembles, walkers: batches.at(-1)?.walkers ?? 0 };
}

function readColumn(fd: number, path: string, rows: RowIndex, column: number): Float64Array {
  const perEnsemble = rows.steps.length * rows.walkers;
  const out = new Float64Array(rows.ensembles * perEnsemble);
  rows.segments.forEach((segments, e) => {
    if (!readRows(fd, segments, column, 0, out.subarray(e * perEnsemble, (e + 1) * perEnsemble)))
      throw notAFile(path, CUT_OFF);
  });
  return out;
}

const CUT_OFF = 'a file that was cut off while it was read';

function notAFile(path: string, got: string): InputError {
  return new InputError({
    where: path,
    expected: 'the file of a chain (Arrow IPC)',
    got,
    hint: 'Chains made by other programs are read with `licmc import`.',
  });
}

function notAChain(path: string): InputError {
  return new InputError({
    where: path,
    expected: 'rows sorted by (ensemble, step, walker), each walker once at each step',
    got: 'others',
    hint: 'Was the file written again by another program? Sort the rows and leave none out.',
  });
}
