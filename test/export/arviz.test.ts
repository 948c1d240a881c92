import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportNetcdf, exportZarr } from '../../src/export/arviz.js';
import { drawsArray } from '../../src/export/draws-array.js';
import { loadHdf5 } from '../../src/export/hdf5.js';
import type { Dataset, Group } from '../../src/export/hdf5.js';
import type { LabelledTree } from '../../src/export/labelled-tree.js';
import { integerCoordinate } from '../../src/export/labelled-tree.js';
import { silent } from '../../src/export/progress.js';
import { writeZarrStore } from '../../src/export/zarr-store.js';
import { bits, exportJob, inFolder } from '../helpers/export-job.js';
import { memorySource } from '../helpers/memory-source.js';

const [E, W, N] = [3, 4, 25];
const source = memorySource(E, W, N);

/** [E * W * N] a column with walkers as chains. */
function byWalker(id: string): number[] {
  return Array.from({ length: E * W * N }, (_, i) => {
    const chain = Math.floor(i / N);
    return source.read(id, Math.floor(chain / W))[(i % N) * W + (chain % W)];
  });
}

const byEnsemble = (id: string): number[] => [0, 1, 2].flatMap((ensemble) => [...source.read(id, ensemble)]);

/** Reads a Zarr array that is one chunk per ensemble: the test's own reader. */
function readZarr(
  folder: string,
  chunks: number,
): { values: number[]; zarray: { shape: number[]; chunks: number[] } } {
  const zarray = JSON.parse(readFileSync(join(folder, '.zarray'), 'utf8')) as {
    shape: number[];
    chunks: number[];
  };
  const values = Array.from({ length: chunks }, (_, c) => {
    const bytes = readFileSync(join(folder, `${c}.0`));
    return [...new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)];
  });
  return { values: values.flat(), zarray };
}

describe('zarr', () => {
  it('has one chain per walker with the bits of the chain', () =>
    inFolder((folder) => {
      const path = join(folder, 'lic.zarr');
      exportZarr(exportJob({ path, source }));
      const { values, zarray } = readZarr(join(path, 'posterior', 'phi'), E);
      expect(zarray).toMatchObject({ shape: [E * W, N], chunks: [W, N] });
      expect(bits(values)).toEqual(bits(byWalker('phi')));
      const lp = readZarr(join(path, 'sample_stats', 'lp'), E);
      expect(bits(lp.values)).toEqual(bits(byWalker('log_posterior')));
    }));

  it('has one chain per ensemble on request', () =>
    inFolder((folder) => {
      const path = join(folder, 'lic.zarr');
      exportZarr(exportJob({ path, source, chainsAs: 'ensemble' }));
      const { values, zarray } = readZarr(join(path, 'posterior', 'x_b'), E);
      expect(zarray.shape).toEqual([E, W * N]);
      expect(bits(values)).toEqual(bits(byEnsemble('x_b')));
    }));

  it('names dimensions, coordinates, units, priors and ensembles', () =>
    inFolder((folder) => {
      const path = join(folder, 'lic.zarr');
      exportZarr(exportJob({ path, source }));
      const attributes = (name: string): unknown =>
        JSON.parse(readFileSync(join(path, name, '.zattrs'), 'utf8'));
      expect(attributes('posterior/v_sun')).toMatchObject({
        _ARRAY_DIMENSIONS: ['chain', 'draw'],
        units: 'km/s',
        latex: 'V_\\odot',
        prior_lower: 0,
        prior_upper: 30,
      });
      expect(attributes('posterior')).toMatchObject({
        inference_library: 'licmc',
        sample_dims: ['chain', 'draw'],
        sampled_variables: ['v_sun', 'log10_x_lic', 'phi'],
        superchain_ids: [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2],
        coordinates: 'ensemble walker step',
      });
      expect(attributes('.')).toMatchObject({ name: 'memory', 'licmc.seed': '42' });
    }));

  it('pads the last chunk of an array whose draws do not fill it', () =>
    inFolder((folder) => {
      const array = {
        ...drawsArray(source, 'ensemble', 'x', {}, (e, ...steps) => source.read('phi', e, ...steps)),
      };
      // Chunks of 16 draws cut the 100 draws of an ensemble into seven, the last of 4.
      const chunked = {
        ...array,
        chunks: [1, 16],
        blocks: function* () {
          for (const block of array.blocks()) {
            for (let first = 0; first < W * N; first += 16) {
              const values = block.values.slice(first, first + 16);
              yield { offset: [block.offset[0], first], shape: [1, values.length], values };
            }
          }
        },
      };
      const tree: LabelledTree = {
        attributes: {},
        groups: [
          {
            name: 'g',
            attributes: {},
            auxiliaryCoordinates: [],
            arrays: [integerCoordinate('chain', 'chain', Int32Array.of(0, 1, 2)), chunked],
          },
        ],
      };
      writeZarrStore(join(folder, 's'), tree, silent);
      const last = readFileSync(join(folder, 's', 'g', 'x', '2.6'));
      const values = [...new Float64Array(last.buffer, last.byteOffset, 16)];
      expect(bits(values.slice(0, 4))).toEqual(bits(source.read('phi', 2).slice(96)));
      expect(values.slice(4).every((value) => Number.isNaN(value))).toBe(true);
    }));
});

describe('netcdf', () => {
  it('has the bits of the chain, with dimension scales that name the dimensions', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'lic.nc');
      await exportNetcdf(exportJob({ path, source }));
      const hdf5 = await loadHdf5();
      const file = new hdf5.File(path, 'r');
      try {
        const phi = file.get('posterior/phi') as Dataset;
        expect(phi.shape).toEqual([E * W, N]);
        expect(bits(phi.value as Float64Array)).toEqual(bits(byWalker('phi')));
        expect([0, 1].flatMap((d) => phi.get_attached_scales(d))).toEqual([
          '/posterior/chain',
          '/posterior/draw',
        ]);
        expect((file.get('posterior/v_sun') as Dataset).attrs['units'].value).toBe('km/s');
        expect((file.get('posterior') as Group).attrs['sampled_variables'].value).toEqual([
          'v_sun',
          'log10_x_lic',
          'phi',
        ]);
      } finally {
        file.close();
      }
    }));

  it('keeps an attribute beyond the 64 kB of old HDF5 files', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'lic.nc');
      const long = JSON.stringify({ config: 'x'.repeat(200_000) });
      await exportNetcdf(exportJob({ path, source: { ...source, metadata: new Map([['licmc', long]]) } }));
      const hdf5 = await loadHdf5();
      const file = new hdf5.File(path, 'r');
      expect(file.attrs['licmc'].value).toBe(long);
      file.close();
    }));
});
