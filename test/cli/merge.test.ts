import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { recoverJournal } from '../../src/chain/recover.js';
import { reopenFinished } from '../../src/chain/reopen.js';
import { licmc, licmcJson } from '../helpers/command-line.js';
import { runFolder, smallConfig } from '../helpers/small-run.js';

const config = (thin: number): string =>
  smallConfig(`ensembles: 2, walkers: 8, warmup: 100, thin: ${thin}, steps: 300`);
const { at, sha } = runFolder(config(5));
const sample = async (name: string, seed: number, ...more: string[]): Promise<void> => {
  const yaml = more.includes('other') ? at('other.yaml') : at('small.yaml');
  const rest = more.filter((option) => option !== 'other');
  const { code, err } = await licmc(
    'sample',
    yaml,
    ...['--out', at(name), '--seed', String(seed), '--quiet'],
    ...rest,
  );
  if (code !== 0 && code !== 3) throw new Error(err);
};
const merge = (out: string, names: readonly string[], ...more: string[]) =>
  licmc('merge', ...names.map(at), '-o', at(out), ...more);

beforeAll(async () => {
  writeFileSync(at('other.yaml'), config(10));
  await sample('a.arrow', 1);
  await sample('b.arrow', 2);
  await sample('c.arrow', 3, '--steps', '200');
});

describe('merge', () => {
  test('puts ensemble after ensemble, cut to the shortest chain, and says so', async () => {
    const { code, out } = await merge('abc.arrow', ['a.arrow', 'b.arrow', 'c.arrow']);
    expect(out).toContain('3 runs, 6 ensembles of 8 walkers, 40 kept steps each (seeds 1, 2, 3)');
    expect(out).toContain(`${at('a.arrow')}: its last 20 kept steps are left out`);
    expect(code).toBe(0);
    const merged = openChain(at('abc.arrow'));
    expect([merged.ensembles, merged.walkers, merged.length]).toEqual([6, 8, 40]);
    for (const id of merged.ids) {
      const series = merged.walkerSeries(id);
      ['a.arrow', 'b.arrow', 'c.arrow'].forEach((name, i) => {
        const part = openChain(at(name));
        part
          .walkerSeries(id)
          .forEach((walker, w) => expect(series[16 * i + w]).toEqual(walker.subarray(0, 40)));
        part.close();
      });
    }
    const { document, seed } = merged.metadata;
    expect(seed).toBe('1 2 3');
    expect(document['merged']).toEqual([
      { seed: '1', ensembles: 2, kept_steps: 60 },
      { seed: '2', ensembles: 2, kept_steps: 60 },
      { seed: '3', ensembles: 2, kept_steps: 40 },
    ]);
    expect(document).toMatchObject({ steps: 200, warmup: 100, converged: null });
    merged.close();
  });

  test('the same chains give the same bytes; a merged chain merges like its parts', async () => {
    await merge('again.arrow', ['a.arrow', 'b.arrow', 'c.arrow']);
    await merge('abc.arrow', ['a.arrow', 'b.arrow', 'c.arrow'], '--force');
    expect(sha('again.arrow')).toBe(sha('abc.arrow'));
    await sample('d.arrow', 4, '--steps', '200');
    await merge('abcd.arrow', ['a.arrow', 'b.arrow', 'c.arrow', 'd.arrow']);
    await merge('abc-d.arrow', ['abc.arrow', 'd.arrow']);
    expect(sha('abc-d.arrow')).toBe(sha('abcd.arrow'));
  });

  test('which rows the last look took is told of each run, not of their merger', async () => {
    writeFileSync(at('dense.yaml'), config(1));
    for (const [name, seed, steps] of [
      ['sparse.arrow', '1', '500'],
      ['dense.arrow', '2', '2000'],
    ])
      await licmc('sample', at('dense.yaml'), '--out', at(name), '--seed', seed, '--steps', steps, '--quiet');
    const everyOf = (name: string): unknown => {
      const chain = openChain(at(name));
      chain.close();
      return chain.metadata.document['every'];
    };
    expect(everyOf('dense.arrow')).toBeGreaterThan(everyOf('sparse.arrow') as number);
    const { code, err } = await merge('looks.arrow', ['sparse.arrow', 'dense.arrow'], '--shortest');
    expect([code, err]).toEqual([0, '']);
    expect(everyOf('looks.arrow')).toBeUndefined();
    const { out } = await licmc('diagnose', at('looks.arrow'), '--json');
    expect((JSON.parse(out) as { every: number }).every).toBe(everyOf('sparse.arrow'));
  });

  test('what reads chains reads it, ensemble by ensemble', async () => {
    await merge('read.arrow', ['a.arrow', 'b.arrow']);
    const { ensembles, parameters } = await licmc('diagnose', at('read.arrow'), '--json').then(
      ({ out }) => JSON.parse(out) as { ensembles: { acceptance: number }[]; parameters: object[] },
    );
    const [a, b] = ['a.arrow', 'b.arrow'].map((name) => {
      const chain = openChain(at(name));
      chain.close();
      return chain.metadata.document['ensembles'] as { acceptance: number }[];
    });
    expect(ensembles.map(({ acceptance }) => acceptance)).toEqual(
      [...a, ...b].map(({ acceptance }) => acceptance),
    );
    expect(parameters.length).toBeGreaterThan(2);
    const { chain } = await licmcJson<{ chain: object }>('constraints', at('read.arrow'));
    expect(chain).toMatchObject({ ensembles: 4, kept_steps: 60 });
    for (const [format, name] of [
      ['csv', 'out.csv'],
      ['zarr', 'out.zarr'],
    ])
      expect((await licmc('export', at('read.arrow'), '--to', format, '-o', at(name))).code).toBe(0);
    expect((await licmc('report', at('read.arrow'), '-o', at('report.html'))).code).toBe(0);
  });

  test('it cannot be continued, only its parts', async () => {
    await merge('whole.arrow', ['a.arrow', 'b.arrow']);
    const before = sha('whole.arrow');
    const { code, err } = await licmc('sample', at('small.yaml'), '--out', at('whole.arrow'), '--resume');
    expect(err).toContain('expected the chain of one run, got one merged of several. Continue its parts');
    expect(code).toBe(2);
    expect(sha('whole.arrow')).toBe(before);
  });

  test('an interrupted chain counts with what it has committed', async () => {
    await sample('long.arrow', 5, '--steps', '400');
    const { journal } = reopenFinished(at('long.arrow'));
    journal.close();
    rmSync(at('long.arrow'));
    const { code, out } = await merge('with-interrupted.arrow', ['a.arrow', 'long.arrow']);
    expect(out).toContain('long.arrows: its last 20 kept steps');
    expect(code).toBe(0);
  });
});

