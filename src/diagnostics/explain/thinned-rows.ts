import { viewDraws, type Draws } from '../../chain/draws.js';

/** Rows that comparisons of several columns are made on: 16 thousand tell a correlation to a hundredth, whatever a chain's length. */
const MAX_ROWS = 1 << 14;

/** Some steps of every walker, evenly spaced over the chain. Rows are ordered by walker, then step. */
export interface ThinnedRows {
  /** Rows of one walker. */
  readonly perWalker: number;
  has(id: string): boolean;
  /** [E * W * perWalker] a column; the same array every time, not to be changed. */
  column(id: string): Float64Array;
}

/** Reads each column once, when it is first asked for. */
export function thinRows(draws: Draws): ThinnedRows {
  const series = draws.ensembles * draws.walkers;
  const stride = Math.max(1, Math.ceil((series * draws.length) / MAX_ROWS));
  const perWalker = Math.floor(draws.length / stride);
  const read = new Map<string, Float64Array>();
  return {
    perWalker,
    has: (id) => draws.ids.includes(id),
    column(id) {
      const known = read.get(id);
      if (known !== undefined) return known;
      const rows = new Float64Array(series * perWalker);
      // The last of each stride, so that a chain whose beginning is forgotten is seen at its end.
      viewDraws(draws, Infinity, stride).pieces(id, (e, first, piece) => {
        for (let w = 0; w < draws.walkers; w++) {
          const to = (e * draws.walkers + w) * perWalker + first;
          for (let k = 0, row = w; row < piece.length; k++, row += draws.walkers) rows[to + k] = piece[row];
        }
      });
      read.set(id, rows);
      return rows;
    },
  };
}
