import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadHdf5 } from '../../src/export/hdf5.js';
import { readEmcee } from '../../src/import/read-emcee.js';
import { inFolder } from '../helpers/export-job.js';

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
      const chain = await readEmcee(path, 1, null);
      expect([chain.ensembles, chain.walkers, chain.steps]).toEqual([1, 2, 3]);
      expect(chain.columns.map(({ id }) => id)).toEqual(['log_posterior', 'x_0', 'x_1', 'x_2']);
      expect([...chain.values[2][0]]).toEqual([7, 10, 13, 16, 19, 22]);
      expect([...chain.values[0][0]]).toEqual([-2, -3, -4, -5, -6, -7]);
    }));

  it('is refused when it is cut, has no such group, too few steps or other names', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'run.h5');
      await writeBackend(path, 4);
      await expect(readEmcee(path, 4, null)).rejects.toThrow(/more than 4 stored steps, got 4/);
      await expect(readEmcee(path, 0, ['a'])).rejects.toThrow(/--names: expected 3 names/);
      truncateSync(path, 1000);
      await expect(readEmcee(path, 0, null)).rejects.toThrow(/a whole HDF5 file/);
      writeFileSync(path, 'x');
      await expect(readEmcee(path, 0, null)).rejects.toThrow(/a whole HDF5 file/);
      const hdf5 = await loadHdf5();
      const file = new hdf5.File(path, 'w');
      file.create_group('other');
      file.close();
      await expect(readEmcee(path, 0, null)).rejects.toThrow(/an emcee backend.*groups other/);
    }));
});
