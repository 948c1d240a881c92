import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { Table, tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { finishJournal } from '../../src/chain/finish.js';
import { createJournal } from '../../src/chain/journal.js';
import { openChain, type Chain } from '../../src/chain/reader.js';
import { InputError, RunError } from '../../src/errors.js';
import { blocksOf, columns, expectedColumn, metadata, valueAt, WARMUP, type Shape } from './synthetic.js';
import { temporaryDirectory } from './temporary-directory.js';

const at = temporaryDirectory();
const shape: Shape = { ensembles: 2, walkers: 3, thin: 5 };
const LAST = 40;

function withChain<T>(path: string, use: (chain: Chain) => T): T {
  const chain = openChain(path);
  try {
    return use(chain);
  } finally {
    chain.close();
  }
}

const journalCopy = at('chain-journal.arrows');
const finished = ((): string => {
  const journal = createJournal(at('chain.arrows'), columns, metadata);
  [WARMUP, WARMUP + 12, WARMUP + 25, WARMUP + LAST].forEach((to, i, all) =>
    journal.commit(blocksOf(shape, i === 0 ? 0 : all[i - 1], to)),
  );
  copyFileSync(journal.path, journalCopy);
  return finishJournal(journal, metadata.document);
})();

describe.each([
  ['a finished chain', finished, 'finished'],
  ['a journal', journalCopy, 'interrupted'],
])('%s', (_, path, state) => {
  const chain = openChain(path);

  test('tells what it is', () => {
    expect(chain).toMatchObject({
      path,
      state,
      ensembles: 2,
      walkers: 3,
      length: 8,
      tail: null,
      metadata,
      columns,
    });
    expect([...chain.steps]).toEqual([5, 10, 15, 20, 25, 30, 35, 40]);
    expect(chain.ids.join()).toBe(
      'log_posterior,log_prior,log_likelihood,chi2_spectrum,v_sun,log10_x_lic,x_b',
    );
  });

  test('yields a column in the order ensemble, step, walker', () => {
    for (const id of chain.ids) expect(chain.column(id)).toEqual(expectedColumn(shape, LAST, id));
  });

  test("yields each walker's own series", () => {
    const series = chain.walkerSeries('v_sun');
    expect(series.length).toBe(6);
    series.forEach((values, i) =>
      expect([...values]).toEqual(
        Array.from(chain.steps, (step) => valueAt(Math.floor(i / 3), step, i % 3, 4)),
      ),
    );
  });

  test("yields each ensemble's draws, step by step", () => {
    const pooled = chain.pooledSeries('x_b');
    expect(pooled.length).toBe(2);
    expect([...pooled[1]]).toEqual(
      Array.from(chain.steps).flatMap((step) => [0, 1, 2].map((w) => valueAt(1, step, w, 6))),
    );
  });

  test('names the nearest column for a name it does not know', () => {
    expect(() => chain.column('v_son')).toThrow(
      `${path}: expected the name of a column, got 'v_son'. Did you mean 'v_sun'?`,
    );
    expect(() => chain.column('step')).toThrow(InputError);
  });
});

describe('a journal', () => {
  test('is opened under the name of the chain it will become', () => {
    const path = at('later.arrow');
    copyFileSync(journalCopy, `${path}s`);
    expect(withChain(path, (chain) => [chain.path, chain.length])).toEqual([`${path}s`, 8]);
  });

  test('in warm-up has its shape but no draws', () => {
    const journal = createJournal(at('warming.arrows'), columns, metadata);
    const look = (): unknown =>
      withChain(journal.path, ({ state, ensembles, walkers, length }) => [state, ensembles, walkers, length]);
    expect(look()).toEqual(['running', 0, 0, 0]);
    journal.commit(blocksOf(shape, 0, WARMUP));
    expect(look()).toEqual(['running', 2, 3, 0]);
    expect(
      withChain(journal.path, (chain) => [chain.column('x_b').length, chain.walkerSeries('x_b').length]),
    ).toEqual([0, 6]);
    journal.close();
  });

  test('tells what follows its last commit', () => {
    const path = at('torn.arrows');
    writeFileSync(path, readFileSync(journalCopy).subarray(0, -10));
    expect(withChain(path, ({ length, tail }) => [length, tail])).toEqual([5, 'a batch cut off']);
  });

  test('that is finished while it is read yields what it had', () => {
    const journal = createJournal(at('finishing.arrows'), columns, metadata);
    journal.commit(blocksOf(shape, 0, WARMUP + LAST));
    const chain = openChain(journal.path);
    finishJournal(journal, metadata.document);
    expect(chain.column('v_sun')).toEqual(expectedColumn(shape, LAST, 'v_sun'));
    chain.close();
  });
});

describe('finishing', () => {
  test('that fails keeps the journal', () => {
    const journal = createJournal(at('blocked.arrows'), columns, metadata);
    journal.commit(blocksOf(shape, 0, WARMUP + LAST));
    mkdirSync(at('blocked.arrow'));
    expect(() => finishJournal(journal, metadata.document)).toThrow(RunError);
    expect(() => finishJournal(journal, metadata.document)).toThrow(
      /blocked.arrow: cannot write the finished chain: .*All draws are in .*blocked.arrows/,
    );
    journal.close();
    rmSync(at('blocked.arrow'), { recursive: true });
    expect(withChain(at('blocked.arrow'), ({ length }) => length)).toBe(8);
  });
});

describe('files that are no chain are told, never half read', () => {
  const refused = (name: string, content: Uint8Array | string): string => {
    const path = at(name);
    writeFileSync(path, content);
    expect(() => openChain(path)).toThrow(InputError);
    try {
      openChain(path);
    } catch (error) {
      return (error as Error).message.replace(path, name);
    }
    return '';
  };
  const whole = readFileSync(finished);

  test('none', () => {
    expect(() => openChain(at('none.arrow'))).toThrow(
      /none.arrow: expected the file of a chain, got no such file. Draw it with `licmc sample`./,
    );
  });

  test('an empty file, a text, a directory', () => {
    expect(refused('empty.arrow', '')).toMatch(
      /expected the file of a chain \(Arrow IPC\), got an empty file/,
    );
    expect(refused('text.arrow', 'v_sun,x_lic\n1,2\n')).toMatch(/got a file of another kind. .*licmc import/);
    mkdirSync(at('directory.arrow'));
    expect(() => openChain(at('directory.arrow'))).toThrow(
      /expected the file of a chain \(Arrow IPC\), got a directory/,
    );
  });

  test('one that is cut off, at any length', () => {
    const path = at('cut.arrow');
    writeFileSync(path, whole);
    for (let size = whole.length - 1; size > 8; size -= 37) {
      truncateSync(path, size);
      expect(() => openChain(path), String(size)).toThrow(
        /expected a whole Arrow file, got one that is cut off/,
      );
    }
  });

  test('one with a damaged schema or batch', () => {
    const firstBatch = whole.indexOf('licmc.ensemble', whole.indexOf('licmc.checkpoints'));
    for (const position of [whole.indexOf('licmc.seed'), firstBatch]) {
      const flipped = Uint8Array.from(whole);
      flipped[position] ^= 1;
      expect(refused('damaged.arrow', flipped)).toMatch(
        /expected an intact chain, got (a damaged one|one with a batch)/,
      );
    }
  });

  test('an Arrow file of another program', () => {
    const foreign = tableToIPC(tableFromArrays({ v_sun: Float64Array.of(1, 2) }), 'file');
    expect(refused('foreign.arrow', foreign)).toMatch(
      /foreign.arrow: expected a chain with a JSON object as the schema metadata 'licmc'. .*licmc import/,
    );
    expect(
      refused('foreign-stream.arrow', tableToIPC(tableFromArrays({ a: Float64Array.of(1) }), 'stream')),
    ).toMatch(/head is damaged or of another kind/);
  });
});

describe('a chain that another program has written again', () => {
  const rewrite = (change: (table: Table) => Table): string => {
    const path = at('rewritten.arrow');
    writeFileSync(path, tableToIPC(change(tableFromIPC(readFileSync(finished))), 'file'));
    return path;
  };

  test('is read as before', () => {
    const path = rewrite((table) => table);
    expect(withChain(path, (chain) => chain.column('log10_x_lic'))).toEqual(
      expectedColumn(shape, LAST, 'log10_x_lic'),
    );
    expect(withChain(path, ({ metadata: { seed }, state }) => [seed, state])).toEqual(['42', 'finished']);
  });

  test('with fewer ensembles or columns too', () => {
    const half = rewrite((table) => table.slice(0, table.numRows / 2));
    expect(withChain(half, ({ ensembles, length }) => [ensembles, length])).toEqual([1, 8]);
    const two = rewrite((table) => table.select(['step', 'log_posterior', 'walker', 'ensemble', 'x_b']));
    expect(withChain(two, (chain) => [chain.ids, chain.walkers])).toEqual([['log_posterior', 'x_b'], 3]);
    expect(withChain(two, (chain) => chain.column('x_b'))).toEqual(expectedColumn(shape, LAST, 'x_b'));
  });

  test('is refused when rows are missing or out of order', () => {
    const path = rewrite((table) => table.slice(1));
    expect(() => openChain(path)).toThrow(
      /expected rows sorted by \(ensemble, step, walker\), each walker once at each step/,
    );
    expect(() => openChain(rewrite((table) => table.slice(0, 7).concat(table.slice(8))))).toThrow(
      /rows sorted/,
    );
  });

  test('even under a name that is not its own', () => {
    renameSync(
      rewrite((table) => table),
      at('any.name'),
    );
    expect(withChain(at('any.name'), ({ length }) => length)).toBe(8);
  });
});
