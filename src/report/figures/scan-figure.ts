/** Figures 5 to 10 and `licmc scan`: spectra, amplitude and phase for several values of a parameter, side by side. */
import type { Measurement } from '../../config/measurements.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import { drawLegend, layLegend } from '../../plot/legend/legend.js';
import type { StackRow } from '../../plot/stack.js';
import { drawStack } from '../../plot/stack.js';
import type { Theme } from '../../plot/theme.js';
import type { DipoleDetail } from './dipole-panels.js';
import { amplitudePanel, dipoleEntries, phasePanel } from './dipole-panels.js';
import type { ModelPoint } from './model-curves.js';
import { pointView } from './model-view.js';
import { spectraEntries, spectraPanel } from './spectra-panel.js';

/** One column: a point and what is written above it (text with math between dollar signs). */
export interface ScanColumn {
  readonly title: string;
  readonly point: ModelPoint;
}

const MARGIN = 14;
const FRAME_WIDTH = 270;
const COLUMN_GAP = 26;
const HEIGHTS = { spectra: 230, dipole: 170 } as const;
const DETAIL: DipoleDetail = { terms: true, species: false, directions: [] };

/** Columns share the y axes, whose labels stand at the left. */
export function scanFigure(
  title: string,
  columns: readonly ScanColumn[],
  measurements: readonly Measurement[],
  theme: Theme,
): Figure {
  const views = columns.map(({ point }) => pointView(point));
  let x = MARGIN;
  const parts: string[] = [];
  let bottom = 0;
  columns.forEach((column, k) => {
    const id = `scan-${String(k)}`;
    const rows: StackRow[] = [
      {
        panel: { ...spectraPanel(`${id}-flux`, views[k], measurements, 0, theme), title: column.title },
        height: HEIGHTS.spectra,
      },
      {
        panel: amplitudePanel(`${id}-amplitude`, views[k], measurements, false, DETAIL, theme),
        height: HEIGHTS.dipole,
      },
      { panel: phasePanel(`${id}-phase`, views[k], measurements, DETAIL, theme), height: HEIGHTS.dipole },
    ];
    const stack = drawStack(rows, FRAME_WIDTH, { x, y: MARGIN }, theme, k === 0);
    parts.push(stack.svg);
    x += stack.width + COLUMN_GAP;
    bottom = Math.max(bottom, MARGIN + stack.height);
  });
  const spectra = layLegend(spectraEntries(views[0], measurements, theme), 1, 10.5);
  const dipole = layLegend(dipoleEntries(views[0], measurements, DETAIL, theme), 1, 10.5);
  parts.push(drawLegend(spectra, x, MARGIN + 14, theme));
  const below = Math.max(MARGIN + HEIGHTS.spectra + 84, MARGIN + 24 + spectra.height);
  parts.push(drawLegend(dipole, x, below, theme));
  const width = x + Math.max(spectra.width, dipole.width) + MARGIN;
  const height = Math.max(bottom, below + dipole.height) + MARGIN;
  return createFigure({ width, height }, title, theme, ...parts);
}
