import type { Command } from '@commander-js/extra-typings';
import { openChain } from '../../chain/reader.js';
import { checkChain, defaultReplicates } from '../../check/check-chain.js';
import { InputError, show, suggestion } from '../../errors.js';
import type { Assignment } from '../../config/overrides.js';
import { componentNames } from '../../model/components.js';
import { dipoleTerms, predictDipole, predictSpectra } from '../../model/predict.js';
import { spectrumAxes, speciesList } from '../../physics/rigidity.js';
import type { Theme } from '../../plot/theme.js';
import { themes } from '../../plot/theme.js';
import { checkFigureFile, writeFigure } from '../../plot/write/write-figure.js';
import { checkFigure } from '../../report/figures/check-figure.js';
import { describeCheck } from '../check-text.js';
import type { Report } from '../command.js';
import { parseTheme } from '../figure-options.js';
import { assignments, parseList, parseModel, pointOf, wholeNumber } from '../options.js';
import { chainNotes } from '../running-note.js';
import { formatNumber, formatTable } from '../table.js';

const fluxUnits = {
  rigidity: 'm^-2 s^-1 sr^-1 GV^-1',
  'total-energy': 'm^-2 s^-1 sr^-1 GeV^-1',
  'kinetic-energy': 'm^-2 s^-1 sr^-1 GeV^-1',
  'kinetic-energy-per-nucleon': 'm^-2 s^-1 sr^-1 (GeV/n)^-1',
} as const;

/** `licmc predict`: the model at chosen points, and what the posterior of a chain predicts for its own data. */
export function predict(program: Command, report: Report): void {
  const group = program
    .command('predict')
    .description(
      'model spectra or dipole anisotropy at given points; with --chain alone, what a chain predicts for its own data, and what it fails to explain',
    )
    // Options behind a subcommand are the subcommand's.
    .enablePositionalOptions()
    .option('--chain <CHAIN>', 'chain file: posterior predictive check')
    .option('--replicates <N>', 'replicated data sets', wholeNumber('--replicates', 100), defaultReplicates)
    .option('--seed <N>', 'of the replicated data', '1')
    .option('-o, --out <FILE>', 'also draws it: a file ending in .svg, .png or .pdf')
    .option('--theme <light|dark>', 'colours', parseTheme, themes.light)
    .option('--json', 'print one JSON document')
    .action((options) => check(options, report));
  spectra(group, report);
  anisotropy(group, report);
}

interface CheckOptions {
  readonly chain?: string;
  readonly replicates: number;
  readonly seed: string;
  readonly out?: string;
  readonly theme: Theme;
}

async function check(
  { chain: path, replicates, seed, out, theme }: CheckOptions,
  report: Report,
): Promise<void> {
  if (path === undefined)
    throw new InputError({
      where: 'licmc predict',
      expected: '`spectra` or `anisotropy` with points, or --chain CHAIN',
      got: 'neither',
    });
  if (out !== undefined) checkFigureFile(out);
  const chain = openChain(path);
  try {
    chainNotes(chain);
    const result = checkChain(chain, { replicates, seed });
    if (out !== undefined) await writeFigure(out, checkFigure(result, theme));
    const text = describeCheck(result);
    report({
      json: out === undefined ? result : { ...result, file: out },
      text: out === undefined ? text : `${text}\n\nwrote ${out}`,
    });
  } finally {
    chain.close();
  }
}

function spectra(group: Command, report: Report): void {
  group
    .command('spectra')
    .description('fluxes of protons or helium, total and by component')
    .requiredOption('--species <p|he>', 'nucleus')
    .requiredOption('--at <LIST>', 'points: numbers with commas, or log:FROM:TO:N')
    .option('--axis <axis>', `${spectrumAxes.join(', ')} (GV or GeV)`, 'rigidity')
    .option(
      '--set <id=value>',
      'moves a parameter, in its own unit; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option('--model <kinetic|wandering>', 'transport inside the cloud', parseModel, 'kinetic' as const)
    .option('--json', 'print one JSON document')
    .action((options) => {
      const species = oneOf('--species', options.species, speciesList);
      const axis = oneOf('--axis', options.axis, spectrumAxes);
      const x = parseList('--at', options.at);
      const { total, components } = predictSpectra({
        where: '--at',
        values: pointOf(options.model, options.set),
        model: options.model,
        species,
        axis,
        x,
      });
      const rows = x.map((value, i) => [
        value,
        total[i],
        ...componentNames.map((name) => components[name][i]),
      ]);
      const titles = [axis === 'rigidity' ? 'R/GV' : `${axis}/GeV`, 'total', ...componentNames];
      report({
        json: { species, axis, x, total, components, flux_unit: fluxUnits[axis] },
        text: `${table(titles, rows)}\nflux unit: ${fluxUnits[axis]}`,
      });
    });
}

function anisotropy(group: Command, report: Report): void {
  group
    .command('anisotropy')
    .description('dipole amplitude and phase at total energies, total and by component')
    .requiredOption('--at <LIST>', 'total energies in GeV: numbers with commas, or log:FROM:TO:N')
    .option(
      '--set <id=value>',
      'moves a parameter, in its own unit; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option('--model <kinetic|wandering>', 'transport inside the cloud', parseModel, 'kinetic' as const)
    .option('--json', 'print one JSON document')
    .action((options) => {
      const energiesGeV = parseList('--at', options.at);
      const dipole = predictDipole({
        where: '--at',
        values: pointOf(options.model, options.set),
        model: options.model,
        energiesGeV,
      });
      const rows = energiesGeV.map((energy, i) => [
        energy,
        dipole.amplitude[i],
        dipole.phase_ra_deg[i],
        ...dipoleTerms.flatMap((term) => [
          dipole.components[term].amplitude[i],
          dipole.components[term].phase_ra_deg[i],
        ]),
      ]);
      const titles = ['E/GeV', 'amplitude', 'RA/deg', ...dipoleTerms.flatMap((term) => [term, 'RA/deg'])];
      report({ json: dipole, text: table(titles, rows) });
    });
}

function table(titles: readonly string[], rows: readonly (readonly number[])[]): string {
  return formatTable(
    titles.map((title) => ({ title })),
    rows.map((row) => row.map((value) => formatNumber(value))),
  );
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new InputError({
    where: option,
    expected: names.join(', '),
    got: show(text),
    hint: suggestion(text, names),
  });
}
