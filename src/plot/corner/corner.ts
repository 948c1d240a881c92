import type { Axis } from '../axes/axis.js';
import { layAxis, writtenLabel } from '../axes/axis.js';
import type { Box } from '../axes/frame.js';
import { frame } from '../axes/frame.js';
import { CREDIBLE_LEVELS } from '../density/levels.js';
import type { Figure } from '../figure.js';
import { createFigure } from '../figure.js';
import { drawLegend, layLegend } from '../legend/legend.js';
import type { LegendEntry } from '../legend/legend.js';
import { element, group, num } from '../svg.js';
import { label, labelWidth } from '../text/label.js';
import { quantityLabel, typesetQuantity } from '../text/quantity-label.js';
import { roundedLatex, roundValue } from '../text/rounded-value.js';
import { drawMarginal, drawPair } from './corner-cells.js';
import type { CornerDensities } from './corner-densities.js';
import { cornerDensities } from './corner-densities.js';
import type { CornerOptions, CornerParameter } from './corner-input.js';
import type { CornerLayout } from './corner-layout.js';
import { cornerLayout } from './corner-layout.js';

/**
 * A corner plot: marginal densities on the diagonal, regions of two credible levels below it, for one or several chains.
 * Densities are right at prior edges. 2 to 20 parameters stay readable.
 */
export function corner(options: CornerOptions): Figure {
  return drawCorner(options, cornerDensities(options));
}

/** The same from densities that are there already. */
export function drawCorner(options: CornerOptions, densities: CornerDensities): Figure {
  const { parameters, chains, theme } = options;
  const n = parameters.length;
  if (n === 0 || chains.length === 0) throw new RangeError('a corner plot needs a parameter and a chain');
  const layout = cornerLayout(n, chains.length, options.title !== undefined);
  const parts: string[] = [];
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      parts.push(drawCell(options, densities, layout, row, column));
    }
    parts.push(titles(options, densities, layout, row));
  }
  const legend = layLegend(legendEntries(options), 1, Math.max(10.5, layout.titleSize));
  parts.push(
    drawLegend(legend, layout.width - legend.width - 12, options.title === undefined ? 8 : 34, theme),
  );
  if (options.title !== undefined) {
    parts.push(label(options.title, layout.left, 22, { size: 14, color: theme.ink, weight: 'bold' }));
  }
  const width = Math.max(layout.width, layout.left + legend.width + 24);
  return createFigure({ width, height: layout.height }, options.title ?? 'Corner plot', theme, ...parts);
}

function drawCell(
  options: CornerOptions,
  densities: CornerDensities,
  layout: CornerLayout,
  row: number,
  column: number,
): string {
  const { theme, chains, parameters } = options;
  const box = layout.box(row, column);
  const clip = `corner-${String(row)}-${String(column)}`;
  const bottom = row === parameters.length - 1;
  const x = cellAxis(parameters[column], densities.ranges[column], box, layout, 'x');
  const diagonal = row === column;
  const y = diagonal
    ? layAxis(
        { scale: 'linear', domain: [0, 1], ticks: { major: [], minor: [] } },
        box.y + box.height,
        box.y,
        'y',
      )
    : cellAxis(parameters[row], densities.ranges[row], box, layout, 'y');
  const body = chains.map((_, k) => {
    const color = theme.series[k % theme.series.length];
    if (diagonal) {
      const m = densities.marginals[k][row];
      return m === null ? '' : drawMarginal(m, x, box, color, chains.length === 1);
    }
    const pair = densities.pairs[k][row][column];
    return pair === null ? '' : drawPair(pair, x, y, color, true);
  });
  return group(
    { 'data-row': parameters[row].id, 'data-column': parameters[column].id },
    element('clipPath', { id: clip }, element('rect', { ...box })),
    // Lets a page notice a click on the empty parts of a cell too.
    element('rect', { ...box, class: 'cell', fill: 'none', 'pointer-events': 'all' }),
    group(
      { 'clip-path': `url(#${clip})` },
      ...body,
      marks(options, x, diagonal ? null : y, row, column, box),
    ),
    frame(box, bare(x), bare(y), theme, cellFrame(layout)),
    bottom ? xText(x, box, layout, options) : '',
    column === 0 && !diagonal ? yText(y, box, layout, options) : '',
  );
}

/** An axis that draws its ticks only: numbers and labels stand at the outer cells. */
function bare(axis: Axis): Axis {
  const { scale, domain, place, marks: ticks } = axis;
  return { scale, domain, place, marks: ticks, numbers: false };
}

function cellFrame(layout: CornerLayout): {
  numberSize: number;
  labelSize: number;
  majorTick: number;
  minorTick: number;
} {
  const { numberSize, labelSize, cell } = layout;
  return {
    numberSize,
    labelSize,
    majorTick: Math.max(3, cell * 0.035),
    minorTick: Math.max(1.8, cell * 0.02),
  };
}

function cellAxis(
  parameter: CornerParameter,
  domain: readonly [number, number],
  box: Box,
  layout: CornerLayout,
  direction: 'x' | 'y',
): Axis {
  const spec = {
    scale: 'linear',
    domain,
    label: quantityLabel(parameter.latex, parameter.unit),
    tickCount: layout.tickCount,
  } as const;
  return direction === 'x'
    ? layAxis(spec, box.x, box.x + box.width, 'x')
    : layAxis(spec, box.y + box.height, box.y, 'y');
}

