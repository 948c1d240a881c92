/**
 * Walks a journal from its start and finds what was committed: whole groups of whole, sealed batches. Whatever follows
 * the last of them is the trace of a write that never finished.
 */
import { fstatSync } from 'node:fs';
import type { Schema } from 'apache-arrow';
import { InputError } from '../errors.js';
import { decodeState, type EnsembleCheckpoint } from './checkpoints.js';
import { decodeGroupBatch } from './group.js';
import { locateBatch, type BatchLocation } from './layout.js';
import { isBodyIntact, readMessage, type FileMessage } from './read-message.js';

/** A committed batch of a journal. */
export interface JournalBatch extends BatchLocation {
  readonly ensemble: number;
  readonly walkers: number;
  /** Steps of the ensemble since its start, warm-up included. */
  readonly iteration: number;
  /** State of the ensemble after the batch, base64; empty where a later batch of the group has it. */
  readonly checkpoint: string;
}

export interface JournalScan {
  readonly schema: Schema;
  /** The committed batches, in order of commit. */
  readonly batches: readonly JournalBatch[];
  /** Committed groups. */
  readonly groups: number;
  /** Position of the first byte after the last committed group. */
  readonly end: number;
  /** What follows there, as it completes "it ends with ..."; null for nothing. */
  readonly tail: string | null;
}

interface Group {
  readonly start: number;
  readonly messages: FileMessage[];
  readonly batches: JournalBatch[];
}

/**
 * @param verify `all`: compare every checksum, as before continuing a chain; `last`: those of the bodies in the last whole
 * group only, the only one a crash can have torn, since each group is on disk before the next is written
 * @throws InputError when not even the schema can be read
 */
export function scanJournal(fd: number, path: string, verify: 'all' | 'last'): JournalScan {
  const size = fstatSync(fd).size;
  const first = readMessage(fd, 0, size);
  if (typeof first === 'string' || !first.message.isSchema()) throw notAJournal(path, size);
  const schema: Schema = first.message.header();

  const groups: Group[] = [];
  let group: Group = { start: first.end, messages: [], batches: [] };
  let tail: string | null = null;
  for (let at = first.end; at < size;) {
    const next = readBatch(fd, at, size, schema, groups.length, group.batches.length, verify === 'all');
    if (typeof next === 'string') {
      tail = next;
      break;
    }
    group.messages.push(next.file);
    group.batches.push(next.batch);
    at = next.file.end;
    if (group.batches.length < next.parts) continue;
    groups.push(group);
    group = { start: at, messages: [], batches: [] };
  }
  if (tail === null && group.batches.length > 0) tail = 'a group without its last batches';

  let end = group.start;
  while (verify === 'last') {
    const last = groups.at(-1);
    if (last === undefined || last.messages.every((message) => isBodyIntact(fd, message))) break;
    tail = 'a damaged batch';
    end = last.start;
    groups.pop();
  }
  return { schema, batches: groups.flatMap(({ batches }) => batches), groups: groups.length, end, tail };
}

interface NextBatch {
  readonly file: FileMessage;
  readonly batch: JournalBatch;
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
  return { file, batch: { ...location, ...told }, parts: told.parts };
}

/** The latest state of each ensemble, by ensemble; empty when nothing was committed. */
export function lastCheckpoints(batches: readonly JournalBatch[]): EnsembleCheckpoint[] {
  const last = new Map<number, EnsembleCheckpoint>();
  for (const { ensemble, walkers, iteration, checkpoint } of batches)
    if (checkpoint !== '')
      last.set(ensemble, { ensemble, walkers, iteration, checkpoint: decodeState(checkpoint) });
  return [...last.values()].sort((a, b) => a.ensemble - b.ensemble);
}

function notAJournal(path: string, size: number): InputError {
  return new InputError({
    where: path,
    expected: 'the journal of a chain',
    got: size === 0 ? 'an empty file' : 'a file whose head is damaged or of another kind',
    hint: 'Nothing in it can be used: draw the chain again with --force.',
  });
}
