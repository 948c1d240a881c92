/** The two formats that ArviZ opens: `zarr` (a directory) and `netcdf` (one file) with the same contents. */
import { sourceRows } from './chain-source.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { loadHdf5 } from './hdf5.js';
import { inferenceTree } from './inference-tree.js';
import type { LabelledGroup, LabelledTree } from './labelled-tree.js';
import { writeNetcdfFile } from './netcdf-file.js';
import { stageOutput } from './staged-output.js';
import { writeZarrStore } from './zarr-store.js';

/** Writes the directory PATH. */
export function exportZarr(job: ExportJob): ExportResult {
  return write(job, '.zgroup', (path, tree) => writeZarrStore(path, tree, job.progress));
}

/** Writes the file PATH. */
export async function exportNetcdf(job: ExportJob): Promise<ExportResult> {
  const hdf5 = await loadHdf5();
  return write(job, undefined, (path, tree) => writeNetcdfFile(hdf5, path, job.path, tree, job.progress));
}

/** Numbers to be written, as the writers count them. */
function valuesOf(groups: readonly LabelledGroup[]): number {
  const arrays = groups.flatMap((group) => group.arrays).filter((array) => array.type === 'float64');
  return arrays.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

function write(
  job: ExportJob,
  directoryMark: string | undefined,
  writeTree: (path: string, tree: LabelledTree) => void,
): ExportResult {
  const output = stageOutput(job.path, {
    force: job.force,
    source: job.source.path,
    ...(directoryMark === undefined ? {} : { directoryMark }),
  });
  try {
    const extra = job.extraGroups();
    job.progress.expect(valuesOf(extra));
    const tree = inferenceTree(job.source, job.chainsAs ?? 'walker', job.createdAt, extra);
    writeTree(output.temporary, tree);
  } catch (error) {
    output.abandon();
    throw error;
  }
  output.commit();
  return { files: [output.path], rows: sourceRows(job.source) };
}
