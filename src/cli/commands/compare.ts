import type { Command } from '@commander-js/extra-typings';
import { checkHasDraws } from '../../chain/has-draws.js';
import { withChains } from '../../chain/open-chains.js';
import { compareChains } from '../../comparison/compare-chains.js';
import { InputError, show } from '../../errors.js';
import type { Report } from '../command.js';
import { describeComparison } from '../comparison-text.js';
import { runningNote } from '../running-note.js';

/** `licmc compare CHAIN CHAIN...`: which model the data favour, and what the priors did. */
export function compare(program: Command, report: Report): void {
  program
    .command('compare')
    .description(
      'ranks models by evidence and by leave-one-out cross-validation, and says what the priors did',
    )
    .argument('<CHAIN...>', 'chain files, two or more')
    .option('--json', 'print one JSON document')
    .action((paths) => {
      checkPaths(paths);
      withChains(paths, (chains) => {
        chains.forEach(checkHasDraws);
        chains.forEach(runningNote);
        const comparison = compareChains(chains);
        report({ json: comparison, text: describeComparison(comparison) });
      });
    });
}

function checkPaths(paths: readonly string[]): void {
  if (paths.length < 2)
    throw new InputError({
      where: 'licmc compare',
      expected: 'two or more chains',
      got: show(paths),
      hint: 'The results of one chain: `licmc constraints`.',
    });
  const repeated = paths.filter((path, i) => paths.indexOf(path) < i);
  if (repeated.length > 0)
    throw new InputError({
      where: 'licmc compare',
      expected: 'each chain once',
      got: repeated.map(show).join(', '),
    });
}
