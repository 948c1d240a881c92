import type { Box } from '../axes/frame.js';

/** Sizes of a corner plot, px. */
export interface CornerLayout {
  readonly cell: number;
  readonly gap: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly numberSize: number;
  readonly labelSize: number;
  readonly titleSize: number;
  /** Numbers along x stand upright where there is room, else askew. */
  readonly slanted: boolean;
  /** About how many labelled ticks a cell has. */
  readonly tickCount: number;
  readonly box: (row: number, column: number) => Box;
}

/** Width that the cells share, px. */
const BODY = 960;

/** Lays out `n` by `n` cells with `titleLines` lines of text above each diagonal one. */
export function cornerLayout(n: number, titleLines: number, hasTitle: boolean): CornerLayout {
  const cell = Math.max(58, Math.min(190, BODY / n));
  const gap = Math.max(4, cell * 0.05);
  const numberSize = n <= 6 ? 10 : n <= 12 ? 8.5 : 7.5;
  const labelSize = n <= 6 ? 13 : n <= 12 ? 11.5 : 10;
  const titleSize = n <= 6 ? 11.5 : n <= 12 ? 10 : 9;
  const left = 5.2 * numberSize + 2 * labelSize;
  const top = (hasTitle ? 34 : 12) + titleLines * titleSize * 1.45;
  const slanted = cell < 120;
  const bottom = (slanted ? 4.2 : 1.9) * numberSize + 2 * labelSize;
  const body = n * cell + (n - 1) * gap;
  // Titles of the last column stand to the right of where its cell begins.
  const right = Math.max(14, 150 - cell);
  return {
    cell,
    gap,
    left,
    top,
    width: left + body + right,
    height: top + body + bottom,
    numberSize,
    labelSize,
    titleSize,
    slanted,
    tickCount: cell > 140 ? 4 : 3,
    box: (row, column) => ({
      x: left + column * (cell + gap),
      y: top + row * (cell + gap),
      width: cell,
      height: cell,
    }),
  };
}
