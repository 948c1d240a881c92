/** Numbers, labels and titles around the cells of a corner plot. */
import type { Axis } from '../axes/axis.js';
import { writtenLabel } from '../axes/axis.js';
import type { Box } from '../axes/frame.js';
import { label, labelWidth } from '../text/label.js';
import { typesetQuantity, withUnit } from '../text/quantity-label.js';
import { roundedLatex, roundValue } from '../text/rounded-value.js';
import type { Theme } from '../theme.js';
import type { CornerDensities } from './corner-densities.js';
import type { CornerOptions } from './corner-input.js';
import type { CornerLayout } from './corner-layout.js';

/** Numbers and label below the bottom row. A number that would reach into the next column is left out. */
export function xText(axis: Axis, box: Box, layout: CornerLayout, theme: Theme): string {
  const top = box.y + box.height + 4;
  const numbers = axis.marks.major
    .filter((t) => {
      const x = axis.place(t.at);
      if (layout.slanted) return x >= box.x + layout.numberSize * 0.7;
      const half = labelWidth(t.text, layout.numberSize) / 2 - layout.gap / 2;
      return x - half >= box.x && x + half <= box.x + box.width;
    })
    .map((t) =>
      label(t.text, axis.place(t.at), top + (layout.slanted ? 2 : 0), {
        size: layout.numberSize,
        color: theme.ink,
        anchor: layout.slanted ? 'end' : 'middle',
        baseline: 'hanging',
        ...(layout.slanted ? { rotate: -45 } : {}),
      }),
    );
  const middle = box.x + box.width / 2;
  const { labelSize } = layout;
  const name = layout.obliqueLabels
    ? label(writtenLabel(axis) ?? '', middle + labelSize / 2, top + 4.2 * layout.numberSize, {
        size: labelSize,
        color: theme.ink,
        anchor: 'end',
        baseline: 'hanging',
        rotate: -45,
      })
    : label(writtenLabel(axis) ?? '', middle, layout.height - labelSize * 0.7, {
        size: labelSize,
        color: theme.ink,
        anchor: 'middle',
      });
  return numbers.join('') + name;
}

/** Numbers and label left of the first column. A number that would reach into the next row is left out. */
export function yText(axis: Axis, box: Box, layout: CornerLayout, theme: Theme): string {
  const half = layout.numberSize * 0.5 - layout.gap / 2;
  const numbers = axis.marks.major
    .filter(({ at }) => {
      const y = axis.place(at);
      return y - half >= box.y && y + half <= box.y + box.height;
    })
    .map((t) =>
      label(t.text, box.x - 4, axis.place(t.at), {
        size: layout.numberSize,
        color: theme.ink,
        anchor: 'end',
        baseline: 'middle',
      }),
    );
  const middle = box.y + box.height / 2;
  const style = { size: layout.labelSize, color: theme.ink };
  const name = layout.obliqueLabels
    ? label(writtenLabel(axis) ?? '', box.x - layout.numberRoom, middle, {
        ...style,
        anchor: 'end',
        baseline: 'middle',
      })
    : label(writtenLabel(axis) ?? '', layout.labelSize * 1.2, middle, {
        ...style,
        anchor: 'middle',
        rotate: -90,
      });
  return numbers.join('') + name;
}

/** What stands above a diagonal cell: for each chain the median with its 68 % errors, empty where it has none. */
export function titleLines(options: CornerOptions, densities: CornerDensities, row: number): string[] {
  const { latex, unit } = options.parameters[row];
  const typeset = typesetQuantity(latex, unit);
  return options.chains.map((_, k) => {
    const m = densities.marginals[k][row];
    const rounded = m === null ? null : roundValue(m.quantiles[1], m.quantiles[0], m.quantiles[2]);
    return rounded === null ? '' : `$${typeset.symbol} = ${withUnit(roundedLatex(rounded), typeset.unit)}$`;
  });
}

/** The titles of one row, in the colours of the chains where there are several. */
export function titleRows(
  lines: readonly string[],
  { chains, theme }: CornerOptions,
  layout: CornerLayout,
  row: number,
): string {
  const box = layout.box(row, row);
  return lines
    .map((line, k) => {
      if (line === '') return '';
      const y = box.y - 6 - (chains.length - 1 - k) * layout.titleSize * TITLE_LINE_EM;
      const color = chains.length === 1 ? theme.ink : theme.series[k % theme.series.length];
      return label(line, box.x, y, { size: layout.titleSize, color });
    })
    .join('');
}

/** Distance of two titles, em. */
export const TITLE_LINE_EM = 1.45;
