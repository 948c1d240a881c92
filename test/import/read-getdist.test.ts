import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { openChain } from '../../src/chain/reader.js';
import { importChain } from '../../src/import/import-chain.js';
import { readGetdist } from '../../src/import/read-getdist.js';
import { inFolder } from '../helpers/export-job.js';
import { asInFile, valuesOf } from '../helpers/imported-values.js';

/** As GetDist and Cobaya write: weights are multiplicities, labels without dollar signs. */
function writeChains(folder: string): string {
  const root = join(folder, 'run');
  writeFileSync(`${root}.paramnames`, 'omega\t!Omega_m\nh0*\tH_0  #Hubble\n');
  writeFileSync(`${root}.ranges`, 'omega 0.1 0.9\nh0 N N\n');
  writeFileSync(`${root}_1.txt`, '# a comment\n2 10 0.3 70\n1 11 0.4 71\n');
  writeFileSync(`${root}_2.txt`, '1 12 0.5 72\n3 13 0.6 73\n');
  return root;
}

describe('GetDist chains', () => {
  it('have one ensemble per file, rows as often as their weight, minus the second column as log posterior', () =>
    inFolder((folder) => {
      const chain = readGetdist(writeChains(folder), asInFile);
      const values = valuesOf(chain);
      expect([chain.ensembles, chain.walkers, chain.steps]).toEqual([2, 1, 3]);
      expect(values[0]).toEqual([
        [-10, -10, -11],
        [-12, -13, -13],
      ]);
      expect(values[1]).toEqual([
        [0.3, 0.3, 0.4],
        [0.5, 0.6, 0.6],
      ]);
      expect(chain.columns[1]).toMatchObject({
        id: 'omega',
        latex: '\\Omega_m',
        kind: 'coordinate',
        support: [0.1, 0.9],
      });
      expect(chain.columns[2]).toMatchObject({
        id: 'h0',
        latex: 'H_0',
        kind: 'derived',
        support: [-Infinity, Infinity],
      });
      expect(chain.notes).toEqual(['Chains are cut to the shortest.']);
    }));

  it('become a chain file that opens like any other', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'run.arrow');
      await importChain({
        file: `${writeChains(folder)}_1.txt`,
        path,
        force: false,
        ...asInFile,
        config: null,
      });
      const chain = openChain(path);
      expect(chain.ids).toEqual(['log_posterior', 'log_prior', 'log_likelihood', 'omega', 'h0']);
      expect(chain.column('log_prior').every((value) => Number.isNaN(value))).toBe(true);
      expect([...chain.column('h0')]).toEqual([70, 70, 71, 72, 73, 73]);
      chain.close();
      const again = { file: join(folder, 'run'), path, force: false, ...asInFile, config: null };
      await expect(importChain(again)).rejects.toThrow(/something that exists/);
      await expect(importChain({ ...again, file: join(folder, 'none') })).rejects.toThrow(/no such files/);
    }));

  it('that are wrong are refused with file and line, every mistake', () =>
    inFolder((folder) => {
      const root = writeChains(folder);
      writeFileSync(`${root}_2.txt`, '1 12 0.5 72\n1 13 0.6\n1 14 abc 73\n');
      const error = (() => {
        try {
          readGetdist(root, asInFile);
        } catch (caught) {
          return caught as InputError;
        }
      })();
      expect(error).toBeInstanceOf(InputError);
      expect(error?.problems.map(({ where }) => where)).toEqual([
        `${root}_2.txt:2`,
        `${root}_2.txt:3: column 3`,
      ]);
      writeFileSync(`${root}_2.txt`, '0.5 12 0.5 72\n');
      expect(() => readGetdist(root, asInFile)).toThrow(/a whole number as weight/);
      writeFileSync(`${root}_2.txt`, '1 12 0.5 72\n');
      expect(() => readGetdist(root, { ...asInFile, names: ['only_one'] })).toThrow(
        /--names: expected 2 names/,
      );
    }));

  it('can lose their beginning and get other names', () =>
    inFolder((folder) => {
      const chain = readGetdist(writeChains(folder), { ...asInFile, discard: 1, names: ['a', 'b'] });
      const values = valuesOf(chain);
      expect(chain.columns.map(({ id }) => id)).toEqual(['log_posterior', 'a', 'b']);
      expect(values[0][1]).toEqual([-13]);
    }));

  it('lose what ignore_rows says, unless told otherwise', () =>
    inFolder((folder) => {
      const root = writeChains(folder);
      writeFileSync(`${root}.properties.ini`, 'ignore_rows = 0.5\n');
      expect(valuesOf(readGetdist(root, asInFile))[1]).toEqual([[0.4], [0.6]]);
      expect(valuesOf(readGetdist(root, { ...asInFile, discard: 0 }))[1][0]).toEqual([0.3, 0.3, 0.4]);
    }));

  it('that licmc wrote lose the first steps of every walker, not all of the first walker', () =>
    inFolder((folder) => {
      const root = join(folder, 'own');
      writeFileSync(`${root}.properties.ini`, 'licmc_walkers=2\nlicmc_thin=5\n');
      writeFileSync(`${root}_1.txt`, [1, 2, 3, 11, 12, 13].map((x) => `1 0 ${x}\n`).join(''));
      const chain = readGetdist(root, { ...asInFile, discard: 1 });
      expect([chain.walkers, chain.steps, chain.thin]).toEqual([2, 2, 5]);
      expect(valuesOf(chain)[1]).toEqual([[2, 12, 3, 13]]);
    }));

  it('of Cobaya have their names in the header, and points in the names of the files', () =>
    inFolder((folder) => {
      const root = join(folder, 'cobaya');
      const header = '#  weight  minuslogpost  omega  h0  minuslogprior  chi2\n';
      writeFileSync(`${root}.1.txt`, `${header}1 10 0.3 70 1 18\r\n2 11 0.4 71 1 20\n`);
      const chain = readGetdist(`${root}.1.txt`, asInFile);
      expect(chain.columns.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
        'log_posterior density',
        'omega coordinate',
        'h0 coordinate',
        'minuslogprior derived',
        'chi2 derived',
      ]);
      expect(valuesOf(chain)[4]).toEqual([[18, 20, 20]]);
    }));
});
