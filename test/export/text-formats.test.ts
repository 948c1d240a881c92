import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportCmdstan } from '../../src/export/cmdstan.js';
import { exportCsv } from '../../src/export/csv.js';
import { exportGetdist } from '../../src/export/getdist.js';
import { bits, exportJob, inFolder } from '../helpers/export-job.js';
import { memorySource } from '../helpers/memory-source.js';

const [E, W, N] = [3, 4, 25];
const source = memorySource(E, W, N);

/** Rows of one ensemble, each walker's steps in one piece. */
function walkerRows(id: string, ensemble: number): number[] {
  const rows = source.read(id, ensemble);
  return Array.from({ length: W * N }, (_, i) => rows[(i % N) * W + Math.floor(i / N)]);
}

function table(text: string, separator: string): string[][] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(separator));
}

describe('csv', () => {
  it('has the rows, columns and bits of the chain', () =>
    inFolder((folder) => {
      const path = join(folder, 'chain.csv');
      expect(exportCsv(exportJob({ path, source })).rows).toBe(E * W * N);
      const [header, ...rows] = table(readFileSync(path, 'utf8'), ',');
      expect(header).toEqual(['ensemble', 'walker', 'step', ...source.columns.map(({ id }) => id)]);
      expect(rows[W * N + W + 2].slice(0, 3)).toEqual(['1', '2', '10']);
      const c = header.indexOf('phi');
      const all = [0, 1, 2].flatMap((ensemble) => [...source.read('phi', ensemble)]);
      expect(bits(rows.map((row) => Number(row[c])))).toEqual(bits(all));
    }));

  it('describes its columns in the file beside it', () =>
    inFolder((folder) => {
      exportCsv(exportJob({ path: join(folder, 'chain.csv'), source }));
      const notes = JSON.parse(readFileSync(join(folder, 'chain.csv-metadata.json'), 'utf8')) as {
        url: string;
        tableSchema: { columns: { name: string }[] };
      };
      expect(notes.url).toBe('chain.csv');
      expect(notes.tableSchema.columns.find(({ name }) => name === 'v_sun')).toMatchObject({
        'licmc:unit': 'km/s',
        'licmc:latex': 'V_\\odot',
        'licmc:prior': { dist: 'uniform', min: 0, max: 30 },
      });
    }));
});

describe('getdist', () => {
  it('has one file per ensemble: weight 1, minus log posterior, then the parameters walker by walker', () =>
    inFolder((folder) => {
      exportGetdist(exportJob({ path: join(folder, 'lic'), source }));
      const rows = table(readFileSync(join(folder, 'lic_2.txt'), 'utf8'), ' ');
      expect(new Set(rows.map((row) => row[0]))).toEqual(new Set(['1']));
      expect(bits(rows.map((row) => -Number(row[1])))).toEqual(bits(walkerRows('log_posterior', 1)));
      expect(bits(rows.map((row) => Number(row[3])))).toEqual(bits(walkerRows('log10_x_lic', 1)));
      expect(rows[0][2]).toMatch(/^-?\d\.\d{16}e[+-]\d+$/);
    }));

  it('names, labels and bounds the parameters; what was not sampled has a star', () =>
    inFolder((folder) => {
      exportGetdist(exportJob({ path: join(folder, 'lic'), source }));
      expect(readFileSync(join(folder, 'lic.paramnames'), 'utf8').split('\n')).toEqual([
        'v_sun\tV_\\odot\\,[\\mathrm{km/s}]',
        'log10_x_lic\t\\log_{10}(x\\,/\\,\\mathrm{pc})',
        'phi\t\\phi\\,[\\mathrm{GV}]',
        'x_b*\tx B\\,[\\mathrm{pc\\,\\mu{}G}]',
        'log_prior*\t\\ln \\pi',
        'log_likelihood*\t\\ln L',
        'chi2_spectrum*\t\\chi^2_\\mathrm{spectrum}',
        '',
      ]);
      expect(readFileSync(join(folder, 'lic.ranges'), 'utf8').split('\n')).toEqual([
        'v_sun 0.0000000000000000e+0 3.0000000000000000e+1',
        'log10_x_lic -2.0000000000000000e+0 1.3000000000000000e+0',
        'phi N N',
        '',
      ]);
    }));

  it('leaves out a column that has no number, which would spoil all statistics', () =>
    inFolder((folder) => {
      const read: typeof source.read = (id, ...rows) =>
        id === 'log_prior' ? source.read(id, ...rows).fill(NaN) : source.read(id, ...rows);
      exportGetdist(exportJob({ path: join(folder, 'lic'), source: { ...source, read } }));
      expect(readFileSync(join(folder, 'lic.paramnames'), 'utf8')).not.toContain('log_prior');
      expect(table(readFileSync(join(folder, 'lic_1.txt'), 'utf8'), ' ')[0]).toHaveLength(2 + 6);
    }));
});

describe('cmdstan', () => {
  it('has one file per ensemble: lp__, statistics, then parameters, walker by walker', () =>
    inFolder((folder) => {
      exportCmdstan(exportJob({ path: join(folder, 'lic.csv'), source }));
      const lines = readFileSync(join(folder, 'lic_3.csv'), 'utf8').trimEnd().split('\n');
      const [header, ...rows] = lines.filter((line) => !line.startsWith('#')).map((line) => line.split(','));
      expect(header.slice(0, 4)).toEqual(['lp__', 'walker__', 'step__', 'log_prior__']);
      expect(header.slice(6)).toEqual(['v_sun', 'log10_x_lic', 'phi', 'x_b']);
      expect(rows).toHaveLength(W * N);
      expect(bits(rows.map((row) => Number(row[0])))).toEqual(bits(walkerRows('log_posterior', 2)));
      expect(bits(rows.map((row) => Number(row[9])))).toEqual(bits(walkerRows('x_b', 2)));
      expect(rows[N + 1].slice(1, 3)).toEqual(['1', '10']);
      expect(lines).toContain(`#     num_samples = ${W * N}`);
      expect(lines).toContain('#     algorithm = fixed_param');
    }));
});
