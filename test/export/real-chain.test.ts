import { cpSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openChain } from '../../src/chain/reader.js';
import { loadConfig } from '../../src/config/load.js';
import { drawPosterior } from '../../src/inference/draw-posterior.js';
import { InputError } from '../../src/errors.js';
import { exportChain } from '../../src/export/export-chain.js';
import type { ExportOptions } from '../../src/export/export-chain.js';
import { loadHdf5 } from '../../src/export/hdf5.js';
import type { Dataset, Group } from '../../src/export/hdf5.js';
import { adoptedChain } from '../../src/import/adopted-chain.js';
import { importChain } from '../../src/import/import-chain.js';
import { readEmcee } from '../../src/import/read-emcee.js';
import { writeImported } from '../../src/import/write-imported.js';
import type { RunRecord } from '../../src/inference/run-record.js';
import { bits } from '../helpers/export-job.js';
import { asInFile } from '../helpers/imported-values.js';
import { writeSyntheticChain } from '../helpers/synthetic-chain.js';

let folder = '';
let chain = '';
const notes: string[] = [];

const options = (
  changes: Partial<ExportOptions> & Pick<ExportOptions, 'format' | 'path'>,
): ExportOptions => ({
  chain,
  force: false,
  chainsAs: null,
  pointwise: false,
  replicates: null,
  onlyChain: false,
  blobs: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  now: () => 0,
  onProgress: () => undefined,
  onNote: (text) => notes.push(text),
  ...changes,
});

const config = loadConfig('paper', {
  sampler: { ensembles: 2, walkers: 24, warmup: 10, thin: 5, seed: 3 },
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'licmc-real-'));
  const path = join(folder, 'chain.arrow');
  const drawn = await drawPosterior({
    config: { ...config, stop: { steps: 40, max_steps: 40 } },
    path,
    threads: 0,
    resume: false,
    force: false,
  });
  chain = drawn.path;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a chain of the posterior', () => {
  it('has the log likelihood by data set, and by point with --pointwise', async () => {
    const sums = join(folder, 'sums.nc');
    const points = join(folder, 'points.nc');
    await exportChain(options({ format: 'netcdf', path: sums }));
    await exportChain(options({ format: 'netcdf', path: points, pointwise: true, chainsAs: 'ensemble' }));
    const source = openChain(chain);
    const stored = source.walkerSeries('log_likelihood').flatMap((series) => [...series]);
    const pooled = source.pooledSeries('log_likelihood').flatMap((series) => [...series]);
    source.close();
    const hdf5 = await loadHdf5();
    const total = (path: string, perPoint: boolean): Float64Array => {
      const file = new hdf5.File(path, 'r');
      const group = file.get('log_likelihood') as Group;
      const out = new Float64Array(stored.length);
      const names = group
        .keys()
        .filter((name) => /^(spectrum|amplitude|phase)_/.test(name) && !/_(point|x)$/.test(name));
      for (const name of names) {
        const dataset = group.get(name) as Dataset;
        const values = dataset.value as Float64Array;
        const P = perPoint ? dataset.shape![2] : 1;
        for (let i = 0; i < values.length; i++) out[Math.floor(i / P)] += values[i];
      }
      file.close();
      expect(names.length).toBeGreaterThan(15);
      return out;
    };
    expect(total(sums, false)).toBeAllclose(stored, { rtol: 1e-11 });
    expect(total(points, true)).toBeAllclose(pooled, { rtol: 1e-11 });
  });

  it('is refused when its data or its likelihood are not what this program has', async () => {
    await exportChain(options({ format: 'emcee', path: join(folder, 'doctored.h5') }));
    const imported = await readEmcee(join(folder, 'doctored.h5'), asInFile);
    const adopted = adoptedChain(imported, {}, config);
    const changed = {
      data: ({ data, ...record }: RunRecord) => ({
        ...record,
        data: { ...data, [Object.keys(data)[0]]: '0'.repeat(64) },
      }),
      likelihood: (record: RunRecord) => ({
        ...record,
        config: { ...record.config, noise: { ...record.config.noise, min_rigidity_gv: 30 } },
      }),
    };
    const expected = {
      data: /measurements it was drawn with/,
      likelihood: /expected log_likelihood .* got .*Data or code changed/,
    };
    for (const what of ['data', 'likelihood'] as const) {
      const path = join(folder, `${what}.arrow`);
      writeImported(
        path,
        { ...adopted, document: () => changed[what](adopted.document() as unknown as RunRecord) },
        false,
      );
      const target = { chain: path, format: 'zarr', path: join(folder, `${what}.zarr`) } as const;
      await expect(exportChain(options(target))).rejects.toThrow(expected[what]);
      expect(existsSync(target.path)).toBe(false);
      await exportChain(options({ ...target, onlyChain: true }));
    }
  });

  it('comes back from emcee and GetDist with the bits it had, and goes on from there', async () => {
    await exportChain(options({ format: 'emcee', path: join(folder, 'chain.h5') }));
    await exportChain(options({ format: 'getdist', path: join(folder, 'root') }));
    const original = openChain(chain);
    for (const [name, file] of [
      ['emcee', 'chain.h5'],
      ['getdist', 'root'],
    ] as const) {
      const path = join(folder, `${name}.arrow`);
      await importChain({
        file: join(folder, file),
        path,
        force: false,
        discard: null,
        names: null,
        thin: null,
        config,
      });
      const back = openChain(path);
      expect([back.ensembles, back.walkers, [...back.steps]]).toEqual([2, 24, [...original.steps]]);
      for (const id of original.ids) expect(bits(back.column(id)), id).toEqual(bits(original.column(id)));
      back.close();
      await drawPosterior({
        config: { ...config, stop: { steps: 60, max_steps: 60 } },
        path,
        threads: 0,
        resume: true,
        force: false,
      });
      const longer = openChain(path);
      expect([...longer.steps]).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
      const [before, after] = [original, longer].map((c) => c.walkerSeries('v_sun'));
      after.forEach((series, w) => expect(bits(series.slice(0, 8))).toEqual(bits(before[w])));
      expect(after.some((series) => series[11] !== series[7])).toBe(true);
      longer.close();
    }
    original.close();
  });

  it('is not taken for another posterior', async () => {
    await exportChain(options({ format: 'emcee', path: join(folder, 'other.h5') }));
    const other = loadConfig('paper', { fix: [{ id: 'phi', value: 0.5 }] });
    const path = join(folder, 'other.arrow');
    await expect(
      importChain({
        file: join(folder, 'other.h5'),
        path,
        force: false,
        ...asInFile,
        config: other,
      }),
    ).rejects.toThrow(/drawn from another posterior/);
  });
});

