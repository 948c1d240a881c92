/**
 * emcee's HDF5 backend (emcee 3.1, backends/hdf.py): group `mcmc` with attributes and the datasets `chain`
 * [step, walker, coordinate], `log_prob` [step, walker] and `accepted` [walker]. No `random_state_*` attributes are
 * written: emcee then continues with its own generator.
 */
import { sourceRows } from './chain-source.js';
import { writeEmceeGroup } from './emcee-group.js';
import type { ExportJob, ExportResult } from './export-job.js';
import type { Hdf5 } from './hdf5.js';
import { loadHdf5, writeHdf5File } from './hdf5.js';
import { stageOutput } from './staged-output.js';

/**
 * Writes PATH. By default one emcee ensemble of all walkers (number = ensemble * W + walker) in group `mcmc`, which
 * emcee opens without options; with ensembles as chains one group `ensemble_<n>` each.
 */
export async function exportEmcee(job: ExportJob): Promise<ExportResult> {
  const hdf5 = await loadHdf5();
  const output = stageOutput(job.path, { force: job.force, source: job.source.path });
  try {
    writeFile(hdf5, output.temporary, job);
  } catch (error) {
    output.abandon();
    throw error;
  }
  output.commit();
  return { files: [output.path], rows: sourceRows(job.source) };
}

function writeFile(hdf5: Hdf5, path: string, job: ExportJob): void {
  const { source } = job;
  writeHdf5File(hdf5, path, job.path, {}, (file) => {
    for (const [key, value] of source.metadata) file.create_attribute(key, value);
    const all = Array.from({ length: source.ensembles }, (_, ensemble) => ensemble);
    if (job.chainsAs === 'ensemble') {
      for (const ensemble of all) writeEmceeGroup(file.create_group(`ensemble_${ensemble}`), job, [ensemble]);
    } else {
      writeEmceeGroup(file.create_group('mcmc'), job, all);
    }
  });
}
