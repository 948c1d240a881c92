import type { Axis, AxisSpec } from '../axes/axis.js';
import { layAxis, writtenLabel } from '../axes/axis.js';
import type { Box } from '../axes/frame.js';
import { frame } from '../axes/frame.js';
import type { Figure } from '../figure.js';
import { createFigure } from '../figure.js';
import { drawLegend, layLegend } from '../legend/legend.js';
import { element, group } from '../svg.js';
import { label } from '../text/label.js';
import { quantityLabel } from '../text/quantity-label.js';
import { drawMarginal, drawPair, drawPrior } from './corner-cells.js';
import type { CornerDensities } from './corner-densities.js';
import { cornerDensities } from './corner-densities.js';
import type { CornerOptions, CornerParameter } from './corner-input.js';
import type { CornerLayout } from './corner-layout.js';
import { cornerLayout, legendPlace } from './corner-layout.js';
import { legendEntries } from './corner-legend.js';
import { drawMarks } from './corner-marks.js';
import { titleLines, titleRows, xText, yText } from './corner-text.js';

/**
 * A corner plot: marginal densities on the diagonal, regions of two credible levels below it, for one or several chains.
 * Densities are right at prior edges. 2 to 20 parameters stay readable.
 */
export function corner(options: CornerOptions): Figure {
  return drawCorner(options, cornerDensities(options));
}

/** The same from densities that are there already. */
export function drawCorner(options: CornerOptions, densities: CornerDensities): Figure {
  const { parameters, chains, theme, title } = options;
  const n = parameters.length;
  if (n === 0 || chains.length === 0) throw new RangeError('a corner plot needs a parameter and a chain');
  const labels = (cell: number, tickCount: number): string[] =>
    parameters.map((parameter, i) => {
      const axis = layAxis(axisSpec(parameter, densities.ranges[i], tickCount), 0, cell, 'x');
      return writtenLabel(axis) ?? '';
    });
  const layout = cornerLayout(n, chains.length, title !== undefined, labels);
  const titles = parameters.map((_, row) => titleLines(options, densities, row));
  const legend = layLegend(legendEntries(options), 1, Math.max(10.5, layout.titleSize));
  const place = legendPlace(legend, layout, titles, title !== undefined);
  const parts: string[] = [];
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      parts.push(drawCell(options, densities, layout, row, column));
    }
    parts.push(titleRows(titles[row], options, layout, row));
  }
  parts.push(drawLegend(legend, place.x, place.y, theme));
  if (title !== undefined) {
    parts.push(label(title, layout.left, 22, { size: 14, color: theme.ink, weight: 'bold' }));
  }
  const size = { width: place.width, height: layout.height };
  return createFigure(size, title ?? 'Corner plot', theme, ...parts);
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
  const body = chains.map((chain, k) => {
    const color = theme.series[k % theme.series.length];
    if (diagonal) {
      const m = densities.marginals[k][row];
      if (m === null) return '';
      const prior = chain.prior?.(parameters[row].id);
      return (
        drawMarginal(m, x, box, color, chains.length === 1) +
        (prior === undefined ? '' : drawPrior(prior, m, x, box, color))
      );
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
      drawMarks(options, x, diagonal ? null : y, row, column, box),
    ),
    frame(box, bare(x), bare(y), theme, cellFrame(layout)),
    bottom ? xText(x, box, layout, theme) : '',
    column === 0 && !diagonal ? yText(y, box, layout, theme) : '',
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
  const spec = axisSpec(parameter, domain, layout.tickCount);
  return direction === 'x'
    ? layAxis(spec, box.x, box.x + box.width, 'x')
    : layAxis(spec, box.y + box.height, box.y, 'y');
}

function axisSpec(
  parameter: CornerParameter,
  domain: readonly [number, number],
  tickCount: number,
): AxisSpec & { readonly label: string } {
  return { scale: 'linear', domain, label: quantityLabel(parameter.latex, parameter.unit), tickCount };
}
