import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { exportCsv } from '../../src/export/csv.js';
import { exportGetdist } from '../../src/export/getdist.js';
import { exportZarr } from '../../src/export/arviz.js';
import { exportJob, inFolder } from '../helpers/export-job.js';
import { memorySource } from '../helpers/memory-source.js';

describe('the place of an export', () => {
  it('is refused when something is there, unless forced', () =>
    inFolder((folder) => {
      const path = join(folder, 'chain.csv');
      writeFileSync(path, 'mine');
      expect(() => exportCsv(exportJob({ path }))).toThrow(InputError);
      expect(() => exportCsv(exportJob({ path }))).toThrow(/something that exists.*--force/);
      expect(readFileSync(path, 'utf8')).toBe('mine');
      exportCsv(exportJob({ path, force: true }));
      expect(readFileSync(path, 'utf8')).toMatch(/^ensemble,walker,step,log_posterior/);
    }));

  it('keeps what was there when the export fails, and leaves nothing else', () =>
    inFolder((folder) => {
      const path = join(folder, 'chain.csv');
      writeFileSync(path, 'mine');
      const source = {
        ...memorySource(2, 4, 5),
        read: () => {
          throw new Error('disk gone');
        },
      };
      expect(() => exportCsv(exportJob({ path, force: true, source }))).toThrow('disk gone');
      expect(readFileSync(path, 'utf8')).toBe('mine');
      expect(readdirSync(folder)).toEqual(['chain.csv']);
    }));

  it('is never the chain itself', () =>
    inFolder((folder) => {
      const path = join(folder, 'chain.arrow');
      writeFileSync(path, 'draws');
      const source = { ...memorySource(2, 4, 5), path };
      expect(() => exportCsv(exportJob({ path, force: true, source }))).toThrow(
        /another file than the chain/,
      );
      expect(readFileSync(path, 'utf8')).toBe('draws');
    }));

  it('is never a folder with other contents, and may be an earlier store', () =>
    inFolder((folder) => {
      const path = join(folder, 'precious');
      mkdirSync(path);
      writeFileSync(join(path, 'thesis.tex'), 'x');
      expect(() => exportZarr(exportJob({ path, force: true }))).toThrow(/directory with other contents/);
      expect(existsSync(join(path, 'thesis.tex'))).toBe(true);
      const store = join(folder, 'store.zarr');
      exportZarr(exportJob({ path: store }));
      exportZarr(exportJob({ path: store, force: true }));
      expect(readdirSync(folder).sort()).toEqual(['precious', 'store.zarr']);
    }));

  it('has no files of more ensembles left over from before', () =>
    inFolder((folder) => {
      const path = join(folder, 'lic');
      exportGetdist(exportJob({ path, source: memorySource(3, 4, 5) }));
      writeFileSync(join(folder, 'lic_notes.txt'), 'kept');
      const smaller = { path, source: memorySource(2, 4, 5) };
      expect(() => exportGetdist(exportJob(smaller))).toThrow(InputError);
      exportGetdist(exportJob({ ...smaller, force: true }));
      expect(readdirSync(folder).sort()).toEqual([
        'lic.paramnames',
        'lic.properties.ini',
        'lic.ranges',
        'lic_1.txt',
        'lic_2.txt',
        'lic_notes.txt',
      ]);
    }));
});
