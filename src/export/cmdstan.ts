/**
 * CmdStan's CSV output (CmdStan Guide, "Stan CSV File Format"), one file per ensemble with each walker's steps in one
 * piece. The sampler is declared as `fixed_param`: there is no step size or mass matrix to adapt, and readers then
 * expect no adaptation block.
 */
import type { ChainSource } from './chain-source.js';
import { columnsOf, licmcDocument, sourceRows } from './chain-source.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { seventeenDigits } from './number-text.js';
import { removeSurplus, writeTextOutputs } from './text-outputs.js';
import { walkerMajor } from './walker-major.js';

/** Writes ROOT_1.csv ... ROOT_E.csv: lp__ first, then the other statistics of the sampler, then parameters and derived. */
export function exportCmdstan(job: ExportJob): ExportResult {
  const { source } = job;
  const root = job.path.replace(/\.csv$/, '');
  removeSurplus(root, '.csv', source.ensembles, job.force);
  const files = writeTextOutputs(
    job,
    Array.from({ length: source.ensembles }, (_, ensemble) => ({
      path: `${root}_${ensemble + 1}.csv`,
      fill: (write) => {
        write(configuration(source, ensemble));
        writeRows(job, ensemble, write);
        write(trailer);
      },
    })),
  );
  return { files, rows: sourceRows(source) };
}

/** The chain file knows no times; readers take the block that starts here as the end of the draws. */
const trailer = [
  '# ',
  '#  Elapsed Time: 0 seconds (Warm-up)',
  '#                0 seconds (Sampling)',
  '#                0 seconds (Total)',
  '# ',
  '',
].join('\n');

/** Key = value lines that readers parse; a " = " within a value would break them. */
function configuration(source: ChainSource, ensemble: number): string {
  const draws = source.steps.length * source.walkers;
  const seed = source.metadata.get('licmc.seed') ?? '0';
  const lines = [
    'stan_version_major = 2',
    'stan_version_minor = 36',
    'stan_version_patch = 0',
    'model = licmc_model',
    'method = sample (Default)',
    '  sample',
    `    num_samples = ${draws}`,
    `    num_warmup = ${warmupSteps(source)}`,
    '    save_warmup = false (Default)',
    '    thin = 1 (Default)',
    '    adapt',
    '      engaged = false',
    '    algorithm = fixed_param',
    // cmdstanpy before 1.3 looks it up even for fixed_param; without adaptation it is the unit matrix.
    '    metric = unit_e',
    `id = ${ensemble + 1}`,
    'random',
    `  seed = ${/^\d+$/.test(seed) ? seed : '0'}`,
    'output',
    '  sig_figs = 17',
    `licmc_version = ${source.metadata.get('licmc.version') ?? 'unknown'}`,
    `licmc_walkers = ${source.walkers}`,
  ];
  return lines.map((line) => `# ${line}\n`).join('');
}

/**
 * Warm-up of the run, whose draws are not saved. At least 1, as cmdstanpy takes 0 for a contradiction whatever the
 * algorithm.
 */
function warmupSteps(source: ChainSource): number {
  const warmup = licmcDocument(source)?.['warmup'];
  return typeof warmup === 'number' && warmup >= 1 ? warmup : 1;
}

function writeRows(job: ExportJob, ensemble: number, line: (text: string) => void): void {
  const { source } = job;
  const statistics = columnsOf(source, 'density', 'term').filter((column) => column.id !== 'log_posterior');
  const variables = columnsOf(source, 'coordinate', 'derived');
  const ids = ['log_posterior', ...[...statistics, ...variables].map((column) => column.id)];
  const names = [
    'lp__',
    'walker__',
    'step__',
    ...statistics.map((column) => `${column.id}__`),
    ...variables.map((column) => column.id),
  ];
  line(`${names.join(',')}\n`);
  for (const group of walkerMajor(source, ids, ensemble)) {
    const N = group.stepCount;
    for (let w = 0; w < group.count; w++) {
      for (let n = 0; n < N; n++) {
        const i = w * N + n;
        let text = `${seventeenDigits(group.columns[0][i])},${group.first + w},${source.steps[group.firstStep + n]}`;
        for (let c = 1; c < ids.length; c++) text += `,${seventeenDigits(group.columns[c][i])}`;
        line(`${text}\n`);
      }
      job.progress.advance(N * ids.length);
    }
  }
}
