/**
 * Walks a journal from its start and finds what was committed: whole groups of whole, sealed batches. Whatever follows
 * the last of them is the trace of a write that never finished.
 */
import { fstatSync } from 'node:fs';
import type { Schema } from 'apache-arrow/schema';
import { InputError } from '../errors.js';
import { decodeState, type EnsembleCheckpoint } from './checkpoints.js';
import { decodeGroupBatch } from './group.js';
import { locateBatch, type BatchLocation } from './layout.js';
import { isBodyIntact, readMessage } from './read-message.js';

/** A committed batch of a journal. Its head, which may hold a large state, is left in the file. */
export interface JournalBatch extends BatchLocation {
  /** Position of the message in the file. */
  readonly start: number;
  readonly ensemble: number;
  readonly walkers: number;
}

export interface JournalScan {
  readonly schema: Schema;
  /** The committed batches by group, in order of commit. */
  readonly groups: readonly (readonly JournalBatch[])[];
  /** Position of the first byte after the last committed group. */
  readonly end: number;
  /** What follows there, as it completes "it ends with ..."; null for nothing. */
  readonly tail: string | null;
}

/**
 * @param verify `all`: compare every checksum, as before continuing a chain; `last`: those of the bodies in the last whole
 * group only, the only one a crash can have torn, since each group is on disk before the next is written
 * @param known an earlier scan of the same file: only what follows its last group is read
 * @throws InputError when not even the schema can be read
 */
export function scanJournal(
  fd: number,
  path: string,
  verify: 'all' | 'last',
  known: JournalScan = scanSchema(fd, path),
): JournalScan {
  const size = fstatSync(fd).size;
  const { schema } = known;
  const groups = [...known.groups];
  let group: JournalBatch[] = [];
  let { end } = known;
  let tail: string | null = null;
  for (let at = end; at < size && tail === null;) {
    const next = readBatch(fd, at, size, schema, groups.length, group.length, verify === 'all');
    if (typeof next === 'string') {
      tail = next;
      continue;
    }
    group.push(next.batch);
    at = next.end;
    if (group.length < next.parts) continue;
    groups.push(group);
    group = [];
    end = at;
  }
  if (tail === null && group.length > 0) tail = 'a group without its last batches';

  for (let last = groups.at(-1); verify === 'last' && last !== undefined; last = groups.at(-1)) {
    if (last.every(({ start }) => isIntact(fd, start, size))) break;
    tail = 'a damaged batch';
    end = last[0].start;
    groups.pop();
  }
  return { schema, groups, end, tail };
}

/** A journal of which only the schema has been read. */
function scanSchema(fd: number, path: string): JournalScan {
  const size = fstatSync(fd).size;
  const first = readMessage(fd, 0, size);
  if (typeof first === 'string' || !first.message.isSchema()) throw notAJournal(path, size);
  return { schema: first.message.header(), groups: [], end: first.end, tail: null };
}

function isIntact(fd: number, start: number, size: number): boolean {
  const message = readMessage(fd, start, size);
  return typeof message !== 'string' && isBodyIntact(fd, message);
}

interface NextBatch {
  readonly batch: JournalBatch;
  readonly end: number;
  /** Batches in its group. */
  readonly parts: number;
}

/** The batch at a position if it is the one that must follow, else what is there instead. */
function readBatch(
  fd: number,
  at: number,
  size: number,
  schema: Schema,
  group: number,
  part: number,
  verify: boolean,
): NextBatch | string {
  const file = readMessage(fd, at, size);
  if (file === 'not a message' || file === 'unsealed') return 'bytes that are not a batch';
  if (file === 'cut off') return 'a batch cut off';
  if (file === 'damaged' || (verify && !isBodyIntact(fd, file))) return 'a damaged batch';
  const { message, bodyStart } = file;
  const location = locateBatch(message, schema, bodyStart);
  if (typeof location === 'string') return 'a batch of another layout';
  const told = decodeGroupBatch(message.metadata);
  if (told?.group !== group || told.part !== part) return 'a batch out of its order';
  const { ensemble, walkers, parts } = told;
  return { batch: { ...location, start: at, ensemble, walkers }, end: file.end, parts };
}

/** The state of each ensemble after the last commit, by ensemble; empty when nothing was committed. */
export function readCheckpoints(fd: number, { groups, end }: JournalScan): EnsembleCheckpoint[] {
  return (groups.at(-1) ?? []).flatMap(({ start }) => {
    const file = readMessage(fd, start, end);
    const told = typeof file === 'string' ? null : decodeGroupBatch(file.message.metadata);
    if (told === null || told.checkpoint === '') return [];
    const { ensemble, walkers, iteration, checkpoint } = told;
    return [{ ensemble, walkers, iteration, checkpoint: decodeState(checkpoint) }];
  });
}

function notAJournal(path: string, size: number): InputError {
  return new InputError({
    where: path,
    expected: 'the journal of a chain',
    got: size === 0 ? 'an empty file' : 'a file whose head is damaged or of another kind',
    hint: 'Nothing in it can be used: draw the chain again with --force.',
  });
}
