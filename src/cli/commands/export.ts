import type { Command } from '@commander-js/extra-typings';
import { InputError } from '../../errors.js';
import { defaultReplicates, exportChain, parseFormat } from '../../export/export-chain.js';
import type { ChainsAs } from '../../export/export-job.js';
import type { Report } from '../command.js';
import { wholeNumber } from '../options.js';
import { stderrNotes } from '../stderr-notes.js';

/** `licmc export`: a chain in the format of another program. */
export function exportCommand(program: Command, report: Report): void {
  program
    .command('export')
    .description('writes a chain in the format of another program')
    .argument('<CHAIN>', 'NAME.arrow, or NAME.arrows of a run that is still going')
    .requiredOption('--to <FORMAT>', 'zarr, netcdf, getdist, emcee, cmdstan, parquet or csv', parseFormat)
    .requiredOption('-o, --out <PATH>', 'file; directory (zarr); root of several files (getdist, cmdstan)')
    .option('--chains-as <walker|ensemble>', 'what becomes a chain (zarr, netcdf, emcee)', parseChainsAs)
    .option('--pointwise', 'log likelihood of every measurement instead of every data set (zarr, netcdf)')
    .option(
      '--replicates <N>',
      `about how many rows get replicated measurements (zarr, netcdf; default ${defaultReplicates})`,
      wholeNumber('--replicates', 1),
    )
    .option('--only-chain', 'nothing but what the chain file holds (zarr, netcdf)')
    .option('--blobs', 'derived quantities and log densities as blobs (emcee)')
    .option('--force', 'replace the output that is there')
    .option('--json', 'print one JSON document')
    .action(async (chain, options) => {
      const notes = stderrNotes();
      const result = await exportChain({
        chain,
        format: options.to,
        path: options.out,
        force: options.force === true,
        chainsAs: options.chainsAs ?? null,
        pointwise: options.pointwise === true,
        replicates: options.replicates ?? null,
        onlyChain: options.onlyChain === true,
        blobs: options.blobs === true,
        createdAt: new Date().toISOString(),
        now: () => performance.now(),
        onProgress: (fraction, doing) => notes.progress(`${doing} ${Math.floor(100 * fraction)} %`),
        onNote: notes.note,
      }).finally(notes.end);
      const { files, rows, ensembles, walkers, steps, state } = result;
      report({
        json: { format: options.to, path: options.out, files, rows, ensembles, walkers, steps, state },
        text: `${rows} rows (${ensembles} ensembles of ${walkers} walkers, ${steps} steps) in ${files.join(', ')}`,
      });
    });
}

function parseChainsAs(text: string): ChainsAs {
  if (text === 'walker' || text === 'ensemble') return text;
  throw new InputError({ where: '--chains-as', expected: 'walker or ensemble', got: `'${text}'` });
}
