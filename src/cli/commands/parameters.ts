import type { Command } from '@commander-js/extra-typings';
import { allParameters } from '../../inference/parameters.js';
import type { Report } from '../command.js';
import { formatTable } from '../table.js';

/** `licmc parameters`: every id with symbol, unit, default and source. */
export function parameters(program: Command, report: Report): void {
  program
    .command('parameters')
    .description('every parameter with symbol, unit, default and where the default comes from')
    .option('--json', 'print one JSON document')
    .action(() => {
      const list = allParameters.map(({ id, symbol, unit, value, source, latex }) => ({
        id,
        symbol,
        unit,
        default: value,
        source,
        latex,
      }));
      const columns = ['id', 'symbol', 'unit', 'default', 'source'].map((title) => ({
        title,
        align: 'left' as const,
      }));
      report({
        json: { parameters: list },
        text: formatTable(
          columns,
          list.map((p) => [p.id, p.symbol, p.unit, String(p.default), p.source]),
        ),
      });
    });
}
