import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { RecordBatchReader, tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/chain/block.js';
import { createJournal } from '../../src/chain/journal.js';
import { lockPath } from '../../src/chain/lock.js';
import { blocksOf, columns, metadata, valueAt, WARMUP, type Shape } from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';

const at = temporaryDirectory();
const shape: Shape = { ensembles: 3, walkers: 4 };

describe('a journal', () => {
  test('is an Arrow stream that others read at any moment', () => {
    const path = at('read.arrows');
    const journal = createJournal(path, columns, metadata);
    journal.commit(blocksOf(shape, 0, WARMUP));
    journal.commit(blocksOf(shape, WARMUP, WARMUP + 2));
    const table = tableFromIPC(readFileSync(path));
    expect(table.numRows).toBe(3 * 2 * 4);
    expect(table.schema.metadata.get('licmc.seed')).toBe('42');
    expect(table.get(3 * 4 - 1)!.toJSON()).toMatchObject({ ensemble: 1, walker: 3, step: 1 });
    expect(table.getChild('v_sun')!.get(2 * 4 * 2 + 5)).toBe(valueAt(2, 2, 1, 4));
    journal.close();
  });

  test('says in each batch where it stands', () => {
    const path = at('metadata.arrows');
    const journal = createJournal(path, columns, metadata);
    journal.commit(blocksOf(shape, 0, WARMUP + 5));
    const batches = [...RecordBatchReader.from(readFileSync(path))];
    expect(Object.fromEntries(batches[1].metadata)).toMatchObject({
      'licmc.group': '0',
      'licmc.part': '1/3',
      'licmc.ensemble': '1',
      'licmc.walkers': '4',
      'licmc.iteration': String(WARMUP + 5),
    });
    journal.close();
  });

  test('takes blocks in any order', () => {
    const files = ['in-order.arrows', 'reversed.arrows'].map(at);
    files.forEach((path, i) => {
      const journal = createJournal(path, columns, metadata);
      const blocks = blocksOf(shape, 0, WARMUP + 3);
      journal.commit(i === 0 ? blocks : blocks.reverse());
      journal.close();
    });
    expect(readFileSync(files[0]).equals(readFileSync(files[1]))).toBe(true);
  });

  test('makes its directory, and leaves neither lock nor draft behind', () => {
    const path = at('new/deep/a.arrows');
    const journal = createJournal(path, columns, metadata);
    expect(existsSync(lockPath(path))).toBe(true);
    journal.close();
    journal.close();
    expect([existsSync(path), existsSync(lockPath(path)), existsSync(`${path}.tmp`)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(() => journal.commit(blocksOf(shape, 0, 1))).toThrow('is closed');
  });

  test('is not replaced unless asked to', () => {
    const path = at('there.arrows');
    const first = createJournal(path, columns, metadata);
    first.commit(blocksOf(shape, 0, WARMUP + 1));
    first.close();
    expect(() => createJournal(path, columns, metadata)).toThrow(
      /expected no unfinished chain of this name.*--resume/,
    );
    expect(existsSync(lockPath(path))).toBe(false);
    const second = createJournal(path, columns, metadata, { overwrite: true });
    expect(second.bytes).toBe(readFileSync(path).length);
    expect(tableFromIPC(readFileSync(path)).numRows).toBe(0);
    second.close();
  });

  test('stops when another program writes to it or deletes it', () => {
    const path = at('disturbed.arrows');
    const journal = createJournal(path, columns, metadata);
    journal.commit(blocksOf(shape, 0, WARMUP));
    appendFileSync(path, 'x');
    const next = blocksOf(shape, WARMUP, WARMUP + 1);
    expect(() => journal.commit(next)).toThrow(/another program has written to it/);
    rmSync(path);
    expect(() => journal.commit(next)).toThrow(/another program has deleted it/);
    journal.close();
  });
});

describe('blocks that do not fit are refused: a bug of the caller', () => {
  const refused = (name: string, change: (blocks: Block[]) => Block[]): string => {
    const path = at(`refused-${name}.arrows`);
    const journal = createJournal(path, columns, metadata);
    journal.commit(blocksOf(shape, 0, WARMUP + 3));
    const { bytes } = journal;
    let message = '';
    try {
      journal.commit(change(blocksOf(shape, WARMUP + 3, WARMUP + 5)));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      message = (error as RangeError).message;
    }
    expect(journal.bytes).toBe(bytes);
    expect(readFileSync(path).length).toBe(bytes);
    journal.close();
    return message;
  };
  const one = (blocks: Block[], change: Partial<Block>): Block[] => [
    blocks[0],
    { ...blocks[1], ...change },
    blocks[2],
  ];

  test.each<[string, (blocks: Block[]) => Block[], string]>([
    ['none', () => [], 'no blocks'],
    ['missing', (blocks) => blocks.slice(1), '2 blocks, 3 ensembles before'],
    ['repeated', (blocks) => one(blocks, { ensemble: 0 }), 'block 1 is of ensemble 0'],
    [
      'steps',
      (blocks) => one(blocks, { steps: Uint32Array.of(4, 6) }),
      'ensembles 0 and 1 differ in walkers or steps',
    ],
    ['again', () => blocksOf(shape, WARMUP + 2, WARMUP + 5), 'step 3 after step 3'],
    [
      'columns',
      (blocks) => one(blocks, { columns: blocks[1].columns.slice(1) }),
      '6 columns, 7 in the schema',
    ],
    [
      'rows',
      (blocks) => one(blocks, { columns: blocks[1].columns.map((column) => column.slice(1)) }),
      'a column of 7 rows where 2 steps of 4 walkers are told',
    ],
    ['walkers', () => blocksOf({ ensembles: 3, walkers: 2 }, WARMUP + 3, WARMUP + 5), '2 walkers, 4 before'],
  ])('%s', (name, change, message) => {
    expect(refused(name, change)).toBe(`commit: ${message}`);
  });
});