/** Numbers and label below the bottom row; ticks within a hair of the corners keep their number inside the column. */
function xText(axis: Axis, box: Box, layout: CornerLayout, { theme }: CornerOptions): string {
  const top = box.y + box.height + 4;
  const inside = axis.marks.major.filter((t) => {
    const half = labelWidth(t.text, layout.numberSize) / 2 - layout.gap / 2;
    const x = axis.place(t.at);
    return layout.slanted || (x - half >= box.x && x + half <= box.x + box.width);
  });
  const numbers = inside.map((t) =>
    label(t.text, axis.place(t.at), top + (layout.slanted ? 2 : 0), {
      size: layout.numberSize,
      color: theme.ink,
      anchor: layout.slanted ? 'end' : 'middle',
      baseline: 'hanging',
      ...(layout.slanted ? { rotate: -45 } : {}),
    }),
  );
  const below = layout.height - layout.labelSize * 0.7;
  return (
    numbers.join('') +
    label(writtenLabel(axis) ?? '', box.x + box.width / 2, below, {
      size: fittingSize(axis, layout),
      color: theme.ink,
      anchor: 'middle',
    })
  );
}

function yText(axis: Axis, box: Box, layout: CornerLayout, { theme }: CornerOptions): string {
  const numbers = axis.marks.major.map((t) =>
    label(t.text, box.x - 4, axis.place(t.at), {
      size: layout.numberSize,
      color: theme.ink,
      anchor: 'end',
      baseline: 'middle',
    }),
  );
  return (
    numbers.join('') +
    label(writtenLabel(axis) ?? '', layout.labelSize * 1.2, box.y + box.height / 2, {
      size: fittingSize(axis, layout),
      color: theme.ink,
      anchor: 'middle',
      rotate: -90,
    })
  );
}

/** Labels longer than their cell shrink to it rather than run into the next one. */
function fittingSize(axis: Axis, layout: CornerLayout): number {
  const width = labelWidth(writtenLabel(axis) ?? '', layout.labelSize);
  return width <= layout.cell ? layout.labelSize : Math.max(6, (layout.labelSize * layout.cell) / width);
}

/** One line per chain above a diagonal cell: the median with its 68 % errors. */
function titles(
  options: CornerOptions,
  densities: CornerDensities,
  layout: CornerLayout,
  row: number,
): string {
  const { parameters, chains, theme } = options;
  const box = layout.box(row, row);
  const typeset = typesetQuantity(parameters[row].latex, parameters[row].unit);
  return chains
    .map((_, k) => {
      const m = densities.marginals[k][row];
      const rounded = m === null ? null : roundValue(m.quantiles[1], m.quantiles[0], m.quantiles[2]);
      if (rounded === null) return '';
      const unit = typeset.unit === '' ? '' : `\\;${typeset.unit}`;
      const value = `$${typeset.symbol} = ${roundedLatex(rounded)}${unit}$`;
      const y = box.y - 6 - (chains.length - 1 - k) * layout.titleSize * 1.45;
      const color = chains.length === 1 ? theme.ink : theme.series[k % theme.series.length];
      return label(value, box.x, y, { size: layout.titleSize, color });
    })
    .join('');
}

const MARK_DASHES = ['5 3', '2 2', '8 3'];

function marks(
  options: CornerOptions,
  x: Axis,
  y: Axis | null,
  row: number,
  column: number,
  box: Box,
): string {
  const { parameters, theme } = options;
  return (options.marks ?? [])
    .map((mark, k) => {
      const vx = mark.values[parameters[column].id];
      const vy = mark.values[parameters[row].id];
      const lines: string[] = [];
      if (Number.isFinite(vx)) lines.push(`M${num(x.place(vx))} ${num(box.y)}V${num(box.y + box.height)}`);
      if (y !== null && Number.isFinite(vy))
        lines.push(`M${num(box.x)} ${num(y.place(vy))}H${num(box.x + box.width)}`);
      const point =
        y !== null && Number.isFinite(vx) && Number.isFinite(vy)
          ? element('rect', {
              x: x.place(vx) - 2.2,
              y: y.place(vy) - 2.2,
              width: 4.4,
              height: 4.4,
              fill: theme.ink,
            })
          : '';
      const line = element('path', {
        d: lines.join(''),
        stroke: theme.ink,
        'stroke-width': 0.9,
        'stroke-dasharray': MARK_DASHES[k % MARK_DASHES.length],
        fill: 'none',
      });
      return lines.length === 0 ? '' : line + point;
    })
    .join('');
}

function legendEntries(options: CornerOptions): LegendEntry[] {
  const { chains, theme } = options;
  const levels = options.levels ?? 'mass';
  const text =
    levels === 'mass'
      ? `Regions hold ${CREDIBLE_LEVELS.mass.map((l) => (100 * l).toFixed(0)).join(' and ')} % of the probability`
      : 'Regions: $1\\sigma$ and $2\\sigma$ of a 2-D Gaussian (39 and 86 %)';
  return [
    ...chains.map((chain, k): LegendEntry => ({
      text: chain.label,
      swatch: { kind: 'band', color: theme.series[k % theme.series.length], opacity: 0.6 },
    })),
    ...(options.marks ?? []).map((mark, k): LegendEntry => ({
      text: mark.label,
      swatch: {
        kind: 'line',
        color: theme.ink,
        width: 1,
        dash: (['dashed', 'dotted', 'long-dash'] as const)[k % 3],
      },
    })),
    { text, swatch: { kind: 'none' } },
    { text: 'Titles: median with 68 % errors', swatch: { kind: 'none' } },
  ];
}
