import type { Figure } from '../figure.js';
import { createFigure } from '../figure.js';
import type { LegendEntry } from '../legend/legend.js';
import { drawLegend, layLegend } from '../legend/legend.js';
import type { PanelSpec } from '../panel.js';
import { drawPanel } from '../panel.js';
import type { Theme } from '../theme.js';

const CELL = { width: 360, height: 120 } as const;
const COLUMNS = 2;
const LEFT = 88;
const GAP_X = 96;
const GAP_Y = 34;
const TOP = 46;
/** Room below the last panel of a column, px. */
const BOTTOM = 58;

/** Panels of equal size in two columns under one legend. */
export function panelGrid(
  panels: readonly PanelSpec[],
  entries: readonly LegendEntry[],
  title: string,
  theme: Theme,
): Figure {
  const columns = Math.min(COLUMNS, panels.length);
  const rows = Math.ceil(panels.length / columns);
  const parts = panels.map((whole, k) => {
    const { label: _, ...bareX } = whole.x;
    // The lowest panel of each column names the axis for all of it.
    const panel = k + columns < panels.length ? { ...whole, x: bareX } : whole;
    const box = {
      x: LEFT + (k % columns) * (CELL.width + GAP_X),
      y: TOP + Math.floor(k / columns) * (CELL.height + GAP_Y),
      ...CELL,
    };
    return drawPanel(panel, box, theme);
  });
  const legend = layLegend(entries, entries.length, 11);
  const width = Math.max(LEFT + columns * CELL.width + (columns - 1) * GAP_X + 24, legend.width + LEFT);
  const height = TOP + rows * (CELL.height + GAP_Y) - GAP_Y + BOTTOM;
  return createFigure({ width, height }, title, theme, drawLegend(legend, LEFT - 6, 6, theme), ...parts);
}
