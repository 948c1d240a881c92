import { loadConfig } from '../../config/load.js';
import { checkIds } from '../../config/overrides.js';
import type { Assignment } from '../../config/overrides.js';
import { predictDipole, predictSpectra } from '../../model/predict.js';
import { parameterTable } from '../../model/parameters.js';
import { speciesList } from '../../physics/rigidity.js';
import { themes } from '../../plot/theme.js';
import { checkFigureFile, writeFigure } from '../../plot/write/write-figure.js';
import { configSource } from '../../report/figures/figure-source.js';
import type { ModelPoint } from '../../report/figures/model-curves.js';
import { record } from '../../report/figures/model-curves.js';
import { scanFigure } from '../../report/figures/scan-figure.js';
import { scanColumns, scanPoints } from '../../report/figures/scan-values.js';
import type { RegisterCommand } from '../command.js';
import { parseTheme } from '../figure-options.js';
import { assignments, parseList, parseModel, pointOf } from '../options.js';
import { formatNumber, formatTable } from '../table.js';

/** Where the table of a scan looks at the model: a few decades of each observable. */
const RIGIDITIES_GV = [1e2, 1e3, 1e4, 1e5, 1e6];
const ENERGIES_GEV = [1e3, 1e4, 1e5, 1e6, 1e7];

/** `licmc scan`: what changes with a parameter, as a table and as a figure in columns. */
export const scan: RegisterCommand = (program, report) => {
  program
    .command('scan')
    .description('spectra and dipole for several values of a parameter')
    .argument('<id>', 'parameter (licmc parameters)')
    .requiredOption('--values <LIST>', 'numbers with commas, or log:FROM:TO:N; in the unit of the parameter')
    .option('-o, --out <FILE>', 'figure with one column per value: .svg, .png or .pdf')
    .option(
      '--set <id=value>',
      'moves another parameter; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option('--model <kinetic|wandering>', 'transport inside the cloud', parseModel, 'kinetic' as const)
    .option('--theme <light|dark>', 'colours', parseTheme, themes.light)
    .option('--json', 'print one JSON document')
    .action(async (id, options) => {
      const ids = parameterTable.map((info) => info.id);
      checkIds('scan', [{ id, value: 0 }], ids);
      const values = parseList('--values', options.values);
      if (options.out !== undefined) checkFigureFile(options.out);
      const { measurements, point } = configSource(
        loadConfig(options.model === 'wandering' ? 'wandering' : 'paper'),
      );
      const start = { ...point, model: options.model, values: pointOf(options.model, options.set) };
      const changes = values.map((value) => ({ [id]: value }));
      const rows = scanPoints(start, changes).map((at, k) => ({
        value: values[k],
        spectra: record(speciesList, (species) => ({
          rigidity_gv: RIGIDITIES_GV,
          flux: predictSpectra({ ...at, species, axis: 'rigidity', x: RIGIDITIES_GV }).total,
        })),
        dipole: dipoleAt(at),
      }));
      if (options.out !== undefined) {
        const columns = scanColumns(start, changes);
        await writeFigure(options.out, scanFigure(`Scan of ${id}`, columns, measurements, options.theme));
      }
      const file = options.out === undefined ? {} : { file: options.out };
      report({
        json: { id, ...file, rows },
        text: table(id, rows) + (options.out === undefined ? '' : `\nwrote ${options.out}`),
      });
    });
};

interface DipoleRow {
  readonly energy_gev: readonly number[];
  readonly amplitude: readonly number[];
  readonly phase_ra_deg: readonly number[];
}

function dipoleAt(point: ModelPoint): DipoleRow {
  const { amplitude, phase_ra_deg } = predictDipole({ ...point, energiesGeV: ENERGIES_GEV });
  return { energy_gev: ENERGIES_GEV, amplitude, phase_ra_deg };
}

function table(id: string, rows: readonly { readonly value: number; readonly dipole: DipoleRow }[]): string {
  const titles = [
    id,
    ...ENERGIES_GEV.flatMap((e) => [`A(${e.toExponential(0)})`, `RA(${e.toExponential(0)})`]),
  ];
  const cells = rows.map(({ value, dipole }) => [
    formatNumber(value),
    ...ENERGIES_GEV.flatMap((_, i) => [
      formatNumber(dipole.amplitude[i]),
      formatNumber(dipole.phase_ra_deg[i]),
    ]),
  ]);
  return `${formatTable(
    titles.map((title) => ({ title })),
    cells,
  )}\nA: dipole amplitude, RA: phase in degrees, at total energies in GeV`;
}
