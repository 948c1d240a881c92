import type { Quantity } from '../target.js';

/** A column of an imported chain. */
export interface ImportedColumn extends Quantity {
  readonly kind: 'density' | 'coordinate' | 'derived';
  /** The prior as plain JSON; null when it is not known. */
  readonly prior: unknown;
  /** Interval outside of which the posterior vanishes; +-Infinity where unbounded or unknown. */
  readonly support: readonly [number, number];
}

/** A chain made elsewhere, in memory: E ensembles of W walkers with N stored steps. */
export interface ImportedChain {
  readonly format: 'emcee' | 'getdist';
  readonly ensembles: number;
  readonly walkers: number;
  readonly steps: number;
  /** log_posterior first. */
  readonly columns: readonly ImportedColumn[];
  /** [columns][E] arrays [N * W], sorted by step, then walker. */
  readonly values: readonly (readonly Float64Array[])[];
  /** What a person should know about how it was read. */
  readonly notes: readonly string[];
}

/** The density column that every chain has; `log_prior` and `log_likelihood` stay NaN where they are not known. */
export function densityColumn(id: string, latex: string): ImportedColumn {
  return { id, unit: '1', latex, kind: 'density', prior: null, support: [-Infinity, Infinity] };
}

/** A name that can be a column: letters, digits and underscores. */
export function columnName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
  return clean === '' ? 'x' : clean;
}
