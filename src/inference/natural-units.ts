import type { ChainColumn } from '../chain/columns.js';

/** A quantity with a posterior: a column of the chain, or a log10 column in its natural unit. */
export interface ChainQuantity {
  readonly id: string;
  readonly unit: string;
  readonly latex: string;
  /** True for everything that is not sampled itself. */
  readonly derived: boolean;
  /** The column of the chain it is computed from. */
  readonly column: ChainColumn;
}

const logPrefix = 'log10_';

/** Sampled coordinates, then each log10 coordinate in its natural unit, then the derived columns. */
export function chainQuantities(columns: readonly ChainColumn[]): ChainQuantity[] {
  const own = (column: ChainColumn): ChainQuantity => ({
    id: column.id,
    unit: column.unit,
    latex: column.latex,
    derived: column.kind === 'derived',
    column,
  });
  const coordinates = columns.filter(({ kind }) => kind === 'coordinate');
  const natural = coordinates
    .filter(({ id }) => id.startsWith(logPrefix))
    .map((column) => ({
      id: column.id.slice(logPrefix.length),
      unit: /^log10\((.*)\)$/.exec(column.unit)?.[1] ?? '1',
      latex: column.latex.replace(/^\\log_\{10\}\s*/, ''),
      derived: true,
      column,
    }));
  return [...coordinates.map(own), ...natural, ...columns.filter(({ kind }) => kind === 'derived').map(own)];
}
