import { stepSpacing } from '../../chain/draws.js';
import type { Chain } from '../../chain/reader.js';
import { openChain } from '../../chain/reader.js';
import { InputError, show } from '../../errors.js';
import type { ChainSeries } from '../../plot/chain/chain-figures.js';
import {
  acceptanceFigure,
  autocorrelationFigure,
  rankFigure,
  traceFigure,
} from '../../plot/chain/chain-figures.js';
import type { Figure } from '../../plot/figure.js';
import type { Theme } from '../../plot/theme.js';
import { themes } from '../../plot/theme.js';
import { checkFigureFile, writeFigure } from '../../plot/write/write-figure.js';
import { cornerParameters } from '../../report/corner-of-chains.js';
import { recordOf } from '../../inference/run-record.js';
import type { RegisterCommand } from '../command.js';
import { parseTheme, wrote } from '../figure-options.js';
import { chainNotes } from '../running-note.js';

const kinds = ['trace', 'autocorrelation', 'rank', 'acceptance'] as const;
type Kind = (typeof kinds)[number];

/** `licmc plot`: how a chain ran. */
export const plot: RegisterCommand = (program, report) => {
  program
    .command('plot')
    .description('traces, autocorrelation, ranks or acceptance of a chain')
    .argument('<kind>', kinds.join(', '), parseKind)
    .argument('<CHAIN>', 'chain file')
    .requiredOption('-o, --out <FILE>', 'file ending in .svg, .png or .pdf')
    .option('--parameters <ids>', 'quantities, comma-separated; default: the first eleven sampled')
    .option('--theme <light|dark>', 'colours', parseTheme, themes.light)
    .option('--json', 'print one JSON document')
    .action(async (kind, path, options) => {
      checkFigureFile(options.out);
      const chain = openChain(path);
      try {
        chainNotes(chain);
        const names = options.parameters?.split(',').map((name) => name.trim());
        await writeFigure(options.out, draw(kind, chain, names, options.theme));
        report(wrote(options.out, { kind }));
      } finally {
        chain.close();
      }
    });
};

function draw(kind: Kind, chain: Chain, names: readonly string[] | undefined, theme: Theme): Figure {
  if (kind === 'acceptance') return acceptanceFigure(acceptanceOf(chain), theme);
  if (chain.length < 2) {
    throw new InputError({
      where: chain.path,
      expected: 'a chain with at least two kept steps',
      got: String(chain.length),
    });
  }
  const series = cornerParameters([chain], names).map(({ column, ofColumn, latex, unit }): ChainSeries => {
    return {
      latex,
      unit,
      get ensembles() {
        const walkers = chain.walkerSeries(column);
        for (const [i, series] of walkers.entries()) walkers[i] = ofColumn(series);
        return Array.from({ length: chain.ensembles }, (_, e) =>
          walkers.slice(e * chain.walkers, (e + 1) * chain.walkers),
        );
      },
    };
  });
  switch (kind) {
    case 'trace':
      return traceFigure(series, chain.steps, theme);
    case 'autocorrelation':
      return autocorrelationFigure(series, stepSpacing(chain), theme);
    case 'rank':
      return rankFigure(series, theme);
  }
}

function acceptanceOf(chain: Chain): readonly (readonly number[])[] {
  const { ensembles } = recordOf(chain.metadata.document, chain.path);
  if (ensembles === undefined) {
    throw new InputError({
      where: chain.path,
      expected: 'a finished chain, which says how often each walker moved',
      got: 'one that is still being written',
      hint: 'Wait for the run to end, or resume it.',
    });
  }
  return ensembles.map(({ walkers }) => walkers);
}

function parseKind(text: string): Kind {
  const kind = kinds.find((name) => name === text);
  if (kind !== undefined) return kind;
  throw new InputError({ where: 'plot', expected: kinds.join(', '), got: show(text) });
}
