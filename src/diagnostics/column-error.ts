/** Standard error of one number about a column. */
import { cautiousEss } from './ensemble-ess.js';
import { essFromMoments } from './ess.js';
import { essBelow } from './indicator-ess.js';
import { quantileError } from './mcse.js';
import type { Column } from './column.js';
import { kindOf } from './column-summary.js';
import { orderStatistics } from '../math/order-statistics.js';
import { quantileOf } from '../math/quantile.js';
import { mean } from '../math/sum.js';

/** The mean, or the quantile of a probability. */
export type Statistic = 'mean' | number;

/**
 * As `mcseMean` and `mcseQuantile`, but that the latter knows of walkers that move together (ensemble-ess.ts). 0 for a constant column,
 * NaN for one with a draw that is not finite, or with none.
 * @param column holds the draws
 */
export function columnError(column: Column, statistic: Statistic): number {
  const kind = kindOf(column);
  if (kind !== 'varies') return kind === 'constant' ? 0 : NaN;
  const { all, layout } = column;
  if (statistic === 'mean') {
    const variance = column.squaresAbout(mean(column.moments('walkers').means)) / (all.length - 1);
    const ess = essFromMoments(layout.half, column.moments('halves'), (...how) =>
      column.autocovarianceSums('halves', ...how),
    );
    return Math.sqrt(variance / ess);
  }
  const at = orderStatistics(all, ...column.range());
  const limit = quantileOf(at, all.length, statistic);
  return quantileError(
    at,
    all.length,
    statistic,
    cautiousEss(
      essBelow(
        all.subarray(0, layout.split),
        2 * layout.ensembles * layout.walkers,
        limit,
        column.below(limit),
      ),
      all,
      layout,
      (x) => (x <= limit ? 1 : 0),
    ),
  );
}
