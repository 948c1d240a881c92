import { InputError, suggestion } from '../errors.js';
import { recordOf, runRecord } from '../inference/run-record.js';
import { licmcDocument, sourceRows } from './chain-source.js';
import type { ChainSource } from './chain-source.js';
import type { ChainsAs, ExportResult } from './export-job.js';
import { exportFormats } from './formats.js';
import type { ExportFormat } from './formats.js';
import { openSource } from './open-source.js';
import { timedProgress } from './progress.js';
import type { Progress } from './progress.js';
import { recomputedGroups } from './recomputed-groups.js';
import type { RecomputedGroups } from './recomputed-groups.js';

export interface ExportOptions {
  /** NAME.arrow, or NAME.arrows of a run that is still going. */
  readonly chain: string;
  readonly format: ExportFormat;
  readonly path: string;
  readonly force: boolean;
  /** Null for the format's default: walkers in zarr, netcdf and emcee, ensembles in getdist and cmdstan. */
  readonly chainsAs: ChainsAs | null;
  /** zarr and netcdf: log likelihood of every measurement instead of every data set. */
  readonly pointwise: boolean;
  /** zarr and netcdf: about how many rows get replicated measurements; null for `defaultReplicates`. */
  readonly replicates: number | null;
  /** zarr and netcdf: nothing but what the chain file holds. */
  readonly onlyChain: boolean;
  /** emcee: the other columns as blobs. */
  readonly blobs: boolean;
  /** ISO 8601, for formats that record it. */
  readonly createdAt: string;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Finished fraction of a long recomputation or export, now and then. */
  readonly onProgress: (fraction: number, doing: 'recomputing' | 'exporting') => void;
  /** Something a person should know but that does not stop the export. */
  readonly onNote: (text: string) => void;
}

export interface ChainExport extends ExportResult {
  readonly ensembles: number;
  readonly walkers: number;
  readonly steps: number;
  readonly state: ChainSource['state'];
}

/** Rows with replicated measurements: enough for bands at 95 %, small enough to keep. */
export const defaultReplicates = 2000;

/** Milliseconds between two reports of progress. */
const reportEvery = 1000;

/**
 * Writes a chain in the format of another program.
 * @throws InputError for a chain that cannot be exported, an output that exists, options that the format has no use for,
 * and data that are not those the chain was drawn with; RunError when the disk fails
 */
export async function exportChain(options: ExportOptions): Promise<ChainExport> {
  const { format, onNote } = options;
  checkOptions(options);
  const source = openSource(options.chain);
  let recomputed: RecomputedGroups | null = null;
  try {
    noteState(source, onNote);
    const watch = (doing: 'recomputing' | 'exporting'): Progress =>
      timedProgress(reportEvery, options.now, (fraction) => options.onProgress(fraction, doing));
    const progress = watch('exporting');
    progress.expect(sourceRows(source) * source.columns.length);
    const result = await exportFormats[format]({
      source,
      path: options.path,
      force: options.force,
      progress,
      chainsAs: options.chainsAs,
      blobs: options.blobs,
      createdAt: options.createdAt,
      extraGroups: () => {
        recomputed = options.onlyChain ? null : recompute(source, options, watch('recomputing'));
        return recomputed?.groups ?? [];
      },
    });
    const { ensembles, walkers, steps, state } = source;
    return { ...result, ensembles, walkers, steps: steps.length, state };
  } finally {
    (recomputed as RecomputedGroups | null)?.close();
    source.close();
  }
}

function checkOptions({ format, chainsAs, blobs, pointwise, replicates, onlyChain }: ExportOptions): void {
  const isArviz = format === 'zarr' || format === 'netcdf';
  const needs = (option: string, formats: string, fits: boolean): void => {
    if (fits) return;
    throw new InputError({
      where: option,
      expected: `a format that has it (${formats})`,
      got: `--to ${format}`,
      hint: `Leave ${option} out.`,
    });
  };
  needs('--chains-as', 'zarr, netcdf, emcee', chainsAs === null || isArviz || format === 'emcee');
  needs('--blobs', 'emcee', !blobs || format === 'emcee');
  needs('--pointwise', 'zarr, netcdf', !pointwise || isArviz);
  needs('--replicates', 'zarr, netcdf', replicates === null || isArviz);
  needs('--only-chain', 'zarr, netcdf', !onlyChain || isArviz);
}

/** The format of a name. @throws InputError for an unknown one, with the nearest */
export function parseFormat(name: string): ExportFormat {
  const names = Object.keys(exportFormats);
  if (names.includes(name)) return name as ExportFormat;
  throw new InputError({
    where: '--to',
    expected: `one of ${names.join(', ')}`,
    got: `'${name}'`,
    hint: suggestion(name, names),
  });
}

function noteState(source: ChainSource, onNote: (text: string) => void): void {
  if (source.state !== 'finished') {
    const how = source.state === 'running' ? 'is still being drawn' : 'was interrupted';
    onNote(`${source.path} ${how}: the ${source.steps.length} kept steps that are committed are exported.`);
  } else if (licmcDocument(source)?.['converged'] === false) {
    onNote(
      `${source.path} had not converged when it ended (see \`licmc diagnose\`); it is exported as it is.`,
    );
  }
}

function recompute(source: ChainSource, options: ExportOptions, progress: Progress): RecomputedGroups | null {
  const document = licmcDocument(source);
  if (document?.['program'] !== 'licmc' || typeof document['config'] !== 'object') {
    options.onNote(`${source.path} was not drawn from a configuration: posterior and sample_stats only.`);
    return null;
  }
  const record = recordOf(document, source.path);
  const now = runRecord(record.config);
  const changed = Object.keys(record.data).filter((name) => record.data[name] !== now.data[name]);
  if (changed.length > 0) {
    throw new InputError(
      changed.map((name) => ({
        where: `${source.path}: data ${name}`,
        expected: `the measurements it was drawn with (SHA-256 ${record.data[name].slice(0, 12)}...)`,
        got: `others (${(now.data[name] ?? 'none').slice(0, 12)}...)`,
        hint: 'Restore them, or export with --only-chain what does not depend on them.',
      })),
    );
  }
  return recomputedGroups(source, record.config, {
    chainsAs: options.chainsAs ?? 'walker',
    createdAt: options.createdAt,
    pointwise: options.pointwise,
    replicates: options.replicates ?? defaultReplicates,
    progress,
  });
}
