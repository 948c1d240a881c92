import { createHash } from 'node:crypto';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { finishJournal } from '../../src/chain/finish.js';
import { createJournal } from '../../src/chain/journal.js';
import { lockPath } from '../../src/chain/lock.js';
import { finishedPath, journalPath } from '../../src/chain/paths.js';
import { openChain } from '../../src/chain/reader.js';
import { recoverJournal } from '../../src/chain/recover.js';
import { reopenFinished } from '../../src/chain/reopen.js';
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
const shape: Shape = { ensembles: 3, walkers: 4, thin: 2 };
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
/** What a run would say of itself at its end: it depends on how far it came, not on how. */
const documentAt = (iteration: number): Record<string, unknown> => ({
  ...metadata.document,
  iterations: iteration,
});

/** Draws a chain in the given intervals and finishes it. */
function drawn(name: string, commits: readonly number[], ofShape = shape): string {
  const journal = createJournal(at(`${name}.arrows`), columns, metadata);
  commits.forEach((to, i) => journal.commit(blocksOf(ofShape, i === 0 ? 0 : commits[i - 1], to)));
  return finishJournal(journal, documentAt(commits.at(-1)!));
}

describe('a finished chain', () => {
  const last = 40;
  const path = drawn('finished', [5, WARMUP, WARMUP + 7, WARMUP + 33, WARMUP + last]);
  const table = tableFromIPC(readFileSync(path));

  test('has its rows sorted by ensemble, step and walker', () => {
    const rows = Array.from({ length: table.numRows }, (_, i) => {
      const { ensemble, step, walker } = table.get(i)!.toJSON() as Record<string, number>;
      return [ensemble, step, walker];
    });
    const expected = [0, 1, 2].flatMap((e) =>
      Array.from({ length: 20 }, (_, k) => 2 * (k + 1)).flatMap((step) =>
        [0, 1, 2, 3].map((w) => [e, step, w]),
      ),
    );
    expect(rows).toEqual(expected);
  });

  test('has every number that was committed, to the last bit', () => {
    for (const { id } of columns.slice(3))
      expect(Float64Array.from(table.getChild(id)!.toArray() as Float64Array), id).toEqual(
        expectedColumn(shape, last, id),
      );
  });

  test('has the final document, and each ensemble as it was at the end', () => {
    expect(JSON.parse(table.schema.metadata.get('licmc')!)).toEqual(documentAt(WARMUP + last));
    const stored = JSON.parse(table.schema.metadata.get('licmc.checkpoints')!) as { checkpoint: string }[];
    expect(stored.map(({ checkpoint }) => Buffer.from(checkpoint, 'base64'))).toEqual(
      [0, 1, 2].map((e) => Buffer.from(checkpointAt(e, WARMUP + last))),
    );
  });

  test('replaces the journal and its lock', () => {
    expect([
      existsSync(path),
      existsSync(journalPath(path)),
      existsSync(lockPath(journalPath(path))),
    ]).toEqual([true, false, false]);
  });

  test('holds nothing of when, where or how fast it was made', () => {
    const again = drawn('again', [5, WARMUP, WARMUP + 7, WARMUP + 33, WARMUP + last]);
    expect(sha256(again)).toBe(sha256(path));
  });

  test('does not depend on the intervals of the commits', () => {
    const few = drawn('few', [WARMUP + last]);
    const many = drawn(
      'many',
      Array.from({ length: WARMUP + last }, (_, i) => i + 1),
    );
    expect([sha256(few), sha256(many)]).toEqual([sha256(path), sha256(path)]);
  });

  test('nor does one of several batches', () => {
    // 5,500 rows of 4 walkers each ensemble: batches of 4,096 steps and the rest.
    const wide: Shape = { ensembles: 2, walkers: 4 };
    const one = drawn('wide-one', [WARMUP + 5500], wide);
    const three = drawn('wide-three', [WARMUP + 1000, WARMUP + 4096, WARMUP + 5500], wide);
    expect(sha256(three)).toBe(sha256(one));
    expect(tableFromIPC(readFileSync(one)).batches.map(({ numRows }) => numRows)).toEqual([
      16384, 5616, 16384, 5616,
    ]);
  });

  test('may be without draws', () => {
    const chain = openChain(drawn('empty', [3]));
    expect([chain.length, chain.state]).toEqual([0, 'finished']);
    chain.close();
  });
});

