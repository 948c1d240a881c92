/** A failure of the model as a sentence. */
import type { Failure, Region } from './find-failures.js';
import type { GroupCheck } from './group-check.js';

/** Regions that a sentence names, the strongest ones. */
const MOST_REGIONS = 4;

/** @param draws replicates, which say how small a p-value may be called */
export function describeFailure(
  failure: Omit<Failure, 'message'>,
  { chi2, run }: Pick<GroupCheck, 'chi2' | 'run'>,
  draws: number,
): string {
  const { kinds, n, regions, p } = failure;
  const strongest = [...regions].sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
  const named = strongest.slice(0, MOST_REGIONS);
  const parts = regions
    .filter((region) => named.includes(region))
    .map((region) => describeRegion(failure, region));
  if (regions.length > named.length) parts.push(`${regions.length - named.length} weaker ones`);
  const keepsSide = kinds.includes('run') && !kinds.includes('window');
  if (keepsSide)
    parts.push(
      `up to ${run.observed.toFixed(0)} neighbours on one side of the model, ${run.replicated.toFixed(0)} in replicated data`,
    );
  const scale = `chi2 ${chi2.observed.toFixed(1)} for ${count(n)}, ${chi2.replicated.toFixed(1)} in replicated data`;
  if (kinds.includes('scatter')) parts.push(scale);
  if (kinds.includes('too_close')) parts.push(scale, 'its errors are too large, or move together');
  return `${subjectOf(failure)}: ${parts.join('; ')} (p ${describeP(p, draws)}).`;
}

/** "phases of IceCube", "all helium fluxes". */
export function subjectOf({
  dataset,
  observable,
  species,
}: Pick<Failure, 'dataset' | 'observable' | 'species'>): string {
  const what = {
    spectrum: `${species === 'he' ? 'helium' : 'proton'} fluxes`,
    amplitude: 'amplitudes',
    phase: 'phases',
  }[observable];
  return dataset === null ? `all ${what} together` : `${what} of ${dataset}`;
}

function describeRegion({ dataset, observable }: Omit<Failure, 'message'>, region: Region): string {
  const { from, to, n, offset, strength, datasets } = region;
  const unit = observable === 'spectrum' ? 'GV' : 'GeV';
  const isNarrow = short(from) === short(to);
  const where = isNarrow ? `at ${short(from)} ${unit}` : `from ${short(from)} to ${short(to)} ${unit}`;
  const whose = dataset === null ? ` of ${datasets.join(', ')}` : '';
  return `${where} measured ${describeOffset(observable, offset)} (${count(n)}${whose}, ${Math.abs(strength).toFixed(1)} sigma${n === 1 ? '' : ' together'})`;
}

/** "12 % above the model", "4.2 times the model", "41 degrees from the model, toward larger right ascension". */
function describeOffset(observable: Failure['observable'], offset: number): string {
  if (observable === 'phase')
    return `${Math.abs(offset).toFixed(0)} degrees from the model, toward ${offset > 0 ? 'larger' : 'smaller'} right ascension`;
  if (offset >= 1) return `${(1 + offset).toFixed(1)} times the model`;
  const percent = 100 * Math.abs(offset);
  return `${percent.toFixed(percent < 9.5 ? 1 : 0)} % ${offset > 0 ? 'above' : 'below'} the model`;
}

/** "= 0.0021", or "< 0.00025" where no replicate was as extreme. */
export function describeP(p: number, draws: number): string {
  return p <= 1 / (draws + 1) ? `< ${(1 / draws).toPrecision(2)}` : `= ${p.toPrecision(2)}`;
}

function count(n: number): string {
  return n === 1 ? '1 point' : `${n} points`;
}

/** A rigidity or an energy with two digits: "3.1e5", "250". */
export function short(x: number): string {
  return x >= 1e4 ? x.toExponential(1).replace('e+', 'e') : String(Number(x.toPrecision(2)));
}
