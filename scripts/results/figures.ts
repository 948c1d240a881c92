/** Figures of the page, under docs/figures/results. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainCheck } from '../../src/check/check-chain.js';
import { corner } from '../../src/plot/corner/corner.js';
import type { Figure } from '../../src/plot/figure.js';
import { themes } from '../../src/plot/theme.js';
import { figurePng } from '../../src/plot/write/png.js';
import { cornerChain, cornerParameters, paperMark } from '../../src/report/corner-of-chains.js';
import { checkFigure } from '../../src/report/figures/check-figure.js';
import { chainSource } from '../../src/report/figures/figure-source.js';
import { dipoleFigure, spectraFigure } from '../../src/report/figures/paper-figures.js';
import { sensitivityFigure } from '../../src/report/figures/sensitivity-figure.js';
import type { Sensitivity } from '../../src/sensitivity/sensitivity.js';
import type { Configuration, Result } from './chains.js';

const folder = 'docs/figures/results';
const theme = themes.light;

export async function drawFigures(
  results: Readonly<Record<Configuration, Result>>,
  checks: ReadonlyMap<Configuration, ChainCheck>,
  sensitivity: Sensitivity,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const write = async (name: string, figure: Figure): Promise<void> =>
    writeFileSync(join(folder, `${name}.png`), await figurePng(figure, figure.width > 1000 ? 0.85 : 1.1));
  const { lic, paper, qgsjet, modern } = results;
  const cornerOf = (chosen: readonly Result[], ids: readonly string[]): Figure => {
    const parameters = cornerParameters(
      chosen.map(({ chain }) => chain),
      ids,
    );
    return corner({
      parameters,
      chains: chosen.map(({ chain }) => cornerChain(chain)),
      theme,
      marks: [paperMark(parameters)],
    });
  };
  const ids = ['v_sun', 'log10_r_cr', 'log10_x_b', 'delta_b'];
  await write('corner', cornerOf([lic, qgsjet, modern], ids));
  await write('corner-paper', cornerOf([lic, paper], ids));
  await write('product', cornerOf([lic], ['log10_x_lic', 'log10_b_field', 'log10_x_b']));
  const source = chainSource(lic.chain);
  await write('spectra', spectraFigure(source, theme));
  await write('dipole', dipoleFigure(source, theme));
  await write('check', checkFigure(checks.get('lic')!, theme));
  await write('sensitivity', sensitivityFigure(sensitivity, theme));
}
