import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { openChain } from '../../src/chain/reader.js';
import { importChain } from '../../src/import/import-chain.js';
import { readGetdist } from '../../src/import/read-getdist.js';
import { inFolder } from '../helpers/export-job.js';

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
      const chain = readGetdist(writeChains(folder), 0, null);
      expect([chain.ensembles, chain.walkers, chain.steps]).toEqual([2, 1, 3]);
      expect(chain.values[0].map((column) => [...column])).toEqual([
        [-10, -10, -11],
        [-12, -13, -13],
      ]);
      expect(chain.values[1].map((column) => [...column])).toEqual([
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
        discard: 0,
        names: null,
        config: null,
      });
      const chain = openChain(path);
      expect(chain.ids).toEqual(['log_posterior', 'log_prior', 'log_likelihood', 'omega', 'h0']);
      expect(chain.column('log_prior').every((value) => Number.isNaN(value))).toBe(true);
      expect([...chain.column('h0')]).toEqual([70, 70, 71, 72, 73, 73]);
      chain.close();
      const again = { file: join(folder, 'run'), path, force: false, discard: 0, names: null, config: null };
      await expect(importChain(again)).rejects.toThrow(/something that exists/);
      await expect(importChain({ ...again, file: join(folder, 'none') })).rejects.toThrow(/no such files/);
    }));

  it('that are wrong are refused with file and line, every mistake', () =>
    inFolder((folder) => {
      const root = writeChains(folder);
      writeFileSync(`${root}_2.txt`, '1 12 0.5 72\n1 13 0.6\n1 14 abc 73\n');
      const error = (() => {
        try {
          readGetdist(root, 0, null);
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
      expect(() => readGetdist(root, 0, null)).toThrow(/a whole number as weight/);
      writeFileSync(`${root}_2.txt`, '1 12 0.5 72\n');
      expect(() => readGetdist(root, 0, ['only_one'])).toThrow(/--names: expected 2 names/);
    }));

  it('can lose their beginning and get other names', () =>
    inFolder((folder) => {
      const chain = readGetdist(writeChains(folder), 1, ['a', 'b']);
      expect(chain.columns.map(({ id }) => id)).toEqual(['log_posterior', 'a', 'b']);
      expect([...chain.values[0][1]]).toEqual([-13]);
    }));
});
