import { openChain } from '../../chain/reader.js';
import { InputError, show } from '../../errors.js';
import { corner as cornerFigure } from '../../plot/corner/corner.js';
import type { CornerMark } from '../../plot/corner/corner-input.js';
import type { LevelConvention } from '../../plot/density/levels.js';
import { themes } from '../../plot/theme.js';
import { checkFigureFile, writeBytes, writeFigure } from '../../plot/write/write-figure.js';
import { cornerChain, cornerParameters, paperMark } from '../../report/corner-of-chains.js';
import { figurePage } from '../../report/page/figure-page.js';
import type { RegisterCommand } from '../command.js';
import type { Assignment } from '../../config/overrides.js';
import { parseTheme, wrote } from '../figure-options.js';
import { chainNotes } from '../running-note.js';
import { assignments } from '../options.js';

/** `licmc corner`: marginals and pairs of one or several chains. */
export const corner: RegisterCommand = (program, report) => {
  program
    .command('corner')
    .description('corner plot of one or several chains')
    .argument('<CHAIN...>', 'chain files')
    .requiredOption('-o, --out <FILE>', 'file ending in .svg, .png, .pdf or .html')
    .option('--parameters <ids>', 'quantities, comma-separated; default: the first eleven sampled')
    .option(
      '--levels <mass|sigma>',
      'regions of 68 and 95 % of the probability, or 1 and 2 sigma of a 2-D Gaussian (39 and 86 %)',
      parseLevels,
      'mass' as const,
    )
    .option(
      '--mark <id=value>',
      'marks a value; repeatable',
      assignments('--mark'),
      [] as readonly Assignment[],
    )
    .option('--paper', 'marks the values of Xue & Liu (2025), Table I')
    .option('--title <text>', 'heading')
    .option('--theme <light|dark>', 'colours', parseTheme, themes.light)
    .option('--json', 'print one JSON document')
    .action(async (paths, options) => {
      checkFigureFile(options.out, ['.html']);
      const chains = paths.map(openChain);
      try {
        chains.forEach(chainNotes);
        const names = options.parameters?.split(',').map((name) => name.trim());
        const parameters = cornerParameters(chains, names);
        const marks: CornerMark[] = [
          ...(options.paper === true ? [paperMark(parameters)] : []),
          ...(options.mark.length === 0
            ? []
            : [{ label: 'marked', values: Object.fromEntries(options.mark.map((m) => [m.id, m.value])) }]),
        ];
        const html = options.out.toLowerCase().endsWith('.html');
        const drawn = cornerFigure({
          parameters,
          chains: chains.map(cornerChain),
          theme: html ? themes.page : options.theme,
          levels: options.levels,
          marks,
          ...(options.title === undefined ? {} : { title: options.title }),
        });
        if (html) await writeBytes(options.out, figurePage(drawn));
        else await writeFigure(options.out, drawn);
        report(wrote(options.out, { parameters: parameters.map(({ id }) => id), levels: options.levels }));
      } finally {
        for (const chain of chains) chain.close();
      }
    });
};

function parseLevels(text: string): LevelConvention {
  if (text === 'mass' || text === 'sigma') return text;
  throw new InputError({ where: '--levels', expected: 'mass or sigma', got: show(text) });
}
