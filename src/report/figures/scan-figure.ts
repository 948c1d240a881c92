/** Figures 5 to 10 and `licmc scan`: spectra, amplitude and phase for several values of a parameter, side by side. */
import type { Measurement } from '../../config/measurements.js';
import { FRAME_STYLE } from '../../plot/axes/frame.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import { drawLegend, layLegend } from '../../plot/legend/legend.js';
import type { PanelSpec } from '../../plot/panel.js';
import type { StackRow } from '../../plot/stack.js';
import { drawStack } from '../../plot/stack.js';
import { label, labelWidth } from '../../plot/text/label.js';
import type { Theme } from '../../plot/theme.js';
import type { DipoleDetail } from './dipole-panels.js';
import { amplitudePanel, dipoleEntries, phasePanel } from './dipole-panels.js';
import type { ModelView } from './model-view.js';
import { residualPanel } from './residual-panel.js';
import type { Residuals } from './residuals.js';
import { spectraEntries, spectraPanel } from './spectra-panel.js';

/** One column: what it shows, and what is written above it (texts with math between dollar signs). */
export interface ScanColumn {
  readonly settings: readonly string[];
  readonly view: ModelView;
  /** With a posterior only. */
  readonly residuals: Residuals | null;
}

/** How all columns show their data, and what a reader must know. */
export interface ScanStyle {
  readonly minRigidityGV: number;
  readonly fovFactor: boolean;
  readonly notes: readonly string[];
}

const PLAIN: ScanStyle = { minRigidityGV: 0, fovFactor: false, notes: [] };

const MARGIN = 14;
const FRAME_WIDTH = 270;
const COLUMN_GAP = 26;
const HEIGHTS = { spectrum: 230, amplitude: 170, phase: 170, residuals: 62 } as const;
const DETAIL: DipoleDetail = { terms: true, species: false, directions: [] };

/** Columns share the y axes, whose labels stand at the left. */
export function scanFigure(
  title: string,
  columns: readonly ScanColumn[],
  measurements: readonly Measurement[],
  theme: Theme,
  { minRigidityGV, fovFactor, notes }: ScanStyle = PLAIN,
): Figure {
  const titles = columnTitles(columns);
  let x = MARGIN;
  const parts: string[] = [];
  let bottom = 0;
  columns.forEach(({ view, residuals }, k) => {
    const id = `scan-${String(k)}`;
    const panels = {
      spectrum: {
        ...spectraPanel(`${id}-flux`, view, measurements, minRigidityGV, theme),
        title: titles[k],
      },
      amplitude: amplitudePanel(`${id}-amplitude`, view, measurements, fovFactor, DETAIL, theme),
      phase: phasePanel(`${id}-phase`, view, measurements, DETAIL, theme),
    };
    const rows = (['spectrum', 'amplitude', 'phase'] as const).flatMap((name): StackRow[] => {
      const panel = small(panels[name]);
      const row = { panel, height: HEIGHTS[name] };
      if (residuals === null) return [row];
      const below = residualPanel(`${id}-${name}-residuals`, panel, residuals[name], theme);
      return [row, { panel: below, height: HEIGHTS.residuals, attached: true }];
    });
    const stack = drawStack(rows, FRAME_WIDTH, { x, y: MARGIN }, theme, k === 0);
    parts.push(stack.svg);
    x += stack.width + COLUMN_GAP;
    bottom = Math.max(bottom, MARGIN + stack.height);
  });
  const spectra = layLegend(spectraEntries(columns[0].view, measurements, theme), 1, 10.5);
  const dipole = layLegend(dipoleEntries(columns[0].view, measurements, DETAIL, theme), 1, 10.5);
  parts.push(drawLegend(spectra, x, MARGIN + 14, theme));
  const below = Math.max(MARGIN + HEIGHTS.spectrum + 84, MARGIN + 24 + spectra.height);
  parts.push(drawLegend(dipole, x, below, theme));
  const width = x + Math.max(spectra.width, dipole.width) + MARGIN;
  const body = Math.max(bottom, below + dipole.height) + MARGIN;
  const texts = notes.map((note, i) => label(note, MARGIN, body + 15 * i, { size: 10, color: theme.muted }));
  const height = body + 15 * notes.length;
  return createFigure({ width, height }, title, theme, ...parts, ...texts);
}

/** Settings in one line, or below each other in all columns where a line would be wider than a frame. */
function columnTitles(columns: readonly ScanColumn[]): string[] {
  const lines = columns.map(({ settings }) => settings.join(', '));
  const fit = lines.every((line) => labelWidth(line, FRAME_STYLE.labelSize) <= FRAME_WIDTH);
  return fit ? lines : columns.map(({ settings }) => settings.join('\n'));
}

/** Markers for narrow frames. */
function small(panel: PanelSpec): PanelSpec {
  return {
    ...panel,
    layers: panel.layers.map((layer) => (layer.kind === 'points' ? { ...layer, size: 2 } : layer)),
  };
}
