import type { Axis } from '../axes/axis.js';
import type { Box } from '../axes/frame.js';
import type { Dash } from '../layers/layer.js';
import { dashArray } from '../layers/layer.js';
import { element, num } from '../svg.js';
import type { CornerMark, CornerOptions } from './corner-input.js';

/** Dashes of the marks, in order. */
export const MARK_DASHES: readonly Dash[] = ['dashed', 'dotted', 'long-dash'];

/** Size of the arrow that points to a value outside an axis, px. */
const ARROW = 5;

/** Marked values in one cell: lines that cross at the point; arrows at the edge of a diagonal cell where the value lies outside. */
export function drawMarks(
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
      if (isOn(x, vx)) lines.push(`M${num(x.place(vx))} ${num(box.y)}V${num(box.y + box.height)}`);
      if (y !== null && isOn(y, vy)) {
        lines.push(`M${num(box.x)} ${num(y.place(vy))}H${num(box.x + box.width)}`);
      }
      const point =
        y !== null && isOn(x, vx) && isOn(y, vy)
          ? element('rect', {
              x: x.place(vx) - 2.2,
              y: y.place(vy) - 2.2,
              width: 4.4,
              height: 4.4,
              fill: theme.ink,
            })
          : '';
      const line =
        lines.length === 0
          ? ''
          : element('path', {
              d: lines.join(''),
              stroke: theme.ink,
              'stroke-width': 0.9,
              'stroke-dasharray': dashArray(MARK_DASHES[k % MARK_DASHES.length], 0.9),
              fill: 'none',
            });
      const arrow = y === null && Number.isFinite(vx) && !isOn(x, vx) ? pointer(x, vx, k, box) : '';
      return line + point + (arrow === '' ? '' : element('path', { d: arrow, fill: theme.ink }));
    })
    .join('');
}

function isOn({ domain: [lo, hi] }: Axis, value: number): boolean {
  return value >= lo && value <= hi;
}

function pointer(x: Axis, value: number, k: number, box: Box): string {
  const side = value > x.domain[1] ? 1 : -1;
  const tip = side === 1 ? box.x + box.width - 2 : box.x + 2;
  const middle = box.y + 8 + 2.4 * ARROW * k;
  return `M${num(tip)} ${num(middle)}l${num(-side * 1.6 * ARROW)} ${num(-ARROW)}v${num(2 * ARROW)}Z`;
}

/** How far beyond the densities an axis is stretched to show a mark, as a part of its length. */
const STRETCH = 0.5;
/** Room behind a mark, as a part of the axis. */
const BEHIND = 0.04;

/** A range, stretched to the marks that lie not far outside of it. */
export function withMarks(
  [lo, hi]: readonly [number, number],
  id: string,
  marks: readonly CornerMark[],
): readonly [number, number] {
  const length = hi - lo;
  const near = marks
    .map(({ values }) => values[id])
    .filter((v) => (v < lo && v > lo - STRETCH * length) || (v > hi && v < hi + STRETCH * length));
  return [
    Math.min(lo, ...near.map((v) => v - BEHIND * length)),
    Math.max(hi, ...near.map((v) => v + BEHIND * length)),
  ];
}
