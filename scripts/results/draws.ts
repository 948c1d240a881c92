/** Shares and quantiles of functions of the draws. */
import type { Chain } from '../../src/chain/reader.js';
import { essMean } from '../../src/diagnostics/ess.js';
import { quantiles } from '../../src/math/quantile.js';
import { streamRng } from '../../src/math/rng.js';
import { chainQuantities } from '../../src/inference/natural-units.js';

/** Draws of a quantity in its own unit; null where the chain does not have it. */
export function drawsOf(chain: Chain, id: string): Float64Array | null {
  const quantity = chainQuantities(chain.columns).find((q) => q.id === id);
  if (quantity === undefined) return null;
  const values = chain.column(quantity.column.id);
  return quantity.id === quantity.column.id ? values : values.map((x) => 10 ** x);
}

export interface Share {
  readonly share: number;
  /** Monte-Carlo error from the walkers' own series. */
  readonly error: number;
}

/** Share of the posterior in which a column fulfils a condition. */
export function shareWhere(chain: Chain, column: string, is: (x: number) => boolean): Share {
  const indicator = chain.walkerSeries(column).map((walker) => walker.map((x) => (is(x) ? 1 : 0)));
  const total = indicator.reduce((sum, walker) => sum + walker.length, 0);
  const share = indicator.reduce((sum, walker) => sum + walker.reduce((a, b) => a + b, 0), 0) / total;
  const ess = essMean(indicator);
  return { share, error: Number.isNaN(ess) ? 0 : Math.sqrt((share * (1 - share)) / ess) };
}

/** Median and central 68 and 95 %. */
export interface Interval {
  readonly median: number;
  readonly ci68: readonly [number, number];
  readonly ci95: readonly [number, number];
}

export function intervalOf(values: Float64Array): Interval {
  const [a, b, median, c, d] = quantiles(values, [0.025, 0.16, 0.5, 0.84, 0.975]);
  return { median, ci68: [b, c], ci95: [a, d] };
}

/** Draws of a / b with b normal: a quantity of which only the product with another, measured elsewhere, is known. */
export function dividedBy(values: Float64Array, mean: number, sd: number): Float64Array {
  const rng = streamRng('results', 'outside measurement');
  return values.map((x) => x / (mean + sd * rng.normal()));
}

/**
 * Where a value lies in a posterior: the number of standard deviations of a normal with as much probability beyond it on its side,
 * found from quantiles; negative below the median. Beyond the draws it is that of the last draw, and `beyond` says so.
 */
export function placeOf(
  values: Float64Array,
  value: number,
): { readonly tail: number; readonly beyond: boolean } {
  let below = 0;
  for (const x of values) if (x < value) below++;
  const share = below / values.length;
  return { tail: Math.min(share, 1 - share), beyond: below === 0 || below === values.length };
}
