/**
 * Draws the figures of README and docs from a chain: npx tsx scripts/figures/make.ts [CHAIN]. The chain is that of
 * `npm start` (chains/lic.arrow), whose seed is in priors/lic.yaml: same version, same pictures. Figures 4 and 11 with a posterior
 * come from wandering.arrow and qgsjet.arrow beside it.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openChain } from '../../src/chain/reader.js';
import { rankFigure } from '../../src/plot/chain/chain-figures.js';
import { corner } from '../../src/plot/corner/corner.js';
import type { Figure } from '../../src/plot/figure.js';
import { themes } from '../../src/plot/theme.js';
import { figurePng } from '../../src/plot/write/png.js';
import { cornerChain, cornerParameters, paperMark } from '../../src/report/corner-of-chains.js';
import { chainSource } from '../../src/report/figures/figure-source.js';
import { dipoleFigure, spectraFigure } from '../../src/report/figures/paper-figures.js';
import { numberedFigure } from '../../src/report/figures/numbered-figure.js';
import { skyFigure } from '../../src/report/figures/sky-figure.js';

const folder = 'docs/figures';
const chainPath = process.argv[2] ?? 'chains/lic.arrow';
const chain = openChain(chainPath);
const theme = themes.light;

mkdirSync(folder, { recursive: true });
/** Wide figures get fewer pixels, so that no file is large. */
const write = async (name: string, figure: Figure): Promise<void> =>
  writeFileSync(join(folder, `${name}.png`), await figurePng(figure, figure.width > 1000 ? 0.85 : 1.15));

const posterior = chainSource(chain);
await write('spectra', spectraFigure(posterior, theme));
await write('dipole', dipoleFigure(posterior, theme));
await write('sky', skyFigure(posterior, theme));
const parameters = cornerParameters(
  [chain],
  ['v_sun', 'log10_x_b', 'log10_x_lic', 'log10_b_field', 'delta_b', 'log10_r_cr'],
);
await write(
  'corner',
  corner({ parameters, chains: [cornerChain(chain)], theme, marks: [paperMark(parameters)] }),
);
const series = cornerParameters([chain], ['v_sun', 'log10_r_cr', 'log10_b_field', 'delta_b']).map(
  ({ column, ofColumn, latex, unit }) => {
    const walkers = chain.walkerSeries(column).map(ofColumn);
    const ensembles = Array.from({ length: chain.ensembles }, (_, e) =>
      walkers.slice(e * chain.walkers, (e + 1) * chain.walkers),
    );
    return { latex, unit, ensembles };
  },
);
await write('rank', rankFigure(series, theme));
chain.close();

for (let number = 1; number <= 11; number++) {
  await write(`figure-${String(number)}`, numberedFigure(number, undefined, theme));
}
// The two fits that need a chain of their own, where there is one: licmc sample wandering, licmc sample qgsjet.
for (const [number, name] of [
  [4, 'wandering'],
  [11, 'qgsjet'],
] as const) {
  const path = join(dirname(chainPath), `${name}.arrow`);
  if (!existsSync(path)) {
    console.error(`${path} is not there: figure-${String(number)}-posterior.png stays as it is`);
    continue;
  }
  const own = openChain(path);
  await write(`figure-${String(number)}-posterior`, numberedFigure(number, own, theme));
  own.close();
}
