/** Turns chain files into what the corner plot knows. */
import { basename, extname } from 'node:path';
import { seriesOfWalkers } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { essBulk } from '../diagnostics/ess.js';
import { InputError, show, suggestion } from '../errors.js';
import { modelDefaults, parameterIndex } from '../model/parameters.js';
import { priorColumns } from '../inference/constraints.js';
import { chainQuantities } from '../inference/natural-units.js';
import type { ChainQuantity } from '../inference/natural-units.js';
import { densityAt, kde1d } from '../plot/density/kde-1d.js';
import { createPrior } from '../prior/registry.js';
import type { PriorSpec } from '../prior/registry.js';
import type { CornerChain, CornerMark, CornerParameter } from '../plot/corner/corner-input.js';

/** More than this many parameters are shown only when asked for by name. */
const MOST_BY_DEFAULT = 11;

/** A quantity as figures show it: a column of a chain, its natural value, or its logarithm. */
export interface ShownQuantity extends CornerParameter {
  readonly sampled: boolean;
  /** The column of the chain it is computed from. */
  readonly column: string;
  readonly ofColumn: (values: Float64Array) => Float64Array;
}

/** Where derived quantities end by nature: magnitudes at zero, an angle between two directions at 0 and 180 degrees. */
const NATURAL_ENDS: Readonly<Record<string, readonly [number, number] | undefined>> = {
  x_b: [0, Infinity],
  u_lsr: [0, Infinity],
  kappa_par_10gv: [0, Infinity],
  kappa_par_1pv: [0, Infinity],
  theta_deg: [0, 180],
};

/** Everything a chain can show, by id. Derived magnitudes are there as `log10_<id>` too: some have tails over decades. */
export function shownQuantities(chain: Pick<Chain, 'columns'>): Map<string, ShownQuantity> {
  const quantities = chainQuantities(chain.columns).flatMap((quantity) => {
    const shown = ownQuantity(quantity);
    const magnitude = shown.support[0] === 0 && shown.support[1] === Infinity;
    return magnitude && !shown.sampled ? [shown, logarithm(shown)] : [shown];
  });
  return new Map(quantities.map((q) => [q.id, q]));
}

function ownQuantity({ id, latex, unit, column, derived }: ChainQuantity): ShownQuantity {
  const [lo, hi] = column.support ?? NATURAL_ENDS[id] ?? [-Infinity, Infinity];
  // The natural value of a log10 coordinate ends where the coordinate does.
  const natural = column.id !== id;
  return {
    id,
    latex,
    unit,
    support: natural ? [10 ** lo, 10 ** hi] : [lo, hi],
    sampled: column.kind === 'coordinate' && !derived,
    column: column.id,
    ofColumn: natural ? (values) => values.map((v) => 10 ** v) : (values) => values,
  };
}

function logarithm(quantity: ShownQuantity): ShownQuantity {
  return {
    ...quantity,
    id: `log10_${quantity.id}`,
    latex: `\\log_{10} ${quantity.latex}`,
    unit: `log10(${quantity.unit})`,
    support: [-Infinity, Infinity],
    ofColumn: (values) => quantity.ofColumn(values).map(Math.log10),
  };
}

/** The quantities named, or the sampled coordinates, at most eleven of them. @throws InputError for unknown names */
export function cornerParameters(
  chains: readonly Chain[],
  names: readonly string[] | undefined,
): ShownQuantity[] {
  const known = chains.map(shownQuantities);
  if (names === undefined) {
    return [...known[0].values()].filter(({ sampled }) => sampled).slice(0, MOST_BY_DEFAULT);
  }
  const all = new Map(known.flatMap((quantities) => [...quantities]));
  const unknown = names.filter((name) => !all.has(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        where: '--parameters',
        expected: 'a quantity of the chain',
        got: show(name),
        hint: suggestion(name, [...all.keys()]),
      })),
    );
  }
  return names.map((name) => all.get(name)!);
}

/** A chain as the corner plot sees it: columns on demand, each worth its bulk effective sample size. */
export function cornerChain(chain: Chain): CornerChain {
  const quantities = shownQuantities(chain);
  return {
    label: basename(chain.path, extname(chain.path)),
    column: (id) => {
      const quantity = quantities.get(id);
      return quantity?.ofColumn(chain.column(quantity.column));
    },
    effectiveSize: (id) => {
      const quantity = quantities.get(id);
      // Ranks decide the bulk effective size: it is the same for a coordinate, its natural value and its logarithm.
      return quantity === undefined ? NaN : effectiveSize(chain, quantity.column);
    },
    prior: priorDensities(chain, quantities),
  };
}

/** Densities of the priors: of a coordinate as it is written, of everything else from draws of the prior, as the posterior's. */
function priorDensities(
  chain: Chain,
  quantities: ReadonlyMap<string, ShownQuantity>,
): NonNullable<CornerChain['prior']> {
  let draws: Map<string, Float64Array> | undefined;
  const found = new Map<string, ((x: number) => number) | undefined>();
  const compute = (id: string): ((x: number) => number) | undefined => {
    const quantity = quantities.get(id);
    if (quantity === undefined) return undefined;
    const { prior } = chain.columns.find((column) => column.id === quantity.column)!;
    if (prior !== undefined && prior !== null) {
      const density = createPrior(prior as PriorSpec);
      if (id === quantity.column) return (x) => Math.exp(density.logPdf(x));
      // The natural value x of a coordinate log10 x.
      return (x) => (x > 0 ? Math.exp(density.logPdf(Math.log10(x))) / (x * Math.LN10) : 0);
    }
    draws ??= priorColumns(chain);
    const values = draws.get(quantity.column);
    if (values === undefined) return undefined;
    const shown = quantity.ofColumn(values);
    const density = kde1d(shown, { support: quantity.support, effectiveSize: shown.length });
    return (x) => densityAt(density, x);
  };
  return (id) => {
    if (!found.has(id)) found.set(id, compute(id));
    return found.get(id);
  };
}

/** Draws whose autocorrelation is looked at: a kernel width depends on the fifth root of what comes out. */
const DRAWS_FOR_SIZE = 200_000;

/** Bulk effective size of all walkers, of a long chain estimated from some: walkers of an ensemble are alike. */
function effectiveSize(chain: Chain, column: string): number {
  const walkers = chain.ensembles * chain.walkers;
  const every = Math.ceil((walkers * chain.length) / DRAWS_FOR_SIZE);
  const some = Array.from({ length: walkers }, (_, i) => i).filter((i) => i % every === 0);
  return (essBulk(seriesOfWalkers(chain, column, some)) * walkers) / some.length;
}

/** Table I of the paper, natural and log10. */
export function paperMark(parameters: readonly CornerParameter[]): CornerMark {
  const defaults = modelDefaults('kinetic');
  const natural = (id: string): number => {
    if (id === 'x_b') return defaults[parameterIndex('x_lic')] * defaults[parameterIndex('b_field')];
    const index = parameterIndex(id);
    return index < 0 ? NaN : defaults[index];
  };
  const value = (id: string): number =>
    id.startsWith('log10_') ? Math.log10(natural(id.replace('log10_', ''))) : natural(id);
  return {
    label: 'Xue & Liu (2025), Table I',
    values: Object.fromEntries(parameters.map(({ id }) => [id, value(id)])),
  };
}
