/**
 * What every exporter reads: a chain as E ensembles of W walkers with N kept steps each, one column of one ensemble
 * at a time, so that memory does not grow with the number of ensembles or columns.
 */

/** Where a stored number comes from: the log densities, the likelihood's terms, the sampled coordinates, functions of them. */
export type ColumnRole = 'density' | 'term' | 'coordinate' | 'derived';

/** One float64 column of a chain. */
export interface SourceColumn {
  readonly id: string;
  readonly role: ColumnRole;
  /** As written on an axis; "1" when dimensionless. */
  readonly unit: string;
  /** LaTeX without dollar signs. */
  readonly latex: string;
  /** The prior as plain JSON; null for all but coordinates, and where the chain came without one. */
  readonly prior: unknown;
  /** Open interval outside of which the posterior vanishes; +-Infinity when unbounded or unknown. In `unit`. */
  readonly support: readonly [number, number];
}

export interface ChainSource {
  /** The file, as the person named it. */
  readonly path: string;
  /** `running` or `interrupted`: only what the run has committed so far is here. */
  readonly state: 'finished' | 'running' | 'interrupted';
  /** E. */
  readonly ensembles: number;
  /** W, walkers of each ensemble. */
  readonly walkers: number;
  /** [N] numbers of the kept steps, the same in every ensemble. */
  readonly steps: Uint32Array;
  /** Float64 columns in the order of the chain file. */
  readonly columns: readonly SourceColumn[];
  /** Schema metadata of the chain file, as strings; `licmc` is a JSON document. */
  readonly metadata: ReadonlyMap<string, string>;
  /**
   * [count * W] rows of one ensemble sorted by step, then walker: `count` kept steps from index `from` on, all by default.
   * A fresh array. RangeError for an unknown id or ensemble.
   */
  read(id: string, ensemble: number, from?: number, count?: number): Float64Array;
  /** Releases the file. */
  close(): void;
}

/** Rows of the whole chain, E * N * W. */
export function sourceRows(source: ChainSource): number {
  return source.ensembles * source.steps.length * source.walkers;
}

/** Steps of the sampler from one kept step to the next. */
export function stepsBetweenKept({ steps }: ChainSource): number {
  return steps.length > 1 ? steps[1] - steps[0] : steps[0];
}

/** The columns of the given roles, in chain order. */
export function columnsOf(source: ChainSource, ...roles: readonly ColumnRole[]): SourceColumn[] {
  return source.columns.filter((column) => roles.includes(column.role));
}

/** The parsed `licmc` document of the chain's metadata; null when the chain carries none. */
export function licmcDocument(source: ChainSource): Record<string, unknown> | null {
  const text = source.metadata.get('licmc');
  return text === undefined ? null : (JSON.parse(text) as Record<string, unknown>);
}
