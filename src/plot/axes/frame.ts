import { element, group, num } from '../svg.js';
import type { Theme } from '../theme.js';
import { label, labelWidth } from '../text/label.js';
import type { Axis } from './axis.js';
import { writtenLabel } from './axis.js';

/** A rectangle of the page, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Sizes of a frame's text and ticks, px. */
export interface FrameStyle {
  readonly numberSize: number;
  readonly labelSize: number;
  readonly majorTick: number;
  readonly minorTick: number;
}

export const FRAME_STYLE: FrameStyle = { numberSize: 11, labelSize: 13, majorTick: 6, minorTick: 3.2 };

/** Gap between frame, numbers and axis label, px. */
const GAP = 5;

/** Room a left axis needs for its numbers and label, px. */
export function leftRoom(axis: Axis, style: FrameStyle = FRAME_STYLE): number {
  const numbers = axis.numbers === false ? 0 : GAP + widestNumber(axis, style.numberSize);
  const text = axis.label === undefined ? 0 : 2 * GAP + style.labelSize * 1.2;
  return numbers + text;
}

/** Room a bottom axis needs, px. */
export function bottomRoom(axis: Axis, style: FrameStyle = FRAME_STYLE): number {
  const numbers = axis.numbers === false ? 0 : GAP + style.numberSize * 1.25;
  const text = axis.label === undefined ? 0 : GAP + style.labelSize * 1.35;
  return numbers + text;
}

/** The frame of a panel with ticks inwards on all four sides, numbers and labels at the left and at the bottom. */
export function frame(box: Box, x: Axis, y: Axis, theme: Theme, style: FrameStyle = FRAME_STYLE): string {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return group(
    { class: 'frame' },
    element('path', {
      d: tickPath(box, x, y, style),
      stroke: theme.axis,
      'stroke-width': 0.9,
      fill: 'none',
    }),
    element('rect', { ...box, fill: 'none', stroke: theme.axis, 'stroke-width': 1 }),
    x.numbers === false ? '' : xNumbers(x, bottom + GAP, box, theme, style),
    y.numbers === false ? '' : yNumbers(y, box.x - GAP, theme, style),
    x.label === undefined
      ? ''
      : label(
          writtenLabel(x) ?? '',
          (box.x + right) / 2,
          bottom + bottomRoom(x, style) - style.labelSize * 0.3,
          {
            size: style.labelSize,
            color: theme.ink,
            anchor: 'middle',
          },
        ),
    y.label === undefined
      ? ''
      : label(writtenLabel(y) ?? '', box.x - leftRoom(y, style) + style.labelSize, (box.y + bottom) / 2, {
          size: style.labelSize,
          color: theme.ink,
          anchor: 'middle',
          rotate: -90,
        }),
  );
}

function tickPath(box: Box, x: Axis, y: Axis, style: FrameStyle): string {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const vertical = (at: number, size: number): string =>
    `M${num(at)} ${num(bottom)}v${num(-size)}M${num(at)} ${num(box.y)}v${num(size)}`;
  const horizontal = (at: number, size: number): string =>
    `M${num(box.x)} ${num(at)}h${num(size)}M${num(right)} ${num(at)}h${num(-size)}`;
  return [
    ...x.marks.major.map((t) => vertical(x.place(t.at), style.majorTick)),
    ...x.marks.minor.map((t) => vertical(x.place(t), style.minorTick)),
    ...y.marks.major.map((t) => horizontal(y.place(t.at), style.majorTick)),
    ...y.marks.minor.map((t) => horizontal(y.place(t), style.minorTick)),
  ].join('');
}

/** Numbers below the frame; one that would touch its left neighbour is left out. */
function xNumbers(axis: Axis, top: number, box: Box, theme: Theme, style: FrameStyle): string {
  let free = -Infinity;
  return [...axis.marks.major]
    .sort((a, b) => axis.place(a.at) - axis.place(b.at))
    .map(({ at, text }) => {
      const x = axis.place(at);
      const half = labelWidth(text, style.numberSize) / 2;
      if (x - half < free || x < box.x - 1 || x > box.x + box.width + 1) return '';
      free = x + half + style.numberSize * 0.4;
      return label(text, x, top, {
        size: style.numberSize,
        color: theme.ink,
        anchor: 'middle',
        baseline: 'hanging',
      });
    })
    .join('');
}

function yNumbers(axis: Axis, right: number, theme: Theme, style: FrameStyle): string {
  return axis.marks.major
    .map(({ at, text }) =>
      label(text, right, axis.place(at), {
        size: style.numberSize,
        color: theme.ink,
        anchor: 'end',
        baseline: 'middle',
      }),
    )
    .join('');
}

function widestNumber(axis: Axis, size: number): number {
  return Math.max(0, ...axis.marks.major.map((t) => labelWidth(t.text, size)));
}
