/** The quantities whose sensitivity is shown, and the scale on which they are judged. */
import { viewDraws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { InputError, show, suggestion } from '../errors.js';
import { chainQuantities } from '../inference/natural-units.js';
import type { ChainQuantity } from '../inference/natural-units.js';
import { quantiles } from '../math/quantile.js';

/** What a chain says of the cloud: motion, turbulence, size and field, and the background dipole. */
const ofTheCloud: readonly string[] = ['v_sun', 'u_lsr', 'r_cr', 'x_b', 'x_lic', 'b_field', 'delta_b'];

/** Ratio of the ends of the central 95 % from which on the logarithm of a derived quantity is judged: a standard deviation says little of so long a tail. */
const longTail = 10;

/**
 * The quantities named; by default those of the cloud that vary, else the sampled ones.
 * @throws InputError for unknown names
 */
export function chooseQuantities(chain: Chain, names: readonly string[] | undefined): ChainQuantity[] {
  const all = chainQuantities(chain.columns);
  const find = (id: string): ChainQuantity | undefined => all.find((quantity) => quantity.id === id);
  if (names === undefined) {
    const cloud = ofTheCloud.flatMap((id) => find(id) ?? []).filter(({ column }) => varies(chain, column.id));
    return cloud.length > 0 ? cloud : all.filter(({ derived }) => !derived);
  }
  const unknown = names.filter((name) => find(name) === undefined);
  if (unknown.length > 0)
    throw new InputError(
      unknown.map((name) => ({
        where: '--parameters',
        expected: 'a quantity of the chain',
        got: show(name),
        hint: suggestion(
          name,
          all.map(({ id }) => id),
        ),
      })),
    );
  return names.map((name) => find(name)!);
}

function varies(chain: Chain, id: string): boolean {
  const values = chain.column(id);
  return values.some((x) => x !== values[0]);
}

/** Draws of a column, every stride-th kept step, walker after walker. */
export function columnDraws(chain: Chain, id: string, stride: number): Float64Array {
  const series = viewDraws(chain, Infinity, stride).walkerSeries(id);
  const out = new Float64Array(series.length * series[0].length);
  series.forEach((walker, w) => out.set(walker, w * walker.length));
  return out;
}

/** From draws of its column to draws of the quantity in its own unit. */
export function inOwnUnit({ id, column }: ChainQuantity, values: Float64Array): Float64Array {
  return id === column.id ? values : values.map((x) => 10 ** x);
}

/**
 * Whether a quantity is judged by its logarithm: where it is the natural value of a log10 coordinate, or derived with a tail over a decade.
 * @param values [draws] in its own unit
 */
export function isJudgedInLog({ id, column, derived }: ChainQuantity, values: Float64Array): boolean {
  if (id !== column.id) return true;
  const [low, high] = quantiles(values, [0.025, 0.975]);
  return derived && values.every((x) => x > 0) && high > longTail * low;
}
