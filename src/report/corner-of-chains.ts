/** Turns chain files into what the corner plot knows. */
import { basename, extname } from 'node:path';
import type { Chain } from '../chain/reader.js';
import { essBulk } from '../diagnostics/ess.js';
import { InputError, show, suggestion } from '../errors.js';
import { modelDefaults, parameterIndex } from '../model/parameters.js';
import { chainQuantities } from '../inference/natural-units.js';
import type { ChainQuantity } from '../inference/natural-units.js';
import type { CornerChain, CornerMark, CornerParameter } from '../plot/corner/corner-input.js';

/** More than this many parameters are shown only when asked for by name. */
const MOST_BY_DEFAULT = 11;

/** Parameters of a corner plot: those named, or the sampled coordinates, at most eleven of them. @throws InputError for unknown names */
export function cornerParameters(
  chains: readonly Chain[],
  names: readonly string[] | undefined,
): CornerParameter[] {
  const known = chains.map((chain) => chainQuantities(chain.columns));
  const all = new Map(known.flat().map((q) => [q.id, q]));
  if (names === undefined) {
    return known[0]
      .filter(({ column, derived }) => column.kind === 'coordinate' && !derived)
      .slice(0, MOST_BY_DEFAULT)
      .map(parameterOf);
  }
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
  return names.map((name) => parameterOf(all.get(name)!));
}

/** Where derived quantities end by nature: magnitudes at zero, an angle between two directions at 0 and 180 degrees. */
const NATURAL_ENDS: Readonly<Record<string, readonly [number, number] | undefined>> = {
  x_b: [0, Infinity],
  u_lsr: [0, Infinity],
  kappa_par_10gv: [0, Infinity],
  kappa_par_1pv: [0, Infinity],
  theta_deg: [0, 180],
};

function parameterOf(quantity: ChainQuantity): CornerParameter {
  const { id, latex, unit, column } = quantity;
  const [lo, hi] = column.support ?? NATURAL_ENDS[id] ?? [-Infinity, Infinity];
  // The natural value of a log10 coordinate ends where the coordinate does.
  const natural = column.id !== id;
  return { id, latex, unit, support: natural ? [10 ** lo, 10 ** hi] : [lo, hi] };
}

/** A chain as the corner plot sees it: columns on demand, each worth its bulk effective sample size. */
export function cornerChain(chain: Chain): CornerChain {
  const quantities = new Map(chainQuantities(chain.columns).map((q) => [q.id, q]));
  return {
    label: basename(chain.path, extname(chain.path)),
    column: (id) => {
      const quantity = quantities.get(id);
      return quantity === undefined ? undefined : inOwnUnit(quantity, chain.column(quantity.column.id));
    },
    effectiveSize: (id) => {
      const quantity = quantities.get(id);
      // Ranks decide the bulk effective size: it is the same for a coordinate and its natural value.
      return quantity === undefined ? NaN : essBulk(chain.walkerSeries(quantity.column.id));
    },
  };
}

/** Draws of a quantity from those of the column it is computed from. */
export function inOwnUnit(quantity: ChainQuantity, values: Float64Array): Float64Array {
  return quantity.column.id === quantity.id ? values : values.map((x) => 10 ** x);
}

/** Table I of the paper, natural and log10. */
export function paperMark(parameters: readonly CornerParameter[]): CornerMark {
  const defaults = modelDefaults('kinetic');
  const value = (id: string): number => {
    const natural = id.replace(/^log10_/, '');
    if (natural === 'x_b') return defaults[parameterIndex('x_lic')] * defaults[parameterIndex('b_field')];
    const index = parameterIndex(natural);
    return index < 0 ? NaN : id === natural ? defaults[index] : Math.log10(defaults[index]);
  };
  return {
    label: 'Xue & Liu (2025), Table I',
    values: Object.fromEntries(parameters.map(({ id }) => [id, value(id)])),
  };
}
