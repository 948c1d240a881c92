import type { Dash } from '../layers/layer.js';
import { dashArray } from '../layers/layer.js';
import type { MarkerShape } from '../layers/marker.js';
import { isStrokeMarker, markerPath } from '../layers/marker.js';
import { element, group } from '../svg.js';
import { label, labelWidth } from '../text/label.js';
import type { Theme } from '../theme.js';

/** The little picture before a legend's text. */
export type Swatch =
  | { readonly kind: 'line'; readonly color: string; readonly dash?: Dash; readonly width?: number }
  | { readonly kind: 'marker'; readonly color: string; readonly shape: MarkerShape; readonly open?: boolean }
  | { readonly kind: 'band'; readonly color: string; readonly opacity: number }
  | { readonly kind: 'none' };

export interface LegendEntry {
  readonly text: string;
  readonly swatch: Swatch;
  /** The layers this entry stands for; a page can switch them with a click on it. */
  readonly group?: string;
}

/** A legend with its size known, so that room can be found for it before it is drawn. */
export interface Legend {
  readonly entries: readonly LegendEntry[];
  readonly columns: number;
  readonly size: number;
  readonly columnWidths: readonly number[];
  readonly width: number;
  readonly height: number;
}

const SWATCH_EM = 2.1;
const GAP_EM = 0.55;
const LINE_EM = 1.5;
const PADDING = 6;

/** Measures a legend of `columns` columns, filled column by column, in text of `size` px. */
export function layLegend(entries: readonly LegendEntry[], columns = 1, size = 11): Legend {
  const rows = Math.ceil(entries.length / columns);
  const columnWidths = Array.from({ length: Math.ceil(entries.length / Math.max(1, rows)) }, (_, column) =>
    Math.max(
      ...entries
        .slice(column * rows, (column + 1) * rows)
        .map((e) => labelWidth(e.text, size) + (e.swatch.kind === 'none' ? 0 : (SWATCH_EM + GAP_EM) * size)),
    ),
  );
  const width = columnWidths.reduce((sum, w) => sum + w, 0) + (columnWidths.length - 1) * 1.4 * size;
  return {
    entries,
    columns,
    size,
    columnWidths,
    width: width + 2 * PADDING,
    height: rows * LINE_EM * size + 2 * PADDING,
  };
}

/** The legend with its upper left corner at (x, y); with a backing when it stands inside a panel. */
export function drawLegend(legend: Legend, x: number, y: number, theme: Theme, backing = false): string {
  const rows = Math.ceil(legend.entries.length / legend.columns);
  const lefts = legend.columnWidths.map((_, i) =>
    legend.columnWidths.slice(0, i).reduce((sum, w) => sum + w + 1.4 * legend.size, x + PADDING),
  );
  return group(
    { class: 'legend' },
    backing
      ? element('rect', {
          x,
          y,
          width: legend.width,
          height: legend.height,
          rx: 3,
          fill: theme.background,
          'fill-opacity': 0.82,
        })
      : '',
    ...legend.entries.map((entry, i) =>
      drawEntry(
        entry,
        lefts[Math.floor(i / rows)],
        y + PADDING + ((i % rows) + 0.5) * LINE_EM * legend.size,
        legend.size,
        theme,
      ),
    ),
  );
}

function drawEntry(entry: LegendEntry, left: number, middle: number, size: number, theme: Theme): string {
  const indent = entry.swatch.kind === 'none' ? 0 : (SWATCH_EM + GAP_EM) * size;
  return element(
    'g',
    { 'data-toggle': entry.group },
    drawSwatch(entry.swatch, left, middle, size, theme),
    label(entry.text, left + indent, middle, {
      size,
      color: entry.swatch.kind === 'none' ? theme.muted : theme.ink,
      baseline: 'middle',
    }),
  );
}

function drawSwatch(swatch: Swatch, left: number, middle: number, size: number, theme: Theme): string {
  const width = SWATCH_EM * size;
  switch (swatch.kind) {
    case 'line': {
      const stroke = swatch.width ?? 1.6;
      return element('path', {
        d: `M${left.toFixed(2)} ${middle.toFixed(2)}h${width.toFixed(2)}`,
        stroke: swatch.color,
        'stroke-width': stroke,
        'stroke-dasharray': dashArray(swatch.dash, stroke),
        fill: 'none',
      });
    }
    case 'marker': {
      const hollow = swatch.open === true || isStrokeMarker(swatch.shape);
      return element('path', {
        d: markerPath(swatch.shape, left + width / 2, middle, 0.32 * size),
        fill: isStrokeMarker(swatch.shape) ? 'none' : hollow ? theme.background : swatch.color,
        stroke: swatch.color,
        'stroke-width': hollow ? 1.2 : 0.4,
      });
    }
    case 'band':
      return element('rect', {
        x: left,
        y: middle - 0.42 * size,
        width,
        height: 0.84 * size,
        fill: swatch.color,
        opacity: swatch.opacity,
      });
    case 'none':
      return '';
  }
}
