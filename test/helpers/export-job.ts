import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportJob } from '../../src/export/export-job.js';
import { silent } from '../../src/export/progress.js';
import { memorySource } from './memory-source.js';

/** An export of a small chain in memory, with what a test changes. */
export function exportJob(changes: Partial<ExportJob> & Pick<ExportJob, 'path'>): ExportJob {
  return {
    source: memorySource(3, 4, 25),
    force: false,
    progress: silent,
    chainsAs: null,
    blobs: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    extraGroups: () => [],
    ...changes,
  };
}

/** Runs with a fresh folder that is removed afterwards. */
export async function inFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bits of numbers, so that NaN equals NaN and -0 is not 0. */
export function bits(values: ArrayLike<number>): BigUint64Array {
  return new BigUint64Array(Float64Array.from(values).buffer);
}
