import type { Command } from '@commander-js/extra-typings';
import { mergeChains, type MergeResult } from '../../inference/merge-chains.js';
import type { CommandResult, Report } from '../command.js';
import { chainFile } from '../options.js';

/** `licmc merge CHAIN... -o CHAIN.arrow`: one chain of independent jobs. */
export function merge(program: Command, report: Report): void {
  program
    .command('merge')
    .description('one chain of independent jobs: same configuration, different seeds')
    .argument('<CHAIN...>', 'chain files, finished or interrupted')
    .requiredOption('-o, --out <CHAIN.arrow>', 'the merged chain', chainFile('--out'))
    .option('--shortest', 'cut to the shortest chain even where that loses more than half of another')
    .option('--force', 'replace what is there')
    .option('--json', 'print one JSON document')
    .action((paths, { out, shortest, force }) => {
      report(describe(mergeChains(paths, { out, shortest: shortest === true, force: force === true })));
    });
}

function describe({ path, ensembles, walkers, keptSteps, parts, cut }: MergeResult): CommandResult {
  return {
    json: { chain: path, ensembles, walkers, kept_steps: keptSteps, parts, cut },
    text: [
      `${path}: ${parts.length} runs, ${ensembles} ensembles of ${walkers} walkers, ${keptSteps} kept steps each (seeds ${parts.map(({ seed }) => seed).join(', ')})`,
      ...cut.map(
        ({ chain, keptSteps: left }) =>
          `${chain}: its last ${left} kept steps are left out, for the shortest chain has none there.`,
      ),
    ].join('\n'),
  };
}
