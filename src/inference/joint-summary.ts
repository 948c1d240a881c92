/** What the draws of a chain say about its quantities together, and the best of them. */
import type { ChainColumn } from '../chain/columns.js';
import type { Chain } from '../chain/reader.js';
import { chainQuantities } from './natural-units.js';

/** Rows and columns in the order of `ids`: sampled coordinates, then derived columns. Field names are those of the JSON interface. */
export interface Matrix {
  readonly ids: readonly string[];
  readonly matrix: readonly (readonly number[])[];
}

/** Rows of all columns that are held at once. */
const BLOCK = 65_536;

/** Covariance (divisor n - 1, as the standard deviations) and correlation of the columns of a chain, read once, block by block. */
export function jointSummary(chain: Chain): { readonly covariance: Matrix; readonly correlation: Matrix } {
  const ids = chain.columns.filter(isQuantity).map(({ id }) => id);
  const k = ids.length;
  const perEnsemble = chain.length * chain.walkers;
  const n = chain.ensembles * perEnsemble;
  // Relative to the first draw, so that no digits are lost to a mean far from zero.
  const shift = n === 0 ? [] : ids.map((id) => rowOf(chain, id, 0, 0));
  const sums = new Float64Array(k);
  const products = new Float64Array(k * k);
  for (let ensemble = 0; ensemble < chain.ensembles; ensemble++)
    for (let from = 0; from < perEnsemble; from += BLOCK) {
      const columns = ids.map((id, i) => {
        const rows = new Float64Array(Math.min(BLOCK, perEnsemble - from));
        chain.rows(ensemble, id, from, rows);
        return rows.map((x) => x - shift[i]);
      });
      columns.forEach((x, i) => {
        for (const value of x) sums[i] += value;
        for (let j = 0; j <= i; j++) {
          const y = columns[j];
          let sum = 0;
          for (let row = 0; row < x.length; row++) sum += x[row] * y[row];
          products[i * k + j] += sum;
        }
      });
    }
  const covariance = (i: number, j: number): number =>
    (products[Math.max(i, j) * k + Math.min(i, j)] - (sums[i] * sums[j]) / n) / (n - 1);
  const matrix = (entry: (i: number, j: number) => number): Matrix => ({
    ids,
    matrix: ids.map((_, i) => ids.map((__, j) => entry(i, j))),
  });
  return {
    covariance: matrix(covariance),
    correlation: matrix((i, j) =>
      i === j ? 1 : covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j)),
    ),
  };
}

/** The row of highest posterior. Field names are those of the JSON interface. */
export interface BestRow {
  readonly ensemble: number;
  readonly walker: number;
  readonly step: number;
  /** The densities, and chi2 by observable where the chain has it. */
  readonly densities: Readonly<Record<string, number>>;
  /** Every quantity of the constraints, by id. */
  readonly values: Readonly<Record<string, number>>;
}

/** Null for a chain without draws. */
export function bestRow(chain: Chain): BestRow | null {
  if (chain.length === 0) return null;
  let [ensemble, row, most] = [0, 0, -Infinity];
  chain.pieces('log_posterior', (e, first, rows) => {
    for (let i = 0; i < rows.length; i++)
      if (rows[i] > most) [ensemble, row, most] = [e, first * chain.walkers + i, rows[i]];
  });
  const value = (id: string): number => rowOf(chain, id, ensemble, row);
  const densities = chain.columns.filter(({ kind }) => kind === 'density' || kind === 'term');
  return {
    ensemble,
    walker: row % chain.walkers,
    step: chain.steps[Math.floor(row / chain.walkers)],
    densities: Object.fromEntries(densities.map(({ id }) => [id, value(id)])),
    values: Object.fromEntries(
      chainQuantities(chain.columns).map(({ id, column }) => [
        id,
        id === column.id ? value(id) : 10 ** value(column.id),
      ]),
    ),
  };
}

function isQuantity({ kind }: ChainColumn): boolean {
  return kind === 'coordinate' || kind === 'derived';
}

function rowOf(chain: Chain, id: string, ensemble: number, row: number): number {
  const out = new Float64Array(1);
  chain.rows(ensemble, id, row, out);
  return out[0];
}
