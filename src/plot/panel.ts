import type { AxisSpec } from './axes/axis.js';
import { layAxis } from './axes/axis.js';
import type { Box, FrameStyle } from './axes/frame.js';
import { frame, FRAME_STYLE } from './axes/frame.js';
import type { SideLabel } from './axes/side-labels.js';
import { sideLabels } from './axes/side-labels.js';
import type { Canvas } from './layers/draw-layer.js';
import { drawLayer } from './layers/draw-layer.js';
import type { Layer } from './layers/layer.js';
import type { Corner } from './legend/free-place.js';
import { freePlace } from './legend/free-place.js';
import type { LegendEntry } from './legend/legend.js';
import { drawLegend, layLegend } from './legend/legend.js';
import { element, group } from './svg.js';
import { label } from './text/label.js';
import type { Theme } from './theme.js';

/** One pair of axes with what is drawn between them. */
export interface PanelSpec {
  /** Unique within the page: names the clip path and lets a page find the panel. */
  readonly id: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly layers: readonly Layer[];
  /** A legend inside, put where it hides nothing. */
  readonly legend?: {
    readonly entries: readonly LegendEntry[];
    readonly columns?: number;
    readonly prefer?: Corner;
  };
  /** Text above the frame, one line or several. */
  readonly title?: string;
  /** Names of values of the y axis, to the right of the frame. */
  readonly sideLabels?: readonly SideLabel[];
  readonly style?: FrameStyle;
}

/** Lays the axes of a panel into the box of its frame (numbers and labels stand outside the box). */
export function layPanel(spec: Pick<PanelSpec, 'x' | 'y'>, box: Box, theme: Theme): Canvas {
  return {
    box,
    x: layAxis(spec.x, box.x, box.x + box.width, 'x'),
    y: layAxis(spec.y, box.y + box.height, box.y, 'y'),
    background: theme.background,
  };
}

/** A panel as SVG. */
export function drawPanel(spec: PanelSpec, box: Box, theme: Theme): string {
  const canvas = layPanel(spec, box, theme);
  const clip = `clip-${spec.id}`;
  return group(
    { id: spec.id, class: 'panel' },
    element('clipPath', { id: clip }, element('rect', { ...box })),
    group({ 'clip-path': `url(#${clip})` }, ...spec.layers.map((layer) => drawLayer(layer, canvas))),
    frame(box, canvas.x, canvas.y, theme, spec.style ?? FRAME_STYLE),
    title(spec, box, theme),
    spec.sideLabels === undefined ? '' : sideLabels(spec.sideLabels, canvas.y, box, theme),
    spec.legend === undefined ? '' : insideLegend(spec, canvas, theme),
  );
}

/** Height of one line of a title, px. */
const TITLE_LINE = 18;

/** Room that a title takes above the frame, px. */
export function titleRoom({ title }: Pick<PanelSpec, 'title'>): number {
  return title === undefined ? 0 : 2 + TITLE_LINE * title.split('\n').length;
}

function title(spec: PanelSpec, box: Box, theme: Theme): string {
  const lines = spec.title?.split('\n') ?? [];
  return lines
    .map((line, i) =>
      label(line, box.x + box.width / 2, box.y - 8 - (lines.length - 1 - i) * TITLE_LINE, {
        size: (spec.style ?? FRAME_STYLE).labelSize,
        color: theme.ink,
        anchor: 'middle',
      }),
    )
    .join('');
}

/** Fewer columns are tried first; where even the best place hides data, the smaller text size is tried. */
function insideLegend(spec: PanelSpec, canvas: Canvas, theme: Theme): string {
  const { entries, columns, prefer } = spec.legend!;
  const trials = (columns === undefined ? [1, 2, 3] : [columns]).flatMap((c) => [layLegend(entries, c, 11)]);
  trials.push(...trials.map((t) => layLegend(entries, t.columns, 9.5)));
  const placed = trials.flatMap((legend) => {
    const place = freePlace(canvas, spec.layers, legend.width, legend.height, prefer);
    return place === null ? [] : [{ legend, place }];
  });
  if (placed.length === 0) return '';
  const best = placed.reduce((a, b) => (b.place.covered < a.place.covered ? b : a));
  return drawLegend(best.legend, best.place.x, best.place.y, theme, true);
}
