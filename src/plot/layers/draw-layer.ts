import { area, line } from 'd3-shape';
import type { Axis } from '../axes/axis.js';
import type { Box } from '../axes/frame.js';
import { element, group, num } from '../svg.js';
import { label } from '../text/label.js';
import type { BandLayer, Layer, LineLayer, PointsLayer, RuleLayer, SpanLayer, TextLayer } from './layer.js';
import { dashArray } from './layer.js';
import { isStrokeMarker, markerPath } from './marker.js';

/** Coordinates beyond this many px outside the panel are brought back to it: some renderers fail on huge numbers. */
const FAR = 1e4;

/** Where a layer is drawn. */
export interface Canvas {
  readonly box: Box;
  readonly x: Axis;
  readonly y: Axis;
  /** Fills hollow markers, so that what is behind them does not show. */
  readonly background: string;
}

/** One layer as SVG. The caller clips to the panel. */
export function drawLayer(layer: Layer, panel: Canvas): string {
  const attributes = { 'data-group': layer.group, opacity: layer.opacity };
  switch (layer.kind) {
    case 'line':
      return group(attributes, drawLine(layer, panel));
    case 'band':
      return group(attributes, drawBand(layer, panel));
    case 'points':
      return group({ ...attributes, class: 'points' }, drawPoints(layer, panel));
    case 'rule':
      return group(attributes, drawRule(layer, panel));
    case 'span':
      return group(attributes, drawSpan(layer, panel));
    case 'text':
      return group(attributes, drawText(layer, panel));
  }
}

function drawLine(layer: LineLayer, { x, y }: Canvas): string {
  const width = layer.width ?? 1.6;
  const at = (i: number): [number, number] => [near(x.place(layer.x[i])), near(y.place(layer.y[i]))];
  const d = line<number>(
    (i) => at(i)[0],
    (i) => at(i)[1],
  )
    .defined((i) => at(i).every(Number.isFinite))
    .digits(2)([...Array(layer.x.length).keys()]);
  return element('path', {
    d: d ?? undefined,
    fill: 'none',
    stroke: layer.color,
    'stroke-width': width,
    'stroke-linejoin': 'round',
    'stroke-dasharray': dashArray(layer.dash, width),
  });
}

function drawBand(layer: BandLayer, { x, y }: Canvas): string {
  const placed = Array.from({ length: layer.x.length }, (_, i) => ({
    x: near(x.place(layer.x[i])),
    lo: near(y.place(layer.lo[i])),
    hi: near(y.place(layer.hi[i])),
  }));
  const d = area<{ x: number; lo: number; hi: number }>(
    (p) => p.x,
    (p) => p.lo,
    (p) => p.hi,
  )
    .defined((p) => Number.isFinite(p.x) && Number.isFinite(p.lo) && Number.isFinite(p.hi))
    .digits(2)(placed);
  return d === null || d === '' ? '' : element('path', { d, fill: layer.color, stroke: 'none' });
}

function drawPoints(layer: PointsLayer, { x, y, background }: Canvas): string {
  const r = layer.size ?? 3;
  const hollow = layer.open === true || isStrokeMarker(layer.marker);
  return layer.points
    .map((point) => {
      const [px, py] = [x.place(point.x), y.place(point.y)];
      if (!Number.isFinite(px) || !Number.isFinite(py)) return '';
      const bars: string[] = [];
      if (point.xRange !== undefined) {
        const [a, b] = point.xRange.map((v) => near(x.place(v)));
        if (Number.isFinite(a) && Number.isFinite(b)) bars.push(`M${num(a)} ${num(py)}H${num(b)}`);
      }
      if (point.yRange !== undefined) {
        // An error bar that reaches zero on a log axis runs off the panel.
        const [a, b] = point.yRange.map((v) => near(v > 0 || y.scale === 'linear' ? y.place(v) : FAR));
        if (Number.isFinite(a) && Number.isFinite(b)) bars.push(`M${num(px)} ${num(a)}V${num(b)}`);
      }
      if (point.limit !== undefined) {
        const s = point.limit === 'upper' ? 1 : -1;
        bars.push(`M${num(px)} ${num(py)}v${num(14 * s)}m-3 ${num(-4 * s)}l3 ${num(4 * s)}l3 ${num(-4 * s)}`);
      }
      return element(
        'g',
        { 'data-tip': point.tip, class: point.tip === undefined ? undefined : 'tip' },
        bars.length === 0
          ? ''
          : element('path', { d: bars.join(''), fill: 'none', stroke: layer.color, 'stroke-width': 1 }),
        element('path', {
          d: markerPath(layer.marker, px, py, r),
          fill: hollow ? (isStrokeMarker(layer.marker) ? 'none' : background) : layer.color,
          stroke: layer.color,
          'stroke-width': hollow ? 1.2 : 0.4,
        }),
      );
    })
    .join('');
}

function drawRule(layer: RuleLayer, { box, x, y }: Canvas): string {
  const width = layer.width ?? 1.1;
  const at = layer.axis === 'x' ? x.place(layer.at) : y.place(layer.at);
  if (!Number.isFinite(at)) return '';
  const d =
    layer.axis === 'x'
      ? `M${num(at)} ${num(box.y)}V${num(box.y + box.height)}`
      : `M${num(box.x)} ${num(at)}H${num(box.x + box.width)}`;
  return element('path', {
    d,
    stroke: layer.color,
    'stroke-width': width,
    'stroke-dasharray': dashArray(layer.dash, width),
    fill: 'none',
  });
}

function drawSpan(layer: SpanLayer, { box, x, y }: Canvas): string {
  const axis = layer.axis === 'x' ? x : y;
  const [a, b] = [near(axis.place(layer.from)), near(axis.place(layer.to))].sort((p, q) => p - q);
  if (!Number.isFinite(b - a)) return '';
  const shape =
    layer.axis === 'x'
      ? { x: a, y: box.y, width: b - a, height: box.height }
      : { x: box.x, y: a, width: box.width, height: b - a };
  return element('rect', { ...shape, fill: layer.color });
}

function drawText(layer: TextLayer, { x, y }: Canvas): string {
  const [dx, dy] = layer.offset ?? [0, 0];
  const [px, py] = [x.place(layer.x) + dx, y.place(layer.y) + dy];
  if (!Number.isFinite(px) || !Number.isFinite(py)) return '';
  return label(layer.text, px, py, {
    size: layer.size ?? 11,
    color: layer.color,
    anchor: layer.anchor ?? 'start',
    baseline: 'middle',
  });
}

function near(px: number): number {
  return Math.max(-FAR, Math.min(FAR, px));
}
