import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportEmcee } from '../../src/export/emcee.js';
import type { Dataset, Group, Hdf5File } from '../../src/export/hdf5.js';
import { loadHdf5 } from '../../src/export/hdf5.js';
import { bits, exportJob, inFolder } from '../helpers/export-job.js';
import { memorySource } from '../helpers/memory-source.js';

const [E, W, N] = [3, 4, 25];
const source = memorySource(E, W, N);

async function withFile(
  changes: { blobs?: boolean; chainsAs?: 'ensemble' },
  use: (file: Hdf5File) => void,
): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, 'lic.h5');
    await exportEmcee(exportJob({ path, source, ...changes }));
    const hdf5 = await loadHdf5();
    const file = new hdf5.File(path, 'r');
    try {
      use(file);
    } finally {
      file.close();
    }
  });
}

/** [step][all walkers][...] as emcee stores it. */
function stepsByWalkers(...ids: string[]): number[] {
  const columns = ids.map((id) => [0, 1, 2].map((ensemble) => source.read(id, ensemble)));
  const out: number[] = [];
  for (let n = 0; n < N; n++)
    for (let e = 0; e < E; e++)
      for (let w = 0; w < W; w++) for (const column of columns) out.push(column[e][n * W + w]);
  return out;
}

it('emcee: all walkers of all ensembles side by side in group mcmc', () =>
  withFile({}, (file) => {
    const group = file.get('mcmc') as Group;
    const chain = group.get('chain') as Dataset;
    expect(chain.shape).toEqual([N, E * W, 3]);
    expect(bits(chain.value as Float64Array)).toEqual(bits(stepsByWalkers('v_sun', 'log10_x_lic', 'phi')));
    const logProb = group.get('log_prob') as Dataset;
    expect(bits(logProb.value as Float64Array)).toEqual(bits(stepsByWalkers('log_posterior')));
    expect(
      Object.fromEntries(Object.entries(group.attrs).map(([name, { value }]) => [name, value])),
    ).toMatchObject({
      nwalkers: E * W,
      ndim: 3,
      iteration: N,
      has_blobs: 0,
      parameters: ['v_sun', 'log10_x_lic', 'phi'],
      units: ['km/s', 'log10(pc)', 'GV'],
    });
    // Without room to grow emcee could not continue.
    expect(chain.metadata.maxshape?.[0]).not.toBe(N);
    expect(bits((group.get('licmc/x_b') as Dataset).value as Float64Array)).toEqual(
      bits(stepsByWalkers('x_b')),
    );
  }));

it('emcee: accepted counts the kept steps at which a walker moved', async () => {
  const still = memorySource(1, 2, 4);
  const moves = Float64Array.of(1, 1, 1, 2, 1, 3, 5, 3);
  await inFolder(async (folder) => {
    const path = join(folder, 'lic.h5');
    const read = (id: string): Float64Array => (id === 'v_sun' ? moves.slice() : new Float64Array(8));
    await exportEmcee(exportJob({ path, source: { ...still, read } }));
    const hdf5 = await loadHdf5();
    const file = new hdf5.File(path, 'r');
    expect([...((file.get('mcmc/accepted') as Dataset).value as Float64Array)]).toEqual([1, 2]);
    file.close();
  });
});

it('emcee: one group per ensemble on request', () =>
  withFile({ chainsAs: 'ensemble' }, (file) => {
    expect(file.keys()).toEqual(['ensemble_0', 'ensemble_1', 'ensemble_2']);
    const logProb = file.get('ensemble_2/log_prob') as Dataset;
    expect(bits(logProb.value as Float64Array)).toEqual(bits(source.read('log_posterior', 2)));
  }));

it('emcee: blobs as a structured type with the names of the columns', () =>
  withFile({ blobs: true }, (file) => {
    const blobs = file.get('mcmc/blobs') as Dataset;
    expect(blobs.shape).toEqual([N, E * W]);
    const { compound_type } = blobs.metadata;
    expect(compound_type?.members.map(({ name }) => name)).toEqual([
      'log_prior',
      'log_likelihood',
      'chi2_spectrum',
      'x_b',
    ]);
    expect((file.get('mcmc') as Group).attrs['has_blobs'].value).toBe(1);
    expect((file.get('mcmc') as Group).keys()).not.toContain('licmc');
  }));
