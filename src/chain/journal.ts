/**
 * The chain while it is being drawn: an append-only Arrow stream, NAME.arrows, that is its own checkpoint. Every interval
 * of the run appends one group, a sealed batch per ensemble with the ensemble's state in its metadata, that is on disk before
 * the next begins. The last batch of a group commits it; committed bytes are never touched again. Of a group that is being
 * written the first eight bytes come last: until then they are zeros, by which every reader of Arrow streams knows the end.
 */
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError, RunError } from '../errors.js';
import type { Block } from './block.js';
import { columnData } from './block-columns.js';
import type { ChainColumn } from './columns.js';
import { replaceFile, systemCode, throwDiskFailure, writeFully } from './file.js';
import { encodeGroupBatch } from './group.js';
import { acquireLock, type Lock } from './lock.js';
import { encodeSchema, PREFIX_BYTES } from './message.js';
import { chainSchema, type ChainMetadata } from './schema.js';

/** A journal open for appending. Hold on to it: it keeps other runs away until it is closed. */
export interface Journal {
  /** NAME.arrows */
  readonly path: string;
  readonly columns: readonly ChainColumn[];
  readonly metadata: ChainMetadata;
  readonly fd: number;
  /** Committed groups. */
  readonly groups: number;
  /** Bytes committed. */
  readonly bytes: number;
  /**
   * Appends one group, durably and wholly or not at all.
   * @param blocks one per ensemble, all with the same steps; any order
   * @throws RunError when the disk fails or someone else has written to the file: what was committed before is kept
   * @throws RangeError when the blocks do not fit together, the columns or what was committed before: a bug of the caller
   */
  commit(blocks: readonly Block[]): void;
  /** Gives the file and its lock back; what is committed stays. A second call does nothing. */
  close(): void;
}

/** Where an opened journal continues. */
export interface JournalPosition {
  readonly groups: number;
  readonly bytes: number;
  /** Ensembles and walkers of the groups so far; null before the first. */
  readonly shape: { readonly ensembles: number; readonly walkers: number } | null;
  /** The last kept step; 0 for none. */
  readonly lastStep: number;
}

export const KEPT = 'What was committed before is kept; continue with --resume.';

/**
 * Starts a journal, and its directory if need be.
 * @param path NAME.arrows
 * @throws InputError when it exists and `overwrite` is not set, or another run writes it; RunError when the disk fails
 */
export function createJournal(
  path: string,
  columns: readonly ChainColumn[],
  metadata: ChainMetadata,
  options: { readonly overwrite?: boolean } = {},
): Journal {
  const { bytes } = encodeSchema(chainSchema(columns, metadata));
  let lock: Lock | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    lock = acquireLock(path);
    if (options.overwrite !== true && existsSync(path)) throw alreadyThere(path);
    replaceFile(path, (fd) => writeFully(fd, bytes, 0));
    const fd = openSync(path, 'r+');
    return openJournal(path, fd, lock, columns, metadata, {
      groups: 0,
      bytes: bytes.byteLength,
      shape: null,
      lastStep: 0,
    });
  } catch (error) {
    lock?.release();
    return throwDiskFailure(error, path, 'start the chain', 'Choose another place with --out.');
  }
}

/** A journal that goes on at a position; the file ends there and the lock is held. */
export function openJournal(
  path: string,
  fd: number,
  lock: Lock,
  columns: readonly ChainColumn[],
  metadata: ChainMetadata,
  position: JournalPosition,
): Journal {
  let { groups, bytes, shape, lastStep } = position;
  let open = true;
  return {
    path,
    columns,
    metadata,
    fd,
    get groups() {
      return groups;
    },
    get bytes() {
      return bytes;
    },
    commit: (unordered) => {
      if (!open) throw new RangeError(`commit: ${path} is closed`);
      const blocks = [...unordered].sort((a, b) => a.ensemble - b.ensemble);
      checkBlocks(blocks, columns.length, shape, lastStep);
      append(fd, path, bytes, encodeGroup(blocks, groups), (end) => (bytes = end));
      const [{ walkers, steps }] = blocks;
      shape = { ensembles: blocks.length, walkers };
      lastStep = steps.at(-1) ?? lastStep;
      groups++;
    },
    close: () => {
      if (!open) return;
      open = false;
      closeSync(fd);
      lock.release();
    },
  };
}

function encodeGroup(blocks: readonly Block[], group: number): Uint8Array {
  const parts = blocks.length;
  return Buffer.concat(
    blocks.map((block, part) => encodeGroupBatch(columnData(block), { group, part, parts }, block)),
  );
}

function append(
  fd: number,
  path: string,
  at: number,
  group: Uint8Array,
  committed: (end: number) => void,
): void {
  const { size, nlink } = fstatSync(fd);
  if (size !== at || nlink === 0)
    throw new RunError(
      `${path}: another program has ${nlink === 0 ? 'deleted' : 'written to'} it during the run. Nothing more is written; continue with --resume.`,
    );
  try {
    // The length first: a reader that maps the file into memory has the whole group behind those bytes, or none of it.
    ftruncateSync(fd, at + group.byteLength);
    writeFully(fd, group.subarray(PREFIX_BYTES), at + PREFIX_BYTES);
    writeFully(fd, group.subarray(0, PREFIX_BYTES), at);
    fsyncSync(fd);
  } catch (error) {
    // Half a group is no harm, recovery would cut it off; but a full disk is glad of the room.
    try {
      ftruncateSync(fd, at);
    } catch (second) {
      if (systemCode(second) === undefined) throw second;
    }
    throwDiskFailure(error, path, 'write the last draws', KEPT);
  }
  committed(at + group.byteLength);
}

/** Everything a reader will rely on. */
function checkBlocks(
  blocks: readonly Block[],
  columns: number,
  shape: JournalPosition['shape'],
  lastStep: number,
): void {
  const fail = (what: string): never => {
    throw new RangeError(`commit: ${what}`);
  };
  if (blocks.length === 0) fail('no blocks');
  if (shape !== null && blocks.length !== shape.ensembles)
    fail(`${blocks.length} blocks, ${shape.ensembles} ensembles before`);
  const [{ walkers, steps }] = blocks;
  if (!Number.isInteger(walkers) || walkers < 1 || walkers > 0x10000) fail(`${walkers} walkers`);
  if (shape !== null && walkers !== shape.walkers) fail(`${walkers} walkers, ${shape.walkers} before`);
  for (let i = 0, before = lastStep; i < steps.length; before = steps[i++])
    if (steps[i] <= before) fail(`step ${steps[i]} after step ${before}`);
  blocks.forEach((block, e) => {
    if (block.ensemble !== e) fail(`block ${e} is of ensemble ${block.ensemble}`);
    if (block.walkers !== walkers || !sameSteps(block.steps, steps))
      fail(`ensembles 0 and ${e} differ in walkers or steps`);
    if (block.columns.length !== columns - 3)
      fail(`${block.columns.length} columns, ${columns - 3} in the schema`);
    for (const column of block.columns)
      if (column.length !== steps.length * walkers)
        fail(`a column of ${column.length} rows where ${steps.length} steps of ${walkers} walkers are told`);
  });
}

function sameSteps(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

function alreadyThere(path: string): InputError {
  return new InputError({
    where: path,
    expected: 'no unfinished chain of this name',
    got: 'one that is there already',
    hint: 'Continue it with --resume, or draw it again with --force.',
  });
}
