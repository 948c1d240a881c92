import { openChain } from '../../chain/reader.js';
import type { Measurement } from '../../config/measurements.js';
import { loadConfig } from '../../config/load.js';
import { InputError } from '../../errors.js';
import type { Figure } from '../../plot/figure.js';
import type { Theme } from '../../plot/theme.js';
import type { FigureSource } from './figure-source.js';
import { chainSource, configSource } from './figure-source.js';
import { combinedFigure, dipoleFigure, spectraFigure } from './paper-figures.js';
import { scanFigure } from './scan-figure.js';
import { APPENDIX_SCANS, paperPoint, scanColumns } from './scan-values.js';
import { skyFigure } from './sky-figure.js';

/** Figures that show one fit, and so can show a posterior instead. */
const FITS: Readonly<Record<number, { config: string; draw: (s: FigureSource, theme: Theme) => Figure }>> = {
  1: { config: 'paper', draw: (s, theme) => spectraFigure(s, theme) },
  2: { config: 'paper', draw: (s, theme) => dipoleFigure(s, theme) },
  3: { config: 'paper', draw: (s, theme) => skyFigure(s, theme) },
  4: { config: 'wandering', draw: (s, theme) => combinedFigure(s, 'Field wandering on all scales', theme) },
  11: { config: 'qgsjet', draw: (s, theme) => combinedFigure(s, 'KASCADE spectra with QGSJet 01', theme) },
};

/** Figure 1 to 11 of Xue & Liu (2025), at its values, or with the posterior of a chain (not 5 to 10). @throws InputError */
export function numberedFigure(number: number, chainPath: string | undefined, theme: Theme): Figure {
  const scan = APPENDIX_SCANS[number] as (typeof APPENDIX_SCANS)[number] | undefined;
  if (scan !== undefined) {
    if (chainPath !== undefined) {
      throw new InputError({
        where: '--chain',
        expected: 'figure 1, 2, 3, 4 or 11',
        got: String(number),
        hint: 'Figures 5 to 10 show chosen values of a parameter; `licmc scan` draws others.',
      });
    }
    const { measurements } = configSource(loadConfig('paper'));
    return scanFigure(scan.title, scanColumns(paperPoint(), scan.columns), measurements, theme);
  }
  const fit = FITS[number];
  if (chainPath === undefined) return fit.draw(paperSource(fit.config), theme);
  const chain = openChain(chainPath);
  try {
    return fit.draw(chainSource(chain), theme);
  } finally {
    chain.close();
  }
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