describe('merge refuses', () => {
  test.each<[string, string[], string]>([
    ['one chain', ['a.arrow'], 'expected two chains or more, got 1'],
    ['equal seeds', ['a.arrow', 'b.arrow', 'copy.arrow'], 'Equal seeds draw the same numbers twice'],
    ['another configuration', ['a.arrow', 'thin.arrow'], 'thin.arrow: config.sampler.thin: expected what'],
    ['a much shorter chain', ['a.arrow', 'tiny.arrow'], "at least half of the longest chain's 60 kept steps"],
    ['a chain that is not there', ['a.arrow', 'none.arrow'], 'no such file'],
  ])('%s', async (_name, names, told) => {
    copyFileSync(at('a.arrow'), at('copy.arrow'));
    if (names.includes('thin.arrow')) await sample('thin.arrow', 8, 'other');
    if (names.includes('tiny.arrow')) await sample('tiny.arrow', 9, '--steps', '20');
    const { code, err } = await merge('none-merged.arrow', names);
    expect(err).toContain(told);
    expect(code).toBe(2);
    expect(() => openChain(at('none-merged.arrow'))).toThrow('no such file');
  });

  test('a chain that was interrupted in its warm-up, for that reason alone', async () => {
    const chain = openChain(at('b.arrow'));
    const { columns, metadata } = chain;
    chain.close();
    const { steps: _s, warmup: _w, ensembles: _e, converged: _c, every: _v, ...document } = metadata.document;
    createJournal(at('warm.arrows'), columns, { ...metadata, document }).close();
    const { code, err } = await merge('none-merged.arrow', ['a.arrow', 'warm.arrows']);
    expect(err).toBe(
      `${at('warm.arrows')}: expected draws, got none: it was interrupted in its warm-up. Continue it with \`licmc sample --resume\`, or leave it out.\n`,
    );
    expect(code).toBe(2);
  });

  test('every chain that cannot be read, beside what is wrong with the others', async () => {
    copyFileSync(at('a.arrow'), at('copy.arrow'));
    const { err } = await merge('none-merged.arrow', ['none.arrow', 'a.arrow', 'copy.arrow', 'small.yaml']);
    for (const told of ['none.arrow: ', 'small.yaml: ', 'Equal seeds']) expect(err).toContain(told);
  });

  test('but cuts to a much shorter chain when asked', async () => {
    await sample('short.arrow', 10, '--steps', '20');
    const { code } = await merge('cut.arrow', ['a.arrow', 'short.arrow'], '--shortest');
    expect(code).toBe(0);
  });

  test('a run that goes on, a file in the way, one of its own', async () => {
    copyFileSync(at('b.arrow'), at('busy.arrow'));
    const { journal } = reopenFinished(at('busy.arrow'));
    const busy = await merge('with-busy.arrow', ['a.arrow', 'busy.arrows']);
    expect(busy.err).toContain('expected a chain that nobody is writing, got a run that goes on');
    journal.close();
    rmSync(at('busy.arrows'));
    expect((await merge('a.arrow', ['a.arrow', 'b.arrow'], '--force')).err).toContain('another file than');
    expect((await merge('c.arrow', ['a.arrow', 'b.arrow'])).err).toContain('a path where nothing is yet');
    expect(() => recoverJournal(at('with-busy.arrows'))).toThrow('no such file');
  });
});
