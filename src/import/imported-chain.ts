import type { ColumnKind } from '../chain/columns.js';
import { InputError } from '../errors.js';
import type { Quantity } from '../target.js';

/** A column of an imported chain. */
export interface ImportedColumn extends Quantity {
  readonly kind: Exclude<ColumnKind, 'index'>;
  /** The prior as plain JSON; null when it is not known. */
  readonly prior: unknown;
  /** Interval outside of which the posterior vanishes; +-Infinity where unbounded or unknown. */
  readonly support: readonly [number, number];
}

/**
 * A chain made elsewhere, E ensembles of W walkers with N stored steps, read piece by piece so that memory does not grow with
 * its length. Close it when done.
 */
export interface ImportedChain {
  readonly format: 'emcee' | 'getdist';
  readonly ensembles: number;
  readonly walkers: number;
  readonly steps: number;
  /** Steps of the sampler from one stored step to the next. */
  readonly thin: number;
  /** log_posterior first. */
  readonly columns: readonly ImportedColumn[];
  /** What a person should know about how it was read. */
  readonly notes: readonly string[];
  /** [columns] arrays [count * W], sorted by step, then walker: `count` stored steps of an ensemble from index `from` on. */
  read(ensemble: number, from: number, count: number): Float64Array[];
  /** Releases the file. */
  close(): void;
}

/** What a person says about a file that does not say it itself. */
export interface ImportSettings {
  /** Stored steps (for GetDist chains rows) to leave out at the start; null for what the file itself asks for, or none. */
  readonly discard: number | null;
  /** Names of the parameters in the order of the file; null for those in the file. */
  readonly names: readonly string[] | null;
  /** Steps of the sampler from one stored step to the next; null for what the file says, or 1. */
  readonly thin: number | null;
  /** Finished fraction of reading what has to be read before the chain can be; now and then. */
  readonly onProgress?: (fraction: number) => void;
}

/** A column that only says what it is. */
export function plainColumn(
  id: string,
  kind: ImportedColumn['kind'],
  latex = romanLatex(id),
  unit = '1',
): ImportedColumn {
  return { id, unit, latex, kind, prior: null, support: [-Infinity, Infinity] };
}

/** A name set upright, for columns without a label. */
export function romanLatex(id: string): string {
  return `\\mathrm{${id.replaceAll('_', '\\_')}}`;
}

/** A name that can be a column: letters, digits and underscores. */
export function columnName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
  return clean === '' ? 'x' : clean;
}

/** Kind of a column that is not a coordinate: names to which a chain gives a meaning keep it. */
export function kindOf(id: string): ImportedColumn['kind'] {
  if (id === 'log_prior' || id === 'log_likelihood') return 'density';
  return /^chi2_(spectrum|amplitude|phase)$/.test(id) ? 'term' : 'derived';
}

/** Kinds of the columns that a chain gives a meaning to. */
const reservedKinds: Readonly<Record<string, string>> = {
  ensemble: 'index',
  walker: 'index',
  step: 'index',
  log_posterior: 'density',
  log_prior: 'density',
  log_likelihood: 'density',
};

/** @throws InputError when two columns have one name, or a parameter has one that means something else in a chain */
export function checkNames(columns: readonly ImportedColumn[], where: string): void {
  const problems = columns.flatMap(({ id, kind }, c) => {
    if (columns.findIndex((column) => column.id === id) < c) return [`'${id}' twice`];
    const reserved = id in reservedKinds && reservedKinds[id] !== kind;
    return reserved ? [`'${id}', which means something else in a chain`] : [];
  });
  if (problems.length === 0) return;
  throw new InputError({
    where,
    expected: 'parameters with names of their own',
    got: problems.join(', '),
    hint: 'Give other names with --names.',
  });
}
