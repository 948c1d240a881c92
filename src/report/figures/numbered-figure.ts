import type { Chain } from '../../chain/reader.js';
import type { Measurement } from '../../config/measurements.js';
import { measurementsOf } from '../../config/measurements.js';
import { loadConfig } from '../../config/load.js';
import type { ResolvedConfig } from '../../config/resolved.js';
import { InputError } from '../../errors.js';
import type { Figure } from '../../plot/figure.js';
import type { Theme } from '../../plot/theme.js';
import { recordOf } from '../../inference/run-record.js';
import type { FigureSource } from './figure-source.js';
import { chainSource, configSource, posteriorDraws } from './figure-source.js';
import { combinedFigure, dipoleFigure, figureNotes, spectraFigure } from './paper-figures.js';
import { scanFigure } from './scan-figure.js';
import type { AppendixScan } from './scan-values.js';
import { APPENDIX_SCANS, paperPoint, posteriorScanColumns, scanColumns } from './scan-values.js';
import { skyFigure } from './sky-figure.js';

/** Figures that show one fit, and so can show a posterior instead. */
interface Fit {
  readonly config: string;
  readonly draw: (s: FigureSource, theme: Theme) => Figure;
  /** What a chain must have been drawn with to be this fit. */
  readonly needs?: { readonly what: string; readonly has: (config: ResolvedConfig) => boolean };
}

const FITS: Readonly<Record<number, Fit>> = {
  1: { config: 'paper', draw: (s, theme) => spectraFigure(s, theme) },
  2: { config: 'paper', draw: (s, theme) => dipoleFigure(s, theme) },
  3: { config: 'paper', draw: (s, theme) => skyFigure(s, theme) },
  4: {
    config: 'wandering',
    draw: (s, theme) => combinedFigure(s, 'Field wandering on all scales', theme),
    needs: { what: 'the wandering model', has: ({ model }) => model === 'wandering' },
  },
  11: {
    config: 'qgsjet',
    draw: (s, theme) => combinedFigure(s, 'KASCADE spectra with QGSJet 01', theme),
    needs: {
      what: 'KASCADE spectra unfolded with QGSJet 01',
      has: ({ data }) => data.spectra.some(({ dataset }) => dataset.startsWith('KASCADE_2005_QGSJET01')),
    },
  },
};

/** Draws of a scan: its bands are shown small, three times. */
const SCAN_DRAWS = 150;

/**
 * Figure 1 to 11 of Xue & Liu (2025), at its values, or with the posterior of a chain.
 * @param draws how many of the chain's make the bands; default 400, in scans 150   @throws InputError for a chain of another fit
 */
export function numberedFigure(
  number: number,
  chain: Chain | undefined,
  theme: Theme,
  draws?: number,
): Figure {
  const scan = APPENDIX_SCANS[number] as AppendixScan | undefined;
  if (scan !== undefined) {
    return chain === undefined ? paperScan(scan, theme) : posteriorScan(scan, chain, theme, draws);
  }
  const fit = FITS[number];
  if (chain === undefined) return fit.draw(paperSource(fit.config), theme);
  const { config } = recordOf(chain.metadata.document, chain.path);
  if (fit.needs?.has(config) === false) {
    throw new InputError({
      where: '--chain',
      expected: `a chain drawn with ${fit.needs.what} for figure ${String(number)}`,
      got: `${chain.path}, drawn from the configuration "${config.name}"`,
      hint: `Draw one with \`licmc sample ${fit.config}\`. Figures 1 to 3 and 5 to 10 show any chain.`,
    });
  }
  return fit.draw(chainSource(chain, draws), theme);
}

function paperScan({ title, columns }: AppendixScan, theme: Theme): Figure {
  const { measurements } = configSource(loadConfig('paper'));
  return scanFigure(title, scanColumns(paperPoint(), columns), measurements, theme);
}

/** The scan with all draws of a posterior moved: what the parameter does while everything else stays as inferred. */
function posteriorScan(
  { title, columns }: AppendixScan,
  chain: Chain,
  theme: Theme,
  draws = SCAN_DRAWS,
): Figure {
  const { config, values } = posteriorDraws(chain, draws);
  return scanFigure(title, posteriorScanColumns(config, values, columns), measurementsOf(config), theme, {
    minRigidityGV: config.noise.min_rigidity_gv,
    fovFactor: config.noise.fov_factor,
    notes: [
      'Draws of the posterior with the value above each column in place of the one drawn; everything else as drawn.',
      ...figureNotes(config, { spectra: true, dipole: true, posterior: true }),
    ],
  });
}

/**
 * A fit at the paper's values beside the data that the paper shows with it: those of Figs. 1 and 2, in Appendix B with the other
 * KASCADE analysis. (The shipped configurations of the other fits select data for inference instead.)
 */
function paperSource(name: string): FigureSource {
  const base = configSource(loadConfig('paper'));
  if (name === 'paper') return base;
  const fit = configSource(loadConfig(name));
  const isKascade = (m: Measurement): boolean =>
    m.dataset.kind === 'spectrum' && m.dataset.experiment === 'KASCADE';
  const measurements = [
    ...base.measurements.filter((m) => !isKascade(m)),
    ...(name === 'qgsjet' ? fit : base).measurements.filter(isKascade),
  ];
  return { ...fit, config: base.config, measurements };
}