describe('a chain of any density', () => {
  it('exports without what only a configuration can tell, and says so', async () => {
    const synthetic = writeSyntheticChain(join(folder, 's.arrow'), {
      ensembles: 2,
      walkers: 4,
      steps: 30,
      dim: 2,
      finish: true,
    });
    notes.length = 0;
    await exportChain(options({ chain: synthetic, format: 'zarr', path: join(folder, 's.zarr') }));
    expect(notes.join()).toMatch(/not drawn from a configuration/);
    const { groups } = JSON.parse(readFileSync(join(folder, 's.zarr', '.zmetadata'), 'utf8')) as {
      groups?: unknown;
    };
    expect(groups).toBeUndefined();
  });

  it('of a run that did not finish: what is committed, with a note', async () => {
    const journal = writeSyntheticChain(join(folder, 'r.arrow'), {
      ensembles: 2,
      walkers: 4,
      steps: 450,
      dim: 2,
      finish: false,
    });
    cpSync(journal, join(folder, 'torn.arrows'));
    truncateSync(join(folder, 'torn.arrows'), readFileSync(journal).length - 100);
    notes.length = 0;
    const result = await exportChain(
      options({ chain: join(folder, 'torn.arrows'), format: 'csv', path: join(folder, 'torn.csv') }),
    );
    expect([result.state, result.steps]).toEqual(['interrupted', 400]);
    expect(notes.join()).toMatch(/was interrupted: the 400 kept steps/);
  });
});

describe('what is no chain', () => {
  it.each([
    ['a missing file', 'none.arrow', null, /expected the file of a chain, got no such file/],
    ['a text file', 'text.arrow', 'a,b\n1,2\n', /expected the file of a chain/],
    ['an empty file', 'empty.arrow', '', /an empty file/],
  ])('%s is refused in one message', async (_, name, contents, message) => {
    const path = join(folder, name);
    if (contents !== null) writeFileSync(path, contents);
    const attempt = exportChain(options({ chain: path, format: 'csv', path: join(folder, `${name}.csv`) }));
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow(message);
  });

  it('a file that was cut is refused', async () => {
    const cut = join(folder, 'cut.arrow');
    cpSync(chain, cut);
    truncateSync(cut, readFileSync(chain).length - 50);
    await expect(
      exportChain(options({ chain: cut, format: 'csv', path: join(folder, 'cut.csv') })),
    ).rejects.toThrow(InputError);
  });

  it('options that a format has no use for are refused', async () => {
    const wrong = options({ format: 'csv', path: join(folder, 'o.csv'), chainsAs: 'walker' });
    await expect(exportChain(wrong)).rejects.toThrow(/--chains-as: expected a format that has it/);
  });
});
