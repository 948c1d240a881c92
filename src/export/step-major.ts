import type { ChainSource } from './chain-source.js';

/** Consecutive rows of the chain in its own order. */
export interface RowBlock {
  readonly ensemble: number;
  /** First kept step of the block, as an index into `ChainSource.steps`. */
  readonly firstStep: number;
  readonly stepCount: number;
  /** One array [stepCount * W] per column. */
  readonly columns: readonly Float64Array[];
}

/** Room for the columns of one ensemble, in float64 values (32 MB): beyond it an ensemble is read in several passes. */
const valuesAtOnce = 4 * 1024 * 1024;

/**
 * All rows in chain order (ensemble, step, walker), in blocks of whole steps of one ensemble, so that
 * memory is bounded for any length.
 * @param room float64 values that a block may hold
 */
export function* stepMajor(
  source: ChainSource,
  ids: readonly string[],
  ensembles = allEnsembles(source),
  room = valuesAtOnce,
): Generator<RowBlock> {
  const W = source.walkers;
  const N = source.steps.length;
  const perBlock = Math.max(1, Math.min(N, Math.floor(room / Math.max(1, ids.length * W))));
  for (const ensemble of ensembles) {
    for (let firstStep = 0; firstStep < N; firstStep += perBlock) {
      const stepCount = Math.min(perBlock, N - firstStep);
      const columns = ids.map((id) => source.read(id, ensemble, firstStep, stepCount));
      yield { ensemble, firstStep, stepCount, columns };
    }
  }
}

function allEnsembles(source: ChainSource): readonly number[] {
  return Array.from({ length: source.ensembles }, (_, ensemble) => ensemble);
}
