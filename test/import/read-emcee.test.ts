import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadHdf5 } from '../../src/export/hdf5.js';
import type { Group } from '../../src/export/hdf5.js';
import { readEmcee } from '../../src/import/read-emcee.js';
import { inFolder } from '../helpers/export-job.js';
import { asInFile, valuesOf } from '../helpers/imported-values.js';

/** A backend as emcee 3.1 leaves it: more room than steps, and no names. */
async function writeBackend(path: string, steps: number): Promise<void> {
  const hdf5 = await loadHdf5();
  const file = new hdf5.File(path, 'w');
  const group = file.create_group('mcmc');
  group.create_attribute('nwalkers', 2, []);
  group.create_attribute('ndim', 3, []);
  group.create_attribute('iteration', steps, []);
  const rows = 5;
  group.create_dataset({
    name: 'chain',
    data: Float64Array.from({ length: rows * 6 }, (_, i) => i),
    shape: [rows, 2, 3],
  });
  group.create_dataset({
    name: 'log_prob',
    data: Float64Array.from({ length: rows * 2 }, (_, i) => -i),
    shape: [rows, 2],
  });
  file.close();
}

describe('an emcee backend', () => {
  it('is one ensemble; rows beyond the last iteration are room, not draws', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'run.h5');
      await writeBackend(path, 4);
      const chain = await readEmcee(path, { ...asInFile, discard: 1 });
      const values = valuesOf(chain);
      expect([chain.ensembles, chain.walkers, chain.steps]).toEqual([1, 2, 3]);
      expect(chain.columns.map(({ id }) => id)).toEqual(['log_posterior', 'x_0', 'x_1', 'x_2']);
      expect(values[2][0]).toEqual([7, 10, 13, 16, 19, 22]);
      expect(values[0][0]).toEqual([-2, -3, -4, -5, -6, -7]);
    }));

  it('is refused when it is cut, has no such group, too few steps or other names', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'run.h5');
      await writeBackend(path, 4);
      await expect(readEmcee(path, { ...asInFile, discard: 4 })).rejects.toThrow(
        /more than 4 stored steps, got 4/,
      );
      await expect(readEmcee(path, { ...asInFile, names: ['a'] })).rejects.toThrow(
        /--names: expected 3 names/,
      );
      truncateSync(path, 1000);
      await expect(readEmcee(path, { ...asInFile })).rejects.toThrow(/a whole HDF5 file/);
      writeFileSync(path, 'x');
      await expect(readEmcee(path, { ...asInFile })).rejects.toThrow(/a whole HDF5 file/);
      const hdf5 = await loadHdf5();
      const file = new hdf5.File(path, 'w');
      file.create_group('other');
      file.close();
      await expect(readEmcee(path, { ...asInFile })).rejects.toThrow(/an emcee backend.*groups other/);
    }));

  it('has its blobs as columns: fields of a structured type by name, others by number', () =>
    inFolder(async (folder) => {
      const hdf5 = await loadHdf5();
      const write = (path: string, fill: (group: Group) => void): void => {
        const file = new hdf5.File(path, 'w');
        const group = file.create_group('mcmc');
        group.create_dataset({ name: 'chain', data: new Float64Array(12), shape: [3, 4, 1] });
        group.create_dataset({ name: 'log_prob', data: new Float64Array(12), shape: [3, 4] });
        fill(group);
        file.close();
      };
      const numbers = Float64Array.from({ length: 12 }, (_, i) => i);
      const structured = join(folder, 'structured.h5');
      write(structured, (group) =>
        group.create_dataset({
          name: 'blobs',
          data: new Map([
            ['log_prior', numbers],
            ['mass', numbers.map((x) => 10 * x)],
          ]),
          dtype: [
            ['log_prior', '<d'],
            ['mass', '<d'],
          ],
          shape: [3, 4],
        }),
      );
      const named = await readEmcee(structured, { ...asInFile, names: ['a'] });
      expect(named.columns.map(({ id, kind }) => [id, kind])).toEqual([
        ['log_posterior', 'density'],
        ['a', 'coordinate'],
        ['log_prior', 'density'],
        ['mass', 'derived'],
      ]);
      expect(valuesOf(named).slice(2)).toEqual([[[...numbers]], [[...numbers].map((x) => 10 * x)]]);
      const plain = join(folder, 'plain.h5');
      write(plain, (group) =>
        group.create_dataset({
          name: 'blobs',
          data: Float32Array.from({ length: 24 }, (_, i) => i),
          shape: [3, 4, 2],
        }),
      );
      const numbered = await readEmcee(plain, asInFile);
      expect(numbered.columns.slice(2).map(({ id }) => id)).toEqual(['blob_0', 'blob_1']);
      expect(valuesOf(numbered)[3][0]).toEqual([...numbers].map((x) => 2 * x + 1));
      await expect(readEmcee(structured, { ...asInFile, names: ['step'] })).rejects.toThrow(
        /names of their own, got 'step', which means something else/,
      );
      await expect(readEmcee(structured, { ...asInFile, names: ['mass'] })).rejects.toThrow(/'mass' twice/);
    }));
});
