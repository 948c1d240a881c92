import type { Box } from '../axes/frame.js';
import type { Legend } from '../legend/legend.js';
import { labelWidth } from '../text/label.js';
import { TITLE_LINE_EM } from './corner-text.js';

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
  /** Room for the numbers of the y axes. */
  readonly numberRoom: number;
  /** Numbers along x stand upright where there is room, else askew. */
  readonly slanted: boolean;
  /** Labels longer than their cell: those of y lie flat, those of x stand askew, all in one size. */
  readonly obliqueLabels: boolean;
  /** About how many labelled ticks a cell has. */
  readonly tickCount: number;
  readonly box: (row: number, column: number) => Box;
}

/** Width that the cells share, px. */
const BODY = 960;
const MARGIN = 12;

/**
 * Lays out `n` by `n` cells with `titleLines` lines of text above each diagonal one.
 * @param labels axis labels, for cells of a size with about so many ticks
 */
export function cornerLayout(
  n: number,
  titleLines: number,
  hasTitle: boolean,
  labels: (cell: number, tickCount: number) => readonly string[],
): CornerLayout {
  const cell = Math.max(58, Math.min(240, BODY / n));
  const gap = Math.max(4, cell * 0.05);
  const numberSize = n <= 6 ? 11 : n <= 12 ? 9 : 8;
  const labelSize = n <= 6 ? 14 : n <= 12 ? 12 : 10.5;
  const titleSize = n <= 6 ? 12 : n <= 12 ? 10.5 : 9.5;
  const tickCount = cell > 140 ? 4 : 3;
  const longest = Math.max(...labels(cell, tickCount).map((text) => labelWidth(text, labelSize)));
  const obliqueLabels = longest > cell + gap;
  const numberRoom = 4.4 * numberSize + 6;
  const left = numberRoom + (obliqueLabels ? longest + 4 : 2 * labelSize);
  const top = (hasTitle ? 34 : 12) + titleLines * titleSize * TITLE_LINE_EM;
  const slanted = cell < 120;
  const bottom =
    (slanted ? 4.2 : 1.9) * numberSize +
    (obliqueLabels ? (longest + labelSize) * Math.SQRT1_2 + MARGIN : 2 * labelSize);
  const body = n * cell + (n - 1) * gap;
  return {
    cell,
    gap,
    left,
    top,
    width: left + body + MARGIN,
    height: top + body + bottom,
    numberSize,
    labelSize,
    titleSize,
    numberRoom,
    slanted,
    obliqueLabels,
    tickCount,
    box: (row, column) => ({
      x: left + column * (cell + gap),
      y: top + row * (cell + gap),
      width: cell,
      height: cell,
    }),
  };
}

/**
 * Where the legend stands, upper right and clear of cells and titles, and how wide the figure is with it.
 * @param titles [row][line]
 */
export function legendPlace(
  legend: Legend,
  layout: CornerLayout,
  titles: readonly (readonly string[])[],
  hasTitle: boolean,
): { readonly x: number; readonly y: number; readonly width: number } {
  const y = hasTitle ? 34 : 8;
  const titleEnds = titles.map(
    (lines, row) =>
      layout.box(row, row).x + Math.max(...lines.map((line) => labelWidth(line, layout.titleSize))),
  );
  const occupied = titles.map((lines, row) => {
    const { x, y: top, width } = layout.box(row, row);
    const titleTop = top - lines.length * layout.titleSize * TITLE_LINE_EM - 6;
    if (top < y + legend.height) return Math.max(x + width, titleEnds[row]);
    return titleTop < y + legend.height ? titleEnds[row] : 0;
  });
  const bare = Math.max(layout.width, ...titleEnds.map((end) => end + MARGIN));
  const x = Math.max(bare - legend.width - MARGIN, Math.max(...occupied) + 1.5 * MARGIN);
  return { x, y, width: Math.max(bare, x + legend.width + MARGIN) };
}
