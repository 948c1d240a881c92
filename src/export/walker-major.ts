import type { ChainSource } from './chain-source.js';

/** Room for one group of walkers, in float64 values (64 MB): what bounds the memory of a walker-major export. */
const valuesAtOnce = 8 * 1024 * 1024;

/** Float64 values read at once (8 MB). */
const readAtOnce = 1024 * 1024;

/** Consecutive walkers of one ensemble with all their kept steps; or one walker with some, where all are too many. */
export interface WalkerGroup {
  /** Number of the first walker. */
  readonly first: number;
  readonly count: number;
  /** First kept step, as an index into `ChainSource.steps`, and how many. */
  readonly firstStep: number;
  readonly stepCount: number;
  /** One array [count * stepCount] per requested column, sorted by walker, then step. Overwritten by the next group. */
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
  const walkersAtOnce = Math.max(1, Math.min(W, Math.floor(room / Math.max(1, ids.length * N))));
  const stepsAtOnce = Math.max(1, Math.min(N, Math.floor(room / Math.max(1, ids.length))));
  const columns = ids.map(() => new Float64Array(walkersAtOnce * stepsAtOnce));
  for (let first = 0; first < W; first += walkersAtOnce) {
    const count = Math.min(walkersAtOnce, W - first);
    for (let firstStep = 0; firstStep < N; firstStep += stepsAtOnce) {
      const stepCount = Math.min(stepsAtOnce, N - firstStep);
      const group = { first, count, firstStep, stepCount };
      ids.forEach((id, c) => transpose(source, id, ensemble, group, columns[c]));
      yield { ...group, columns };
    }
  }
}

function transpose(
  source: ChainSource,
  id: string,
  ensemble: number,
  { first, count, firstStep, stepCount }: Omit<WalkerGroup, 'columns'>,
  into: Float64Array,
): void {
  const W = source.walkers;
  const pieceSteps = Math.max(1, Math.floor(readAtOnce / W));
  for (let done = 0; done < stepCount; done += pieceSteps) {
    const steps = Math.min(pieceSteps, stepCount - done);
    const rows = source.read(id, ensemble, firstStep + done, steps);
    for (let w = 0; w < count; w++) {
      for (let n = 0; n < steps; n++) into[w * stepCount + done + n] = rows[n * W + first + w];
    }
  }
}
