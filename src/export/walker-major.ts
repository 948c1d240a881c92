import type { ChainSource } from './chain-source.js';

/** Room for one group of walkers, in float64 values (128 MB): what bounds the memory of a walker-major export. */
const valuesAtOnce = 16 * 1024 * 1024;

/** Consecutive walkers of one ensemble with all their kept steps. */
export interface WalkerGroup {
  /** Number of the first walker. */
  readonly first: number;
  readonly count: number;
  /** One array [count * N] per requested column, sorted by walker, then step. Overwritten by the next group. */
  readonly columns: readonly Float64Array[];
}

/**
 * The rows of one ensemble walker by walker. A chain file is sorted by step, so this is a transposition; it reads one
 * column at a time and takes as many walkers per pass as fit into the room, so memory stays bounded for any length.
 * @param ids columns, in the order of `WalkerGroup.columns`
 */
export function* walkerMajor(
  source: ChainSource,
  ids: readonly string[],
  ensemble: number,
  room = valuesAtOnce,
): Generator<WalkerGroup> {
  const W = source.walkers;
  const N = source.steps.length;
  const perGroup = Math.max(1, Math.min(W, Math.floor(room / Math.max(1, ids.length * N))));
  const columns = ids.map(() => new Float64Array(perGroup * N));
  for (let first = 0; first < W; first += perGroup) {
    const count = Math.min(perGroup, W - first);
    ids.forEach((id, c) => {
      const rows = source.read(id, ensemble);
      for (let w = 0; w < count; w++) {
        for (let n = 0; n < N; n++) columns[c][w * N + n] = rows[n * W + first + w];
      }
    });
    yield { first, count, columns };
  }
}
