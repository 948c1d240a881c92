import { openChain } from '../../chain/reader.js';
import { InputError, show } from '../../errors.js';
import { checkFigureFile, writeFigure } from '../../plot/write/write-figure.js';
import { themes } from '../../plot/theme.js';
import { numberedFigure } from '../../report/figures/numbered-figure.js';
import type { RegisterCommand } from '../command.js';
import { chainNotes } from '../running-note.js';
import { parseTheme, wrote } from '../figure-options.js';

/** `licmc figure`: the figures of the paper, at its values or with a posterior. */
export const figure: RegisterCommand = (program, report) => {
  program
    .command('figure')
    .description(
      'draws a figure of the paper: 1 spectra, 2 dipole, 3 sky, 4 wandering, 5-10 scans, 11 QGSJet',
    )
    .argument('<number>', '1 to 11', figureNumber)
    .requiredOption('-o, --out <FILE>', 'file ending in .svg, .png or .pdf')
    .option('--chain <CHAIN>', 'shows 68 and 95 % of a posterior and residuals instead of one curve')
    .option('--theme <light|dark>', 'colours', parseTheme, themes.light)
    .option('--json', 'print one JSON document')
    .action(async (number, options) => {
      checkFigureFile(options.out);
      const chain = options.chain === undefined ? undefined : openChain(options.chain);
      try {
        if (chain !== undefined) chainNotes(chain);
        const drawn = numberedFigure(number, chain, options.theme);
        await writeFigure(options.out, drawn);
        report(wrote(options.out, { figure: number, title: drawn.title }));
      } finally {
        chain?.close();
      }
    });
};

function figureNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 11) return number;
  throw new InputError({ where: 'figure', expected: 'a whole number from 1 to 11', got: show(text) });
}
