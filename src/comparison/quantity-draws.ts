/** The quantities of a chain by name, also those that it holds under another scale. */
import { createDraws } from '../chain/draws.js';
import type { Draws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { chainQuantities } from '../inference/natural-units.js';

/** Unit and where to find it: the column and how its values become the quantity's. */
export interface NamedQuantity {
  readonly id: string;
  readonly unit: string;
  readonly derived: boolean;
}

const logPrefix = 'log10_';

/**
 * Every coordinate, its natural or logarithmic twin, and the derived quantities of a chain. A twin that the chain does not
 * store is computed from the one it does: 10^x always, log10 x where `wanted` asks for it and all draws are positive. So
 * a parameter sampled in log10 in one chain and in its own unit in another can be compared in both.
 * @param wanted names beyond those that the chain has by itself; ones that cannot be computed are left out
 */
export function quantityDraws(
  chain: Chain,
  wanted: readonly string[],
): { readonly quantities: readonly NamedQuantity[]; readonly draws: Draws } {
  const own = chainQuantities(chain.columns);
  const columns = new Map<string, () => Float64Array>(
    own.map(({ id, column }) => [
      id,
      () => (id === column.id ? chain.column(id) : chain.column(column.id).map((x) => 10 ** x)),
    ]),
  );
  const quantities: NamedQuantity[] = own.map(({ id, unit, derived }) => ({ id, unit, derived }));
  for (const id of wanted) {
    const natural = own.find((quantity) => id === logPrefix + quantity.id);
    if (columns.has(id) || natural === undefined) continue;
    if (!chain.column(natural.column.id).every((x) => x > 0)) continue;
    columns.set(id, () => chain.column(natural.column.id).map(Math.log10));
    quantities.push({ id, unit: `log10(${natural.unit})`, derived: true });
  }
  const ids = quantities.map(({ id }) => id);
  return { quantities, draws: createDraws({ ...chain, ids }, (id) => columns.get(id)!()) };
}
