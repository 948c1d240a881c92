import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ResolvedConfig } from '../config/resolved.js';
import { adoptedChain } from './adopted-chain.js';
import type { ImportedChain, ImportSettings } from './imported-chain.js';
import { plainChain } from './plain-chain.js';
import { readEmcee } from './read-emcee.js';
import { readGetdist } from './read-getdist.js';
import { writeImported } from './write-imported.js';

export interface ImportOptions extends Omit<ImportSettings, 'onProgress'> {
  /** An emcee HDF5 file, or the root of GetDist chains. */
  readonly file: string;
  /** NAME.arrow to write. */
  readonly path: string;
  readonly force: boolean;
  /** The configuration whose posterior this is, for a chain that can be continued; null for a chain as it is. */
  readonly config: ResolvedConfig | null;
  /** Finished fraction, now and then. */
  readonly onProgress?: (fraction: number, doing: 'reading' | 'writing') => void;
}

export interface ImportResult {
  readonly path: string;
  readonly format: ImportedChain['format'];
  readonly ensembles: number;
  readonly walkers: number;
  readonly steps: number;
  readonly thin: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Makes a chain file of a chain drawn elsewhere.
 * @throws InputError for a file that is not a chain, an output that exists, and a configuration that does not fit
 */
export async function importChain(options: ImportOptions): Promise<ImportResult> {
  const { file, config, onProgress } = options;
  const settings = { ...options, onProgress: (fraction: number) => onProgress?.(fraction, 'reading') };
  const imported = isHdf5(file) ? await readEmcee(file, settings) : readGetdist(file, settings);
  try {
    const origin = {
      format: imported.format,
      file: basename(file),
      ...(isFile(file) ? { sha256: sha256Of(file) } : {}),
      discarded: options.discard ?? 0,
    };
    const chain = config === null ? plainChain(imported, origin) : adoptedChain(imported, origin, config);
    const path = writeImported(options.path, chain, options.force, (fraction) =>
      onProgress?.(fraction, 'writing'),
    );
    const { format, ensembles, walkers, steps, thin, notes } = imported;
    return {
      path,
      format,
      ensembles,
      walkers,
      steps,
      thin,
      rows: ensembles * walkers * steps,
      columns: chain.columns.map(({ id }) => id),
      notes,
    };
  } finally {
    imported.close();
  }
}

/** Hexadecimal, reading one piece at a time. */
function sha256Of(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let got = readSync(file, piece); got > 0; got = readSync(file, piece))
      hash.update(piece.subarray(0, got));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** HDF5 files start with eight bytes of their own (HDF5 File Format Specification, "Superblock"). */
function isHdf5(path: string): boolean {
  if (!isFile(path)) return false;
  const signature = Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
  const start = Buffer.alloc(signature.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start.equals(signature);
}
