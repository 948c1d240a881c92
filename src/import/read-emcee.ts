/** emcee's HDF5 backend (emcee 3.1, backends/hdf.py), ours or anyone's. */
import { resolve } from 'node:path';
import { InputError } from '../errors.js';
import { loadHdf5 } from '../export/hdf5.js';
import type { Dataset, Group, Hdf5File } from '../export/hdf5.js';
import { blobColumns } from './emcee-blobs.js';
import { attribute, coordinatesOf } from './emcee-coordinates.js';
import { numbersOf } from './hdf5-numbers.js';
import { checkNames, plainColumn } from './imported-chain.js';
import type { ImportedChain, ImportSettings } from './imported-chain.js';

/**
 * Opens every group that is an emcee backend: each is an independent ensemble, except that a group written by
 * `licmc export` says of how many ensembles its walkers are. Blobs become columns too, as far as they are numbers.
 * Coordinates are called as in the file (ours name them), or x_0, x_1, ...
 * @throws InputError for a file without such a group, or with groups that do not fit together
 */
export async function readEmcee(path: string, settings: ImportSettings): Promise<ImportedChain> {
  const hdf5 = await loadHdf5();
  const file = open(() => new hdf5.File(resolve(path), 'r'), path);
  try {
    const groups = file
      .keys()
      .map((key) => file.get(key))
      .filter((entity): entity is Group => isBackend(entity));
    if (groups.length === 0) {
      throw new InputError({
        where: path,
        expected: 'an emcee backend: a group with datasets chain and log_prob',
        got: `groups ${file.keys().join(', ') || '(none)'}`,
      });
    }
    return assemble(groups, path, settings, () => file.close());
  } catch (error) {
    file.close();
    throw error;
  }
}

function open(action: () => Hdf5File, path: string): Hdf5File {
  try {
    return action();
  } catch {
    // Whatever HDF5 says of it, for a person it is one thing: the file was cut, or is none.
    throw new InputError({
      where: path,
      expected: 'a whole HDF5 file',
      got: 'one that HDF5 cannot open',
      hint: 'Was it cut while copying, or is a sampler writing it?',
    });
  }
}

function isBackend(entity: unknown): boolean {
  if (typeof entity !== 'object' || entity === null || !('keys' in entity)) return false;
  const keys = (entity as Group).keys();
  return keys.includes('chain') && keys.includes('log_prob');
}

function assemble(
  groups: readonly Group[],
  path: string,
  settings: ImportSettings,
  close: () => void,
): ImportedChain {
  const chains = groups.map((group) => group.get('chain') as Dataset);
  const logs = groups.map((group) => group.get('log_prob') as Dataset);
  const [W, D] = shapeOf(chains, path);
  // Datasets are grown ahead: only the first `iteration` rows are valid.
  const stored = groups.map((group, g) => Number(attribute(group, 'iteration') ?? chains[g].shape![0]));
  const discard = settings.discard ?? 0;
  const N = Math.min(...stored) - discard;
  if (N < 1) {
    throw new InputError({
      where: path,
      expected: `more than ${discard} stored steps`,
      got: String(Math.min(...stored)),
      hint: discard === 0 ? 'Was the sampler ever run?' : 'Discard fewer with --discard.',
    });
  }
  const parts = ensemblesOf(groups[0], W);
  const own = W / parts;
  const blobs = blobColumns(groups, W);
  const columns = [
    plainColumn('log_posterior', 'density', '\\ln p(\\theta|d)'),
    ...coordinatesOf(groups[0], D, path, settings.names),
    ...blobs.columns,
  ];
  checkNames(columns, path);
  return {
    format: 'emcee',
    ensembles: groups.length * parts,
    walkers: own,
    steps: N,
    thin: settings.thin ?? thinOf(groups[0]),
    columns,
    notes: [
      ...(Math.max(...stored) > N + discard ? ['Groups are cut to the shortest.'] : []),
      ...blobs.notes,
    ],
    read: (ensemble, from, count) => {
      const g = Math.floor(ensemble / parts);
      const first = (ensemble % parts) * own;
      const rows: [number, number][] = [
        [discard + from, discard + from + count],
        [first, first + own],
      ];
      return [
        numbersOf(logs[g].slice(rows)),
        ...split(numbersOf(chains[g].slice([...rows, [0, D]])), D),
        ...blobs.read(g, rows),
      ];
    },
    close,
  };
}

/** [walkers, coordinates] of all groups alike. */
function shapeOf(chains: readonly Dataset[], path: string): readonly [number, number] {
  const shapes = chains.map((chain) => chain.shape ?? []);
  const [, W, D] = shapes[0];
  if (shapes.some((shape) => shape.length !== 3 || shape[1] !== W || shape[2] !== D)) {
    throw new InputError({
      where: path,
      expected: 'chains of steps x walkers x coordinates, the last two the same in every group',
      got: shapes.map((shape) => shape.join(' x ')).join(', '),
    });
  }
  return [W, D];
}

/** Columns of a row-major table. */
function split(rows: Float64Array, width: number): Float64Array[] {
  const count = rows.length / width;
  return Array.from({ length: width }, (_, d) => {
    const column = new Float64Array(count);
    for (let i = 0, k = d; i < count; i++, k += width) column[i] = rows[k];
    return column;
  });
}

/** Ensembles whose walkers stand side by side in one group. */
function ensemblesOf(group: Group, W: number): number {
  const count = Number(attribute(group, 'licmc_ensembles') ?? 1);
  return Number.isInteger(count) && count >= 1 && W % count === 0 ? count : 1;
}

/** emcee does not record its `thin_by`; our own export does. */
function thinOf(group: Group): number {
  const thin = Number(attribute(group, 'licmc_thin') ?? 1);
  return Number.isInteger(thin) && thin >= 1 ? thin : 1;
}
