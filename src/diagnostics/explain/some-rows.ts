import type { ThinnedRows } from './thinned-rows.js';

/** A part of every walker's rows. @param from of 1   @param to of 1 */
export function someRows(rows: ThinnedRows, from: number, to: number): ThinnedRows {
  const [first, end] = [from, to].map((part) => Math.floor(part * rows.perWalker));
  return {
    perWalker: end - first,
    has: (id) => rows.has(id),
    column: (id) =>
      rows.column(id).filter((_, row) => row % rows.perWalker >= first && row % rows.perWalker < end),
  };
}

/** The second half of every walker's rows: where walkers came from, after too short a warm-up, does not blur where they stay. */
export function laterRows(rows: ThinnedRows): ThinnedRows {
  return someRows(rows, 0.5, 1);
}
