/** Standard error of one number about a column. */
import { cautiousEss } from './ensemble-ess.js';
import { essOf } from './ess.js';
import { essBelow } from './indicator-ess.js';
import { quantileError } from './mcse.js';
import { halvesOf } from './column-layout.js';
import { kindOf, type ColumnWorkspace } from './column-summary.js';
import { quantileOf } from '../math/quantile.js';
import { sortValues } from '../math/sorted-values.js';
import { variance } from '../math/sum.js';

/** The mean, or the quantile of a probability. */
export type Statistic = 'mean' | number;

/**
 * As `mcseMean` and `mcseQuantile`, but that the latter knows of walkers that move together (ensemble-ess.ts). 0 for a constant column,
 * NaN for one with a draw that is not finite, or with none.
 * @param workspace holds the column in `all`
 */
export function columnError({ layout, all, sorting }: ColumnWorkspace, statistic: Statistic): number {
  const kind = kindOf(all);
  if (kind !== 'varies') return kind === 'constant' ? 0 : NaN;
  const halves = halvesOf(all, layout);
  if (statistic === 'mean') return Math.sqrt(variance(all) / essOf(halves));
  const { values } = sortValues(all, sorting());
  const at = (i: number): number => values[i];
  const limit = quantileOf(at, values.length, statistic);
  return quantileError(
    at,
    values.length,
    statistic,
    cautiousEss(essBelow(all.subarray(0, layout.split), halves.length, limit), all, layout, (x) =>
      x <= limit ? 1 : 0,
    ),
  );
}
