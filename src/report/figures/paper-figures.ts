/** Figures 1, 2, 4 and 11 of the paper: spectra and dipole in one column. */
import type { ResolvedConfig } from '../../config/resolved.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import type { StackRow } from '../../plot/stack.js';
import { drawStack } from '../../plot/stack.js';
import { label } from '../../plot/text/label.js';
import type { Theme } from '../../plot/theme.js';
import type { DipoleDetail } from './dipole-panels.js';
import { amplitudePanel, dipoleEntries, phasePanel } from './dipole-panels.js';
import { phaseDirections } from './directions.js';
import type { FigureSource } from './figure-source.js';
import { residualPanel } from './residual-panel.js';
import { spectraEntries, spectraPanel } from './spectra-panel.js';

const FRAME_WIDTH = 620;
const MARGIN = 16;

/** Figure 1: spectra of protons and helium with components and data. `id` keeps several figures on one page apart. */
export function spectraFigure(source: FigureSource, theme: Theme, id = 'spectra'): Figure {
  return column(
    spectraRows(source, theme, id, 420),
    'Spectra of protons and helium',
    notesOf(source, true, false),
    theme,
  );
}

/** Figure 2: dipole amplitude and phase with components, data and marked directions. */
export function dipoleFigure(source: FigureSource, theme: Theme, id = 'dipole'): Figure {
  return column(
    dipoleRows(source, theme, id, 270, true),
    'Dipole anisotropy',
    notesOf(source, false, true),
    theme,
  );
}

/** Figures 4 and 11: spectra above the dipole. */
export function combinedFigure(source: FigureSource, title: string, theme: Theme, id = 'combined'): Figure {
  const rows = [...spectraRows(source, theme, id, 330), ...dipoleRows(source, theme, id, 220, false)];
  return column(rows, title, notesOf(source, true, true), theme);
}

function spectraRows(source: FigureSource, theme: Theme, id: string, height: number): StackRow[] {
  const { view, measurements, config, residuals } = source;
  const panel = spectraPanel(`${id}-flux`, view, measurements, config.noise.min_rigidity_gv, theme);
  const rows: StackRow[] = [{ panel, height, legend: spectraEntries(view, measurements, theme) }];
  if (residuals !== null) {
    const below = residualPanel(`${id}-flux-residuals`, panel, residuals.spectrum, theme);
    rows.push({ panel: below, height: 92, attached: true });
  }
  return rows;
}

function dipoleRows(
  source: FigureSource,
  theme: Theme,
  id: string,
  height: number,
  species: boolean,
): StackRow[] {
  const { view, measurements, config, residuals, point } = source;
  const detail: DipoleDetail = { terms: true, species, directions: phaseDirections(point) };
  const amplitude = amplitudePanel(
    `${id}-amplitude`,
    view,
    measurements,
    config.noise.fov_factor,
    detail,
    theme,
  );
  const phase = phasePanel(`${id}-phase`, view, measurements, detail, theme);
  const entries = dipoleEntries(view, measurements, detail, theme);
  const rows: StackRow[] = [{ panel: amplitude, height, legend: entries }];
  const residual = (name: 'amplitude' | 'phase'): StackRow[] =>
    residuals === null
      ? []
      : [
          {
            panel: residualPanel(`${id}-${name}-residuals`, amplitude, residuals[name], theme),
            height: 78,
            attached: true,
          },
        ];
  return [...rows, ...residual('amplitude'), { panel: phase, height }, ...residual('phase')];
}

function column(rows: readonly StackRow[], title: string, notes: readonly string[], theme: Theme): Figure {
  const stack = drawStack(rows, FRAME_WIDTH, { x: MARGIN, y: MARGIN }, theme);
  const height = stack.height + 2 * MARGIN + notes.length * 15;
  const text = notes.map((note, i) =>
    label(note, MARGIN, height - MARGIN + 4 - (notes.length - 1 - i) * 15, { size: 10, color: theme.muted }),
  );
  return createFigure({ width: stack.width + 2 * MARGIN, height }, title, theme, stack.svg, ...text);
}

/** What a reader must know to read the figure rightly. */
function notesOf({ config, residuals }: FigureSource, spectra: boolean, dipole: boolean): string[] {
  return figureNotes(config, { spectra, dipole, posterior: residuals !== null });
}

/** The same for a figure that shows spectra, or the dipole, or both. */
export function figureNotes(
  config: ResolvedConfig,
  { spectra, dipole, posterior }: { spectra: boolean; dipole: boolean; posterior: boolean },
): string[] {
  const notes: string[] = [];
  if (dipole && config.noise.fov_factor)
    notes.push('Amplitudes corrected for the field of view, where the factor is known.');
  if (spectra && config.noise.min_rigidity_gv > 1) {
    notes.push(`Shaded: below ${String(config.noise.min_rigidity_gv)} GV, not used in the fit.`);
  }
  if (posterior) {
    notes.push(
      'Curves: pointwise median of the posterior.',
      '$\\Delta/\\sigma$: measured minus median model, in errors of the likelihood (energy scales and scatter included); triangles: farther out.',
    );
  }
  return notes;
}
