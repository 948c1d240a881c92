import type { Axis } from '../axes/axis.js';
import type { Box } from '../axes/frame.js';
import type { ContourRegion } from '../density/contour-paths.js';
import { UNIT } from '../density/contour-paths.js';
import type { Grid } from '../density/sample-range.js';
import { densityAt } from '../density/kde-1d.js';
import { dashArray } from '../layers/layer.js';
import { element, num } from '../svg.js';
import type { Marginal, PairRegions } from './corner-densities.js';

/** How strongly the outer and the inner region are tinted. */
const TINTS = [0.22, 0.5] as const;

/** The curve of one marginal, peak at 92 % of the cell, with its 68 % interval tinted where `tint` is set. */
export function drawMarginal(marginal: Marginal, x: Axis, box: Box, color: string, tint: boolean): string {
  const { density, quantiles } = marginal;
  const peak = density.density.reduce((a, b) => Math.max(a, b), 0);
  if (!(peak > 0)) return '';
  const bottom = box.y + box.height;
  const y = (d: number): number => bottom - (d / peak) * 0.92 * box.height;
  const [from, to] = x.domain;
  const points: [number, number][] = [];
  const count = Math.max(60, Math.round(box.width * 1.5));
  for (let i = 0; i <= count; i++) {
    const at = from + ((to - from) * i) / count;
    points.push([at, densityAt(density, at)]);
  }
  const place = ([at, d]: readonly [number, number]): string => `${num(x.place(at))} ${num(y(d))}`;
  const curve = `M${points.map(place).join('L')}`;
  const [lo, median, hi] = quantiles;
  const inside = points.filter(([at]) => at > lo && at < hi);
  const body: readonly (readonly [number, number])[] = [
    [lo, 0],
    [lo, densityAt(density, lo)],
    ...inside,
    [hi, densityAt(density, hi)],
    [hi, 0],
  ];
  // The curve ends in a wall where the prior cuts it off.
  const walls = [points[0], points[points.length - 1]]
    .filter(([, d]) => d > 0.01 * peak)
    .map(([at, d]) => `M${num(x.place(at))} ${num(bottom)}V${num(y(d))}`)
    .join('');
  return (
    (tint
      ? element('path', { d: `M${body.map(place).join('L')}Z`, fill: color, 'fill-opacity': 0.22 })
      : '') +
    (tint
      ? element('path', {
          d: `M${place([median, 0])}V${num(y(densityAt(density, median)))}`,
          stroke: color,
          'stroke-width': 1,
          'stroke-dasharray': '3 2.5',
        })
      : '') +
    element('path', {
      d: curve + walls,
      fill: 'none',
      stroke: color,
      'stroke-width': 1.4,
      'stroke-linejoin': 'round',
    })
  );
}

/** The density of a prior on the scale of a marginal; where it is higher than the cell it leaves it. */
export function drawPrior(
  prior: (x: number) => number,
  { density: { density } }: Pick<Marginal, 'density'>,
  x: Axis,
  box: Box,
  color: string,
): string {
  const peak = density.reduce((a, b) => Math.max(a, b), 0);
  if (!(peak > 0)) return '';
  const [from, to] = x.domain;
  const count = Math.max(60, Math.round(box.width));
  const points = Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count)
    .map((at) => ({ at, height: (prior(at) / peak) * 0.92 * box.height }))
    .filter(({ height }) => Number.isFinite(height));
  if (points.length < 2) return '';
  // Far above the cell a path is cut off: some renderers fail on huge numbers.
  const place = ({ at, height }: { at: number; height: number }): string =>
    `${num(x.place(at))} ${num(box.y + box.height - Math.min(height, 10 * box.height))}`;
  return element('path', {
    d: `M${points.map(place).join('L')}`,
    fill: 'none',
    stroke: color,
    'stroke-width': 1.1,
    'stroke-dasharray': dashArray(PRIOR_DASH, 1.1),
    class: 'prior',
  });
}

/** Dash of the priors. */
export const PRIOR_DASH = 'dotted';

/** The regions of one pair: the smaller one tinted more, both outlined. */
export function drawPair(pair: PairRegions, x: Axis, y: Axis, color: string, filled: boolean): string {
  const path = regionPath(pair.x, pair.y, x, y);
  const outer = pair.regions.length - 1;
  return pair.regions
    .map((region, level) => ({ region, level }))
    .reverse()
    .map(
      ({ region, level }) =>
        (filled
          ? element('path', {
              d: path(region.rings, true),
              fill: color,
              'fill-opacity': level === outer ? TINTS[0] : TINTS[1],
              'fill-rule': 'evenodd',
            })
          : '') +
        element('path', {
          d: path(region.lines, false),
          fill: 'none',
          stroke: color,
          'stroke-width': 1.1,
          'stroke-linejoin': 'round',
        }),
    )
    .join('');
}

/** Writes rings or lines of a contour region, given in units of the grids, as path data of the page. */
function regionPath(
  gridX: Grid,
  gridY: Grid,
  x: Axis,
  y: Axis,
): (lines: ContourRegion['rings'], close: boolean) => string {
  const place = ([u, v]: readonly [number, number]): string => {
    const px = x.place(gridX.lo + (u / UNIT) * (gridX.hi - gridX.lo));
    const py = y.place(gridY.lo + (v / UNIT) * (gridY.hi - gridY.lo));
    return `${num(px)} ${num(py)}`;
  };
  return (lines, close) => lines.map((line) => `M${line.map(place).join('L')}${close ? 'Z' : ''}`).join('');
}
