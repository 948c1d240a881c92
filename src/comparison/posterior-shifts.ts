/** How far the posterior of each quantity moved from one chain to another. */
import type { ColumnSummary } from '../diagnostics/column-summary.js';

/** Moments of one posterior; NaN where undefined. Field names are those of the JSON interface. */
export interface Moments {
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  readonly mcse_mean: number;
}

export interface PosteriorShift {
  readonly id: string;
  readonly unit: string;
  readonly derived: boolean;
  readonly first: Moments;
  readonly second: Moments;
  /** Mean of the second less that of the first, in `unit`. */
  readonly shift: number;
  /** The shift over its Monte-Carlo error sqrt(mcse1^2 + mcse2^2): beyond about 4 the posteriors differ. */
  readonly shift_mcse: number;
  /** The shift over the root mean square of the two standard deviations: what it matters for a conclusion. */
  readonly shift_sd: number;
  /** Standard deviation of the second over that of the first. */
  readonly sd_ratio: number;
}

/** One quantity that both chains have. A quantity constant at the same value in both moved by zero errors. */
export function posteriorShift(
  { id, unit, derived }: Pick<PosteriorShift, 'id' | 'unit' | 'derived'>,
  first: ColumnSummary,
  second: ColumnSummary,
): PosteriorShift {
  const [a, b] = [moments(first), moments(second)];
  const shift = b.mean - a.mean;
  const over = (error: number): number => (shift === 0 ? 0 : shift / error);
  return {
    id,
    unit,
    derived,
    first: a,
    second: b,
    shift,
    shift_mcse: over(Math.hypot(a.mcse_mean, b.mcse_mean)),
    shift_sd: over(Math.sqrt((a.sd ** 2 + b.sd ** 2) / 2)),
    sd_ratio: b.sd / a.sd,
  };
}

function moments({ kind, mean, sd, median, mcseMean }: ColumnSummary): Moments {
  return { mean, sd, median, mcse_mean: kind === 'constant' ? 0 : mcseMean };
}
