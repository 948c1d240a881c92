import type { Command } from '@commander-js/extra-typings';
import { loadConfig } from '../../config/load.js';
import { importChain } from '../../import/import-chain.js';
import type { Report } from '../command.js';
import { wholeNumber } from '../options.js';

/** `licmc import`: a chain drawn elsewhere as a chain file. */
export function importCommand(program: Command, report: Report): void {
  program
    .command('import')
    .description('makes a chain file of an emcee HDF5 file or of GetDist chains')
    .argument('<FILE>', 'an emcee HDF5 file, or the root of GetDist chains')
    .requiredOption('-o, --out <CHAIN.arrow>', 'the chain to write')
    .option(
      '--config <CONFIG>',
      'its posterior is this configuration: compute all columns, so that it can be continued',
    )
    .option('--names <LIST>', 'names of the parameters in the order of the file, separated by commas')
    .option('--discard <N>', 'stored steps to leave out at the start', wholeNumber('--discard', 0), 0)
    .option('--force', 'replace the chain that is there')
    .option('--json', 'print one JSON document')
    .action(async (file, options) => {
      const config = options.config === undefined ? null : loadConfig(options.config, {});
      const result = await importChain({
        file,
        path: options.out,
        force: options.force === true,
        discard: options.discard,
        names: options.names === undefined ? null : options.names.split(',').map((name) => name.trim()),
        config,
      });
      for (const note of result.notes) process.stderr.write(`${note}\n`);
      const { path, rows, ensembles, walkers, steps } = result;
      const resume =
        options.config === undefined
          ? null
          : `licmc sample ${options.config} --ensembles ${ensembles} --walkers ${walkers} --out ${path} --resume`;
      const text = `${path}: ${rows} rows (${ensembles} ensembles of ${walkers} walkers, ${steps} steps)`;
      report({
        json: { ...result, resume },
        text: resume === null ? text : `${text}\nContinue it with \`${resume}\`.`,
      });
    });
}
