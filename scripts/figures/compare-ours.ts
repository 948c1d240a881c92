/**
 * One half of the picture pairs in docs/figures/compare: draws from densities in closed form, drawn by licmc, and written as CSV
 * for the other half (compare-theirs.py). npx tsx scripts/figures/compare-ours.ts FOLDER
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.js';
import { streamRng } from '../../src/math/rng.js';
import { corner } from '../../src/plot/corner/corner.js';
import type { CornerParameter } from '../../src/plot/corner/corner-input.js';
import { themes } from '../../src/plot/theme.js';
import { figurePng } from '../../src/plot/write/png.js';
import { configSource } from '../../src/report/figures/figure-source.js';
import { spectrumLayers } from '../../src/report/figures/data-layers.js';
import { CURVE_RIGIDITIES_GV } from '../../src/report/figures/model-curves.js';
import { spectraFigure } from '../../src/report/figures/paper-figures.js';

const folder = process.argv[2] ?? 'docs/figures/compare';
const theme = themes.light;
const N = 20_000;

const parameters: CornerParameter[] = [
  { id: 'v_sun', latex: 'V_\\odot', unit: 'km/s', support: [0, 30] },
  { id: 'log10_x_lic', latex: '\\log_{10}(x/\\mathrm{pc})', unit: '1', support: [-1, 1] },
  { id: 'log10_b_field', latex: '\\log_{10}(B/\\mathrm{\\mu G})', unit: '1', support: [-Infinity, Infinity] },
  { id: 'delta_b', latex: '\\delta_\\mathrm{b}', unit: '1', support: [0, 3e-3] },
];

/** A normal, a uniform between its prior's edges, an oblique ridge cut by them, a normal cut at zero. */
function draw(): Float64Array[] {
  const rng = streamRng('compare');
  const columns = parameters.map(() => new Float64Array(N));
  for (let i = 0; i < N; i++) {
    columns[0][i] = 15 + 0.25 * rng.normal();
    columns[1][i] = 2 * rng.uniform() - 1;
    columns[2][i] = 0.7 - columns[1][i] + 0.07 * rng.normal();
    do columns[3][i] = 2e-4 + 3e-4 * rng.normal();
    while (columns[3][i] < 0);
  }
  return columns;
}

const columns = draw();
const figure = corner({
  parameters,
  chains: [{ label: 'licmc', column: (id) => columns[parameters.findIndex((p) => p.id === id)] }],
  theme,
});
writeFileSync(join(folder, 'corner-licmc.png'), await figurePng(figure, 1.25));
const lines = columns[0].map((_, i) => i);
writeFileSync(
  join(folder, 'draws.csv'),
  [
    parameters.map((p) => p.id).join(','),
    ...Array.from(lines, (i) => columns.map((c) => c[i].toPrecision(8)).join(',')),
  ].join('\n'),
);

const source = configSource(loadConfig('paper'));
writeFileSync(join(folder, 'spectra-licmc.png'), await figurePng(spectraFigure(source, theme), 1.25));
writeFileSync(
  join(folder, 'spectra.json'),
  JSON.stringify({
    rigidity: CURVE_RIGIDITIES_GV,
    spectra: source.view.spectra,
    data: spectrumLayers(source.measurements, theme).map(({ group, open, points }) => ({
      group,
      open,
      points,
    })),
  }),
);
