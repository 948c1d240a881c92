import type { ChainSource } from './chain-source.js';
import { drawsShape } from './draws-array.js';
import type { ChainsAs } from './export-job.js';
import type { Attributes, FloatArray } from './labelled-tree.js';
import { pointDim } from './observed-group.js';
import type { ObservedSet } from '../predictive/observed-sets.js';

/** Float64 values in one chunk, 8 MB. */
const chunkValues = 1 << 20;

/**
 * A number of every row and every point of a set, with dimensions (chain, draw, point).
 * @param read values of one point (its place in the set) for `count` rows from row `from` of the chain on, sorted by
 * (ensemble, step, walker)
 */
export function pointDrawsArray(
  source: ChainSource,
  chainsAs: ChainsAs,
  set: ObservedSet,
  attributes: Attributes,
  read: (point: number, from: number, count: number) => Float64Array,
): FloatArray {
  const W = source.walkers;
  const N = source.steps.length;
  const P = set.points.length;
  const [chains, draws] = drawsShape(source, chainsAs);
  // Whole steps of one ensemble per chunk: W walkers side by side, or one after the other.
  const stepsAtOnce = Math.max(1, Math.min(N, Math.floor(chunkValues / (W * P))));
  return {
    name: set.variable,
    type: 'float64',
    dims: ['chain', 'draw', pointDim(set)],
    shape: [chains, draws, P],
    attributes,
    chunks: chainsAs === 'walker' ? [W, stepsAtOnce, P] : [1, stepsAtOnce * W, P],
    blocks: function* () {
      for (let ensemble = 0; ensemble < source.ensembles; ensemble++) {
        for (let first = 0; first < N; first += stepsAtOnce) {
          const count = Math.min(stepsAtOnce, N - first);
          const values = new Float64Array(count * W * P);
          for (let p = 0; p < P; p++) {
            const rows = read(p, (ensemble * N + first) * W, count * W);
            for (let n = 0; n < count; n++) {
              for (let w = 0; w < W; w++) {
                const draw = chainsAs === 'walker' ? w * count + n : n * W + w;
                values[draw * P + p] = rows[n * W + w];
              }
            }
          }
          yield chainsAs === 'walker'
            ? { offset: [ensemble * W, first, 0], shape: [W, count, P], values }
            : { offset: [ensemble, first * W, 0], shape: [1, count * W, P], values };
        }
      }
    },
  };
}
