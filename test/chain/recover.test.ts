import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { recoverJournal } from '../../src/chain/recover.js';
import { scanJournal } from '../../src/chain/scan-journal.js';
import { InputError } from '../../src/errors.js';
import {
  blocksOf,
  checkpointAt,
  columns,
  expectedColumn,
  metadata,
  WARMUP,
  type Shape,
} from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';

const at = temporaryDirectory();
const shape: Shape = { ensembles: 2, walkers: 3 };
/** Iterations at which the journal commits: warm-up, then draws. */
const commits = [WARMUP, WARMUP + 2, WARMUP + 5];
const LAST = commits.length;

/** A whole journal and where its head and each of its groups end. */
const source = at('source.arrows');
const ends = ((): number[] => {
  const journal = createJournal(source, columns, metadata);
  const positions = [journal.bytes];
  commits.forEach((iteration, i) => {
    journal.commit(blocksOf(shape, i === 0 ? 0 : commits[i - 1], iteration));
    positions.push(journal.bytes);
  });
  journal.close();
  return positions;
})();
const whole = readFileSync(source);
const groupsWithin = (bytes: number): number => ends.filter((end) => end <= bytes).length - 1;

describe('a journal cut off anywhere', () => {
  test('at every byte: exactly the whole groups before it are found', () => {
    const path = at('every-byte.arrows');
    copyFileSync(source, path);
    const fd = openSync(path, 'r+');
    const wrong: string[] = [];
    for (let size = whole.length; size >= ends[0]; size--) {
      ftruncateSync(fd, size);
      const groups = groupsWithin(size);
      // Both depths of the check must see the same; the second is only cheaper.
      const { end, groups: found, tail } = scanJournal(fd, path, size % 8 === 0 ? 'last' : 'all');
      if (found.length !== groups || end !== ends[groups] || (tail === null) !== (size === end))
        wrong.push(`${size}`);
    }
    expect(wrong).toEqual([]);
    for (let size = ends[0] - 1; size >= 0; size -= 7) {
      ftruncateSync(fd, size);
      expect(() => scanJournal(fd, path, 'all'), String(size)).toThrow(InputError);
    }
    closeSync(fd);
  });

  test.each([0, 1, 2])('after group %i and some bytes: it goes on from there', (groups) => {
    const path = at(`cut-${groups}.arrows`);
    writeFileSync(path, whole.subarray(0, ends[groups] + 100));
    const { journal, checkpoints, keptSteps, lastStep, discarded } = recoverJournal(path);
    const iteration = groups === 0 ? 0 : commits[groups - 1];
    const kept = Math.max(0, iteration - WARMUP);
    expect(checkpoints).toEqual(
      groups === 0
        ? []
        : [0, 1].map((ensemble) => ({
            ensemble,
            walkers: 3,
            iteration,
            checkpoint: checkpointAt(ensemble, iteration),
          })),
    );
    expect([journal.groups, keptSteps, lastStep]).toEqual([groups, kept, kept]);
    expect(discarded).toEqual({ bytes: 100, reason: 'a batch cut off' });
    expect(journal.metadata).toEqual(metadata);
    commits
      .slice(groups)
      .forEach((to, i) => journal.commit(blocksOf(shape, i === 0 ? iteration : commits[groups + i - 1], to)));
    journal.close();
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  test('between groups nothing is discarded', () => {
    const path = at('clean.arrows');
    writeFileSync(path, whole);
    const { journal, discarded } = recoverJournal(path);
    expect(discarded).toBeNull();
    expect(journal.bytes).toBe(whole.length);
    journal.close();
  });
});

describe('tails that are not what was written', () => {
  const tails: [string, (missing: Uint8Array) => Uint8Array][] = [
    ['zeros in place of the last group', (missing) => missing.fill(0)],
    ['zeros in its second half', (missing) => missing.fill(0, missing.length / 2)],
    ['zeros but for its first kilobyte', (missing) => missing.fill(0, 1024)],
    ['garbage', (missing) => missing.map((_, i) => (i * 2654435761) >>> 13)],
    ['marks of continuation', (missing) => missing.fill(0xff)],
    ['an end of stream', () => Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0)],
    ['the last group twice', (missing) => Buffer.concat([missing, missing])],
    ['an earlier group', () => whole.subarray(ends[0], ends[1])],
    ['one byte', () => Uint8Array.of(255)],
  ];
  test.each(tails)('%s', (name, tail) => {
    const path = at(`tail-${name.replaceAll(' ', '-')}.arrows`);
    const last = Uint8Array.from(whole.subarray(ends[LAST - 1]));
    const bytes = Buffer.concat([whole.subarray(0, ends[LAST - 1]), tail(last)]);
    writeFileSync(path, bytes);
    const groups = name === 'the last group twice' ? LAST : LAST - 1;
    const chain = openChain(path);
    expect(chain.column('x_b')).toEqual(expectedColumn(shape, groups === LAST ? 5 : 2, 'x_b'));
    chain.close();
    const { journal, discarded } = recoverJournal(path);
    expect([journal.groups, journal.bytes]).toEqual([groups, ends[groups]]);
    expect(discarded?.bytes).toBe(bytes.length - ends[groups]);
    journal.close();
    expect(readFileSync(path).equals(whole.subarray(0, ends[groups]))).toBe(true);
  });
});

describe('flipped bytes', () => {
  const path = at('flipped.arrows');
  writeFileSync(path, whole);
  const fd = openSync(path, 'r+');
  const scanWithFlip = (position: number, verify: 'all' | 'last'): ReturnType<typeof scanJournal> => {
    writeSync(fd, Uint8Array.of(whole[position] ^ (1 << (position % 8))), 0, 1, position);
    try {
      return scanJournal(fd, path, verify);
    } finally {
      writeSync(fd, whole, position, 1, position);
    }
  };

  test('anywhere in the last group: it is not taken for committed', () => {
    const taken: number[] = [];
    for (let position = ends[LAST - 1]; position < ends[LAST]; position++)
      if (scanWithFlip(position, position % 2 === 0 ? 'last' : 'all').groups.length !== LAST - 1)
        taken.push(position);
    expect(taken).toEqual([]);
  });

  test('anywhere else: never silently used by a run that goes on', () => {
    const taken: number[] = [];
    for (let position = ends[0]; position < ends[LAST - 1]; position += 11)
      if (scanWithFlip(position, 'all').end !== ends[groupsWithin(position)]) taken.push(position);
    expect(taken).toEqual([]);
  });

  test('in the schema: the file is refused', () => {
    for (let position = 0; position < ends[0]; position += 11)
      expect(() => scanWithFlip(position, 'last'), String(position)).toThrow('head is damaged');
  });
});

describe('a journal that cannot be continued is told', () => {
  test.each([
    ['missing', null, /missing.arrows: expected a chain to continue, got no such file. Leave out --resume/],
    ['empty', '', /empty.arrows: expected the journal of a chain, got an empty file/],
    ['other', 'PAR1 something else', /got a file whose head is damaged or of another kind. .*--force/],
  ])('%s', (name, content, message) => {
    const path = at(`${name}.arrows`);
    if (content !== null) writeFileSync(path, content);
    expect(() => recoverJournal(path)).toThrow(message);
    expect(() => recoverJournal(path)).toThrow(InputError);
  });
});
