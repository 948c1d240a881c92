/** emcee's HDF5 backend (emcee 3.1, backends/hdf.py), ours or anyone's. */
import { resolve } from 'node:path';
import { InputError } from '../errors.js';
import { loadHdf5 } from '../export/hdf5.js';
import type { Dataset, Group, Hdf5File } from '../export/hdf5.js';
import { columnName, densityColumn } from './imported-chain.js';
import type { ImportedChain, ImportedColumn } from './imported-chain.js';

/**
 * Reads every group that is an emcee backend: each is an independent ensemble, except that a group written by
 * `licmc export` says of how many ensembles its walkers are.
 * @param discard stored steps to leave out at the start (burn-in)   @param names of the coordinates; null to take those in
 * the file, or x_0, x_1, ...
 * @throws InputError for a file without such a group, or with groups that do not fit together
 */
export async function readEmcee(
  path: string,
  discard: number,
  names: readonly string[] | null,
): Promise<ImportedChain> {
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
    return assemble(groups, path, discard, names);
  } finally {
    file.close();
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
      hint: 'Was it cut while copying?',
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
  discard: number,
  names: readonly string[] | null,
): ImportedChain {
  const shapes = groups.map((group) => (group.get('chain') as Dataset).shape!);
  const [, W, D] = shapes[0];
  if (shapes.some((shape) => shape[1] !== W || shape[2] !== D)) {
    throw new InputError({
      where: path,
      expected: 'groups of one number of walkers and coordinates',
      got: shapes.map((shape) => shape.slice(1).join(' x ')).join(', '),
    });
  }
  // Datasets are grown ahead: only the first `iteration` rows are valid.
  const stored = groups.map((group, g) => Number(attribute(group, 'iteration') ?? shapes[g][0]));
  const N = Math.min(...stored) - discard;
  if (N < 1) {
    throw new InputError({
      where: path,
      expected: `more than ${discard} stored steps`,
      got: String(Math.min(...stored)),
      hint: 'Discard fewer with --discard.',
    });
  }
  const parts = ensemblesOf(groups[0], W);
  const columns: ImportedColumn[] = [
    densityColumn('log_posterior', '\\ln p(\\theta|d)'),
    ...coordinatesOf(groups[0], D, path, names),
  ];
  const values = columns.map((): Float64Array[] => []);
  for (const group of groups) {
    const logProb = read(group, 'log_prob', discard, N);
    const chain = read(group, 'chain', discard, N);
    for (let part = 0; part < parts; part++) {
      values[0].push(pick(logProb, N, W, 1, 0, part, parts));
      for (let d = 0; d < D; d++) values[1 + d].push(pick(chain, N, W, D, d, part, parts));
    }
  }
  const notes = Math.max(...stored) > N + discard ? ['Groups are cut to the shortest.'] : [];
  return {
    format: 'emcee',
    ensembles: groups.length * parts,
    walkers: W / parts,
    steps: N,
    columns,
    values,
    notes,
  };
}

function read(group: Group, name: string, discard: number, N: number): Float64Array {
  const values = (group.get(name) as Dataset).slice([[discard, discard + N]]);
  return values instanceof Float64Array ? values : Float64Array.from(values as unknown as ArrayLike<number>);
}

/** Walkers of one ensemble out of [N][W][depth]. */
function pick(
  values: Float64Array,
  N: number,
  W: number,
  depth: number,
  d: number,
  part: number,
  parts: number,
): Float64Array {
  const own = W / parts;
  const out = new Float64Array(N * own);
  for (let n = 0; n < N; n++) {
    for (let w = 0; w < own; w++) out[n * own + w] = values[(n * W + part * own + w) * depth + d];
  }
  return out;
}

/** Ensembles whose walkers stand side by side in one group. */
function ensemblesOf(group: Group, W: number): number {
  const count = Number(attribute(group, 'licmc_ensembles') ?? 1);
  return Number.isInteger(count) && count >= 1 && W % count === 0 ? count : 1;
}

function coordinatesOf(
  group: Group,
  D: number,
  path: string,
  names: readonly string[] | null,
): ImportedColumn[] {
  if (names !== null && names.length !== D) {
    throw new InputError({
      where: '--names',
      expected: `${D} names, one for each coordinate of ${path}`,
      got: String(names.length),
    });
  }
  const texts = (name: string): readonly (string | undefined)[] => {
    const value = attribute(group, name);
    return Array.isArray(value) && value.length === D ? value.map(String) : [];
  };
  const [own, units, latex, priors] = ['parameters', 'units', 'latex', 'priors'].map(texts);
  return Array.from({ length: D }, (_, d): ImportedColumn => {
    const id = columnName(names?.[d] ?? own[d] ?? `x_${d}`);
    const prior = JSON.parse(priors[d] ?? 'null') as unknown;
    return {
      id,
      unit: units[d] ?? '1',
      latex: latex[d] ?? `\\mathrm{${id.replaceAll('_', '\\_')}}`,
      kind: 'coordinate',
      prior,
      support: supportOf(group, d),
    };
  });
}

function supportOf(group: Group, d: number): readonly [number, number] {
  const bound = (name: string, open: number): number => {
    const values = attribute(group, name);
    const value = values instanceof Float64Array ? values[d] : NaN;
    return Number.isFinite(value) ? value : open;
  };
  return [bound('lower', -Infinity), bound('upper', Infinity)];
}

/** Value of an attribute; undefined when there is none. */
function attribute(group: Group, name: string): unknown {
  return Object.hasOwn(group.attrs, name) ? group.attrs[name].value : undefined;
}
