import type { Command } from '@commander-js/extra-typings';
import { loadConfig } from '../../config/load.js';
import { importChain } from '../../import/import-chain.js';
import type { Report } from '../command.js';
import { chainFile, wholeNumber } from '../options.js';
import { stderrNotes } from '../stderr-notes.js';

/** `licmc import`: a chain drawn elsewhere as a chain file. */
export function importCommand(program: Command, report: Report): void {
  program
    .command('import')
    .description('makes a chain file of an emcee HDF5 file or of GetDist chains')
    .argument('<FILE>', 'an emcee HDF5 file, or the root of GetDist chains')
    .requiredOption('-o, --out <CHAIN.arrow>', 'the chain to write', chainFile('--out'))
    .option(
      '--config <CONFIG>',
      'its posterior is this configuration: compute all columns, so that it can be continued',
    )
    .option('--names <LIST>', 'names of the parameters in the order of the file, separated by commas')
    .option('--discard <N>', 'stored steps to leave out at the start', wholeNumber('--discard', 0))
    .option(
      '--thin-by <N>',
      "steps of the sampler from one stored step to the next: emcee's thin_by, which its files do not tell",
      wholeNumber('--thin-by', 1),
    )
    .option('--force', 'replace the chain that is there')
    .option('--json', 'print one JSON document')
    .action(async (file, options) => {
      const config = options.config === undefined ? null : loadConfig(options.config, {});
      const notes = stderrNotes();
      const result = await importChain({
        file,
        path: options.out,
        force: options.force === true,
        discard: options.discard ?? null,
        thin: options.thinBy ?? null,
        names: options.names === undefined ? null : options.names.split(',').map((name) => name.trim()),
        config,
        onProgress: (fraction, doing) => notes.progress(`${doing} ${Math.floor(100 * fraction)} %`),
      }).finally(notes.end);
      for (const note of result.notes) notes.note(note);
      const { path, rows, ensembles, walkers, steps, thin } = result;
      const resume =
        options.config === undefined
          ? null
          : `licmc sample ${options.config} --ensembles ${ensembles} --walkers ${walkers} --thin ${thin} --out ${path} --resume`;
      const text = `${path}: ${rows} rows (${ensembles} ensembles of ${walkers} walkers, ${steps} steps)`;
      report({
        json: { ...result, resume },
        text: resume === null ? text : `${text}\nContinue it with \`${resume}\`.`,
      });
    });
}
