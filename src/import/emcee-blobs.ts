/** The columns of a backend beside coordinates and log density: emcee's blobs, or the group `licmc` of our own export. */
import type { Dataset, Group } from '../export/hdf5.js';
import { attribute } from './emcee-coordinates.js';
import { numbersOf } from './hdf5-numbers.js';
import { columnName, kindOf, plainColumn, romanLatex } from './imported-chain.js';
import type { ImportedColumn } from './imported-chain.js';

export interface BlobColumns {
  readonly columns: readonly ImportedColumn[];
  readonly notes: readonly string[];
  /** Values of the columns in some rows ([from, to] of steps and walkers) of a group. */
  readonly read: (group: number, rows: readonly [number, number][]) => Float64Array[];
}

const none: BlobColumns = { columns: [], notes: [], read: () => [] };

/** Columns that every group has. @param W walkers of a group */
export function blobColumns(groups: readonly Group[], W: number): BlobColumns {
  if (groups.every((group) => isGroup(group.get('licmc')))) return ownColumns(groups);
  const datasets = groups.map((group) => (group.keys().includes('blobs') ? group.get('blobs') : null));
  if (datasets.some((dataset) => dataset === null)) return none;
  return blobs(datasets as Dataset[], W);
}

function isGroup(entity: unknown): entity is Group {
  return typeof entity === 'object' && entity !== null && 'keys' in entity;
}

function ownColumns(groups: readonly Group[]): BlobColumns {
  const first = groups[0].get('licmc') as Group;
  // In the order of the chain, where the file tells it; HDF5 sorts by name.
  const order = attribute(first, 'columns');
  const ids = Array.isArray(order) ? order.map(String) : first.keys();
  const datasets = groups.map((group) => ids.map((id) => group.get(`licmc/${id}`) as Dataset));
  return {
    columns: ids.map((id) => {
      const dataset = first.get(id) as Dataset;
      const text = (name: string, missing: string): string => {
        const value = attribute(dataset, name);
        return typeof value === 'string' ? value : missing;
      };
      return plainColumn(id, kindOf(id), text('latex', romanLatex(id)), text('unit', '1'));
    }),
    notes: [],
    read: (g, rows) => datasets[g].map((dataset) => numbersOf(dataset.slice([...rows]))),
  };
}

/** Structured blobs by the names of their fields, plain ones as blob or blob_0, blob_1, ...; other kinds are left out. */
function blobs(datasets: readonly Dataset[], W: number): BlobColumns {
  const { compound_type, shape } = datasets[0].metadata;
  const column = (name: string): ImportedColumn => plainColumn(columnName(name), kindOf(name));
  if (compound_type !== undefined) {
    const fields = compound_type.members.map(({ name, type, shape: inner }, at) => ({
      name,
      at,
      fits: isNumber(type) && (inner?.length ?? 0) === 0,
    }));
    const kept = fields.filter(({ fits }) => fits);
    const left = fields.filter(({ fits }) => !fits).map(({ name }) => name);
    return {
      columns: kept.map(({ name }) => column(name)),
      notes: left.length === 0 ? [] : [`Blobs that are no single numbers are left out: ${left.join(', ')}.`],
      read: (g, rows) => {
        const records = datasets[g].slice([...rows]) as unknown as readonly (readonly (number | bigint)[])[];
        return kept.map(({ at }) => Float64Array.from(records, (record) => Number(record[at])));
      },
    };
  }
  const depth = shape?.length === 3 && shape[1] === W ? shape[2] : 1;
  if (!isNumber(datasets[0].metadata.type) || (shape?.length !== 2 && shape?.length !== 3))
    return { ...none, notes: ['Blobs are left out: they are no numbers.'] };
  const names = shape.length === 2 ? ['blob'] : Array.from({ length: depth }, (_, k) => `blob_${k}`);
  return {
    columns: names.map(column),
    notes: [],
    read: (g, rows) => {
      const all: [number, number][] = shape.length === 2 ? [...rows] : [...rows, [0, depth]];
      const values = numbersOf(datasets[g].slice(all));
      return names.map((_, k) =>
        Float64Array.from({ length: values.length / depth }, (_unused, i) => values[i * depth + k]),
      );
    },
  };
}

/** HDF5 type classes 0 (integer) and 1 (float). */
function isNumber(type: number): boolean {
  return type === 0 || type === 1;
}
