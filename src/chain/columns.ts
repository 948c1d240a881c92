/** Which columns a chain has: the part of the file contract (chains/README.md) that follows from the target. */
import type { Quantity, Target } from '../target.js';

/**
 * What a column holds: which walker and step (`index`), a log density (`density`), another number the density reports
 * (`term`), a sampled coordinate, or a function of the coordinates (`derived`).
 */
export type ColumnKind = 'index' | 'density' | 'term' | 'coordinate' | 'derived';

/** One column of a chain. */
export interface ChainColumn extends Quantity {
  readonly kind: ColumnKind;
  /** Coordinates only: the prior as plain JSON, null when the density came without one. */
  readonly prior?: unknown;
  /** Coordinates only: open interval outside of which the posterior vanishes; +-Infinity when unbounded. */
  readonly support?: readonly [number, number];
}

/** The columns that say where a row belongs; they come first. */
export const indexColumns: readonly ChainColumn[] = [
  { id: 'ensemble', unit: '1', latex: '\\mathrm{ensemble}', kind: 'index' },
  { id: 'walker', unit: '1', latex: '\\mathrm{walker}', kind: 'index' },
  { id: 'step', unit: '1', latex: '\\mathrm{step}', kind: 'index' },
];

/** The columns every density has. */
export const densityColumns: readonly ChainColumn[] = [
  { id: 'log_posterior', unit: '1', latex: '\\ln p(\\theta|d)', kind: 'density' },
  { id: 'log_prior', unit: '1', latex: '\\ln \\pi(\\theta)', kind: 'density' },
  { id: 'log_likelihood', unit: '1', latex: '\\ln L(\\theta)', kind: 'density' },
];

/**
 * All columns of a target's chain in file order: index, densities, terms, coordinates, derived quantities.
 * @throws RangeError when two columns would have the same name
 */
export function chainColumns(
  target: Pick<Target, 'coordinates' | 'terms' | 'derived'>,
): readonly ChainColumn[] {
  const columns: ChainColumn[] = [
    ...indexColumns,
    ...densityColumns,
    ...target.terms.map((term) => column(term, 'term')),
    ...target.coordinates.map((coordinate) => ({
      ...column(coordinate, 'coordinate'),
      prior: coordinate.prior,
      support: coordinate.support,
    })),
    ...target.derived.map((derived) => column(derived, 'derived')),
  ];
  const seen = new Set<string>();
  for (const { id } of columns) {
    if (seen.has(id)) throw new RangeError(`chainColumns: two columns are called '${id}'`);
    seen.add(id);
  }
  return columns;
}

function column({ id, unit, latex }: Quantity, kind: ColumnKind): ChainColumn {
  return { id, unit, latex, kind };
}
