/**
 * The journal of a calibration: JSON Lines, first what decides the records, then one line per simulation in order of their
 * numbers. Lines are only ever appended, so whatever happens all but the last are whole; a last one without its line end is
 * dropped and that simulation made again, to the same bytes.
 */
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectoryOf, systemCode, throwDiskFailure, writeFully } from '../chain/file.js';
import { acquireLock, type Lock } from '../chain/lock.js';
import { InputError, show } from '../errors.js';
import type { SimulationRecord } from './run-simulation.js';

export interface CalibrationJournal {
  /** What was there when it was opened. */
  readonly records: readonly SimulationRecord[];
  /** Makes one more record durable. @throws RunError when the disk fails */
  append(record: SimulationRecord): void;
  close(): void;
}

/** What a journal says of itself, and its simulations. */
export interface JournalContent {
  /** Plain JSON: everything that decides the records. */
  readonly header: unknown;
  readonly records: readonly SimulationRecord[];
}

/** Reads a journal, also of a run that goes on. Null where there is none. @throws InputError for a file that is not a journal */
export function readJournal(path: string): JournalContent | null {
  const text = readText(path);
  return text === null ? null : parse(text, path).content;
}

/**
 * Opens a journal for writing; nobody else can until it is closed.
 * @param header plain JSON   @param check looks at the header of a journal that is there, and throws where it cannot go on; null: begin anew
 * @throws InputError when another process writes it, or for a file that is not a journal; RunError when the disk fails
 */
export function openJournal(
  path: string,
  header: unknown,
  check: ((before: unknown) => void) | null,
): CalibrationJournal {
  let lock: Lock;
  try {
    mkdirSync(dirname(path), { recursive: true });
    lock = acquireLock(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return throwDiskFailure(error, path, 'create', 'Choose another place with --journal.');
  }
  let fd: number | null = null;
  try {
    const text = check === null ? null : readText(path);
    const found = text === null ? null : parse(text, path);
    if (found !== null) check!(found.content.header);
    fd = openSync(path, found === null ? 'w' : 'r+');
    const file = fd;
    let end = found?.bytes ?? 0;
    ftruncateSync(file, end);
    const write = (value: unknown): void => {
      const line = Buffer.from(`${JSON.stringify(value)}\n`);
      try {
        writeFully(file, line, end);
        fsyncSync(file);
      } catch (error) {
        throwDiskFailure(error, path, 'write', 'Make room, then go on with --resume.');
      }
      end += line.length;
    };
    if (found === null) {
      write(header);
      syncDirectoryOf(path);
    }
    return {
      records: found?.content.records ?? [],
      append: write,
      close: () => {
        closeSync(file);
        lock.release();
      },
    };
  } catch (error) {
    if (fd !== null) closeSync(fd);
    lock.release();
    throw error;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The whole lines, and how many bytes they take. */
function parse(text: string, path: string): { readonly content: JournalContent; readonly bytes: number } {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').slice(0, -1);
  const values = lines.map((line, i) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      throw notAJournal(`${path}:${i + 1}`, line);
    }
  });
  if (values.length === 0) throw notAJournal(path, text);
  const [header, ...records] = values;
  const isRecord = (value: unknown, index: number): value is SimulationRecord =>
    typeof value === 'object' &&
    value !== null &&
    'ranks' in value &&
    'index' in value &&
    value.index === index;
  records.forEach((record, index) => {
    if (!isRecord(record, index)) throw notAJournal(`${path}:${index + 2}`, lines[index + 1]);
  });
  return {
    content: { header, records: records as SimulationRecord[] },
    bytes: Buffer.byteLength(whole),
  };
}

function notAJournal(where: string, got: string): InputError {
  return new InputError({
    where,
    expected: 'a line of a journal written by `licmc calibrate`',
    got: show(got.slice(0, 60)),
    hint: 'Choose another file with --journal, or begin anew with --force.',
  });
}
