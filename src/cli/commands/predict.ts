import type { Command } from '@commander-js/extra-typings';
import { openChain } from '../../chain/reader.js';
import { checkChain, defaultReplicates } from '../../check/check-chain.js';
import { InputError, show, suggestion } from '../../errors.js';
import type { Assignment } from '../../config/overrides.js';
import { componentNames } from '../../model/components.js';
import type { TransportModel } from '../../model/parameters.js';
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
import { chainDipole, chainSpectra } from '../posterior-prediction.js';
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
    );
  group
    .command('check', { isDefault: true })
    .description('posterior predictive check of a chain: what is done without a subcommand')
    .option('--chain <CHAIN>', 'chain file')
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
    .option('--at <LIST>', 'points: numbers with commas, or log:FROM:TO:N; with --chain default: its data')
    .option('--axis <axis>', `${spectrumAxes.join(', ')} (GV or GeV)`, 'rigidity')
    .option(
      '--set <id=value>',
      'moves a parameter, in its own unit; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option('--model <kinetic|wandering>', 'transport inside the cloud (default: kinetic)', parseModel)
    .option('--chain <CHAIN>', 'bands of 68 and 95 % of a posterior in place of one curve')
    .option('--error <fraction>', 'with --chain: relative error of a measurement', atLeastZero('--error'), 0)
    .option('--seed <N>', 'with --chain: of the noise', '1')
    .option('--json', 'print one JSON document')
    .action((options) => {
      const species = oneOf('--species', options.species, speciesList);
      const axis = oneOf('--axis', options.axis, spectrumAxes);
      if (options.chain !== undefined) {
        refuseMoves(options);
        const x = options.at === undefined ? null : parseList('--at', options.at);
        const chosen = { ...options, chain: options.chain, phaseError: 0 };
        report(chainSpectra(chosen, species, axis, x, fluxUnits[axis]));
        return;
      }
      const x = parseList('--at', needed(options.at));
      const model = options.model ?? 'kinetic';
      const { total, components } = predictSpectra({
        where: '--at',
        values: pointOf(model, options.set),
        model,
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
    .option(
      '--at <LIST>',
      'total energies in GeV: numbers with commas, or log:FROM:TO:N; with --chain default: its data',
    )
    .option(
      '--set <id=value>',
      'moves a parameter, in its own unit; repeatable',
      assignments('--set'),
      [] as readonly Assignment[],
    )
    .option('--model <kinetic|wandering>', 'transport inside the cloud (default: kinetic)', parseModel)
    .option('--chain <CHAIN>', 'bands of 68 and 95 % of a posterior in place of one curve')
    .option('--error <fraction>', 'with --chain: relative error of a measurement', atLeastZero('--error'), 0)
    .option('--phase-error <degrees>', 'with --chain: error of a phase', atLeastZero('--phase-error'), 0)
    .option('--seed <N>', 'with --chain: of the noise', '1')
    .option('--json', 'print one JSON document')
    .action((options) => {
      if (options.chain !== undefined) {
        refuseMoves(options);
        const energies = options.at === undefined ? null : parseList('--at', options.at);
        report(chainDipole({ ...options, chain: options.chain }, energies));
        return;
      }
      const energiesGeV = parseList('--at', needed(options.at));
      const model = options.model ?? 'kinetic';
      const dipole = predictDipole({
        where: '--at',
        values: pointOf(model, options.set),
        model,
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

function needed(at: string | undefined): string {
  if (at !== undefined) return at;
  throw new InputError({
    where: '--at',
    expected: 'points: numbers with commas, or log:FROM:TO:N',
    got: 'none',
    hint: 'With --chain alone the points of its data are taken.',
  });
}

/** A chain brings its model and its values. */
function refuseMoves({ set, model }: { set: readonly Assignment[]; model?: TransportModel }): void {
  const given = [...(set.length > 0 ? ['--set'] : []), ...(model === undefined ? [] : ['--model'])];
  if (given.length === 0) return;
  throw new InputError(
    given.map((option) => ({
      where: option,
      expected: 'no such option beside --chain',
      got: option,
      hint: 'A chain brings its model and its values.',
    })),
  );
}

/** A number of at least 0; for commander's option(). */
function atLeastZero(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= 0 && value < Infinity) return value;
    throw new InputError({ where: option, expected: 'a number of at least 0', got: show(text) });
  };
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
