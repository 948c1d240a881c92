import type { ChainSource } from './chain-source.js';
import type { LabelledGroup } from './labelled-tree.js';
import type { Progress } from './progress.js';

/** What plays the part of a "chain" in a format that has such a thing. */
export type ChainsAs = 'walker' | 'ensemble';

/** One export: everything a format needs. */
export interface ExportJob {
  readonly source: ChainSource;
  /** File, directory or root, as the format has it. */
  readonly path: string;
  /** Whether an existing output may be replaced. */
  readonly force: boolean;
  readonly progress: Progress;
  /** Null: the format's own default. */
  readonly chainsAs: ChainsAs | null;
  /** emcee only: derived quantities and log densities as blobs. */
  readonly blobs: boolean;
  /** ISO 8601 time for formats that record it. */
  readonly createdAt: string;
  /** zarr and netcdf only: groups beside posterior and sample_stats. */
  readonly extraGroups: () => readonly LabelledGroup[];
}

/** What was written. */
export interface ExportResult {
  readonly files: readonly string[];
  readonly rows: number;
}

/** A format: writes a job completely or not at all. */
export type Exporter = (job: ExportJob) => ExportResult | Promise<ExportResult>;
