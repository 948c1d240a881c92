/**
 * One column of a chain in memory, and the passes over it that diagnostics are made of. They exist twice: compiled, for several series at
 * a time (assembly/column.ts, compiled-column.ts), and in plain TypeScript (plain-column.ts), which says what the former compute, to the same
 * bits, the order of 0 and -0 apart: a chain must not depend on the machine that draws it.
 */
import type { Moments } from './moments.js';
import type { ColumnLayout } from './column-layout.js';
import { compiledColumn } from './compiled-column.js';
import type { TailPairs } from './indicator-ess.js';
import { plainColumn } from './plain-column.js';

/** Series of a column: each walker's draws, each half of each walker's, or two such halves in one without the middle draw of an odd chain. */
export type Cut = 'walkers' | 'halves' | 'joined halves';

export interface Column {
  readonly layout: ColumnLayout;
  /** [E * W * N] the draws: see column-layout.ts. */
  readonly all: Float64Array;
  /** [E * W * N] the draws in ascending order, once `sort` was called; free memory before. */
  readonly sorted: Float64Array;
  /** Least and largest draw; NaN where a draw is not finite. The column is not empty. */
  range(): readonly [low: number, high: number];
  /** Sum of (draw - center)^2. */
  squaresAbout(center: number): number;
  /** Finite draws only. */
  sort(): void;
  moments(cut: Cut): Moments;
  /** As `autocovarianceSums` in math/fft.ts. */
  autocovarianceSums(
    cut: Cut,
    centers: Float64Array,
    scales: Float64Array | null,
    lags: number,
  ): Float64Array;
  /** Of draws up to the limit, in halves. What it yields is void after the next call. */
  below(limit: number): TailPairs;
  /** Replaces the draws, which were sorted, by the normal scores of their ranks among those in halves. */
  rankNormalise(): void;
  /** Sums, and sums of squares, of the normal scores of the ranks of |draw - center|, of each half of each ensemble. The draws were sorted. */
  foldedSums(center: number): { readonly sums: Float64Array; readonly squares: Float64Array };
}

/** Room for one column after another. */
export function createColumn(layout: ColumnLayout): Column {
  return compiledColumn(layout) ?? plainColumn(layout);
}
