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
import type { ChainSeries } from '../../src/plot/chain/chain-figures.js';
import {
  acceptanceFigure,
  autocorrelationFigure,
  rankFigure,
  traceFigure,
} from '../../src/plot/chain/chain-figures.js';
import type { Figure } from '../../src/plot/figure.js';
import type { PointsLayer } from '../../src/plot/layers/layer.js';
import { themes } from '../../src/plot/theme.js';
import { figurePng } from '../../src/plot/write/png.js';
import { dipoleLayers, spectrumLayers } from '../../src/report/figures/data-layers.js';
import { phaseDirections, skyDirections } from '../../src/report/figures/directions.js';
import { configSource } from '../../src/report/figures/figure-source.js';
import { CURVE_ENERGIES_GEV, CURVE_RIGIDITIES_GV } from '../../src/report/figures/model-curves.js';
import { dipoleFigure, spectraFigure } from '../../src/report/figures/paper-figures.js';
import { scanFigure } from '../../src/report/figures/scan-figure.js';
import { APPENDIX_SCANS, scanColumns } from '../../src/report/figures/scan-values.js';
import { skyFigure } from '../../src/report/figures/sky-figure.js';

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
writeFileSync(join(folder, 'corner-licmc.png'), await figurePng(figure, 1));
const lines = columns[0].map((_, i) => i);
writeFileSync(
  join(folder, 'draws.csv'),
  [
    parameters.map((p) => p.id).join(','),
    ...Array.from(lines, (i) => columns.map((c) => c[i].toPrecision(8)).join(',')),
  ].join('\n'),
);

const write = async (name: string, figure: Figure): Promise<void> =>
  writeFileSync(join(folder, `${name}-licmc.png`), await figurePng(figure, 1));
const dump = (name: string, content: unknown): void =>
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
const plain = (layers: readonly PointsLayer[]): unknown =>
  layers.map(({ group, open, points }) => ({ group, open, points }));

const source = configSource(loadConfig('paper'));
const { measurements, view, point } = source;
await write('spectra', spectraFigure(source, theme));
dump('spectra', {
  rigidity: CURVE_RIGIDITIES_GV,
  spectra: view.spectra,
  data: plain(spectrumLayers(measurements, theme)),
});

await write('dipole', dipoleFigure(source, theme));
dump('dipole', {
  energy: CURVE_ENERGIES_GEV,
  total: view.dipole,
  terms: view.terms,
  species: view.bySpecies,
  directions: phaseDirections(point),
  amplitude: plain(dipoleLayers(measurements, 'amplitude', false, theme)),
  phase: plain(dipoleLayers(measurements, 'phase', false, theme)),
});

await write('sky', skyFigure(source, theme));
dump('sky', { energy: CURVE_ENERGIES_GEV, vectors: view.vectors[0], directions: skyDirections(point) });

const { title, columns: changes } = APPENDIX_SCANS[9];
const scanned = scanColumns(point, changes);
await write('scan', scanFigure(title, scanned, measurements, theme));
dump('scan', {
  energy: CURVE_ENERGIES_GEV,
  rigidity: CURVE_RIGIDITIES_GV,
  columns: scanned.map(({ view: { spectra, dipole } }, k) => ({ values: changes[k], spectra, dipole })),
});

/** Four ensembles of eight walkers: one quantity that mixes, and one whose last ensemble sits half a sigma off. */
const series = [0, 0.5].map((offset, k): ChainSeries => {
  const rng = streamRng('compare', 'chains', k);
  const walker = (shift: number): Float64Array => {
    let state = rng.normal();
    return Float64Array.from({ length: 500 }, () => {
      state = 0.9 * state + Math.sqrt(1 - 0.9 ** 2) * rng.normal();
      return state + shift;
    });
  };
  return {
    latex: k === 0 ? 'V_\\odot' : '\\log_{10} B',
    unit: k === 0 ? 'km/s' : 'log10(microgauss)',
    ensembles: [0, 0, 0, offset].map((shift) => Array.from({ length: 8 }, () => walker(shift))),
  };
});
const steps = Array.from({ length: 500 }, (_, i) => i + 1);
await write('trace', traceFigure(series, steps, theme));
await write('autocorrelation', autocorrelationFigure(series, 1, theme));
await write('rank', rankFigure(series, theme));
dump(
  'chains',
  series.map(({ ensembles }) => ensembles.map((walkers) => walkers.map((w) => [...w]))),
);

/** Accepted shares of 56 walkers over 2000 steps: three ensembles alike, one with a walker that hardly moves. */
const acceptance = [0, 1, 2, 3].map((e) => {
  const rng = streamRng('compare', 'acceptance', e);
  return Array.from({ length: 56 }, (_, w) =>
    e === 3 && w === 20 ? 0.04 : 0.27 + Math.sqrt((0.27 * 0.73) / 2000) * rng.normal(),
  );
});
await write('acceptance', acceptanceFigure(acceptance, theme));
dump('acceptance', acceptance);