describe('continuing', () => {
  const long = (): string => drawn('long', [WARMUP + 60]);

  test('a finished chain gives the bytes of one long run', () => {
    const path = drawn('short', [WARMUP, WARMUP + 21]);
    const bytes = sha256(path);
    const { journal, checkpoints, keptSteps, lastStep } = reopenFinished(path);
    expect(checkpoints).toEqual(
      [0, 1, 2].map((ensemble) => ({
        ensemble,
        walkers: 4,
        iteration: WARMUP + 21,
        checkpoint: checkpointAt(ensemble, WARMUP + 21),
      })),
    );
    expect([keptSteps, lastStep]).toEqual([10, 20]);
    journal.commit(blocksOf(shape, WARMUP + 21, WARMUP + 60));
    expect(sha256(path), 'the finished chain stays until the longer one is there').toBe(bytes);
    finishJournal(journal, documentAt(WARMUP + 60));
    expect(sha256(path)).toBe(sha256(long()));
  });

  test('also when the continuation is interrupted, and done twice', () => {
    const path = drawn('stepwise', [WARMUP + 20]);
    const first = reopenFinished(path).journal;
    first.commit(blocksOf(shape, WARMUP + 20, WARMUP + 30));
    first.close();
    expect(() => reopenFinished(path)).toThrow(/expected no unfinished continuation of .*stepwise.arrow/);
    const second = recoverJournal(journalPath(path));
    expect(second.lastStep).toBe(30);
    second.journal.commit(blocksOf(shape, WARMUP + 30, WARMUP + 40));
    finishJournal(second.journal, documentAt(WARMUP + 40));
    const third = reopenFinished(path).journal;
    third.commit(blocksOf(shape, WARMUP + 40, WARMUP + 60));
    finishJournal(third, documentAt(WARMUP + 60));
    expect(sha256(path)).toBe(sha256(drawn('long-too', [WARMUP + 60])));
  });

  test('nothing more is the same chain again', () => {
    const path = drawn('same', [WARMUP + 20]);
    const bytes = sha256(path);
    finishJournal(reopenFinished(path).journal, documentAt(WARMUP + 20));
    expect(sha256(path)).toBe(bytes);
  });

  test('a chain without draws', () => {
    const path = drawn('warm-up-only', [WARMUP]);
    const { journal, checkpoints } = reopenFinished(path);
    expect(checkpoints.map(({ iteration }) => iteration)).toEqual([WARMUP, WARMUP, WARMUP]);
    journal.commit(blocksOf(shape, WARMUP, WARMUP + 60));
    finishJournal(journal, documentAt(WARMUP + 60));
    expect(sha256(path)).toBe(sha256(drawn('long-three', [WARMUP + 60])));
  });

  test('a damaged or cut-off chain is refused, and no journal appears', () => {
    const path = drawn('damaged', [WARMUP + 20]);
    const bytes = readFileSync(path);
    for (let position = 16; position < bytes.length - 400; position += 307) {
      const flipped = Uint8Array.from(bytes);
      flipped[position] ^= 4;
      writeFileSync(path, flipped);
      // In the footer, which repeats what the sealed messages say, damage does not reach us.
      if (position >= bytes.lastIndexOf(Buffer.from('ffffffff00000000', 'hex'))) continue;
      expect(() => reopenFinished(path), String(position)).toThrow(/damaged/);
    }
    writeFileSync(path, bytes);
    truncateSync(path, bytes.length - 1);
    expect(() => reopenFinished(path)).toThrow(/expected a whole Arrow file, got one that is cut off/);
    expect(existsSync(journalPath(path))).toBe(false);
    expect(existsSync(lockPath(journalPath(path)))).toBe(false);
  });

  test('a chain that is not there is told', () => {
    expect(() => reopenFinished(at('nowhere.arrow'))).toThrow(
      /expected a chain to continue, got no such file/,
    );
  });
});

test('names of a chain', () => {
  expect(journalPath('chains/lic.arrow')).toBe('chains/lic.arrows');
  expect(finishedPath('chains/lic.arrows')).toBe('chains/lic.arrow');
  expect(journalPath('my.chain')).toBe('my.chain.arrows');
});
