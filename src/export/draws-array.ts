import type { ChainSource } from './chain-source.js';
import type { ChainsAs } from './export-job.js';
import type { Attributes, FloatArray, LabelledArray } from './labelled-tree.js';
import { integerCoordinate } from './labelled-tree.js';

/** Float64 values in one chunk: 8 MB, small in memory and few files. */
const chunkValues = 1 << 20;

/** Extent of the (chain, draw) dimensions of a chain. */
export function drawsShape(source: ChainSource, chainsAs: ChainsAs): [number, number] {
  const { ensembles, walkers, steps } = source;
  return chainsAs === 'walker' ? [ensembles * walkers, steps.length] : [ensembles, steps.length * walkers];
}

/**
 * A quantity of every row as an array with dimensions (chain, draw). With walkers as chains, chain = ensemble * W +
 * walker and draw counts kept steps; with ensembles as chains, draw = step * W + walker.
 * @param read [count * W] values of one ensemble for `count` kept steps from index `from`, sorted by step, then walker
 */
export function drawsArray(
  source: ChainSource,
  chainsAs: ChainsAs,
  name: string,
  attributes: Attributes,
  read: (ensemble: number, from: number, count: number) => Float64Array,
): FloatArray {
  const { walkers: W, ensembles: E } = source;
  const N = source.steps.length;
  // Chunks of whole steps: walkers side by side, or one after the other.
  const stepsAtOnce = Math.max(1, Math.min(N, Math.floor(chunkValues / W)));
  const byWalker = chainsAs === 'walker';
  return {
    name,
    type: 'float64',
    dims: ['chain', 'draw'],
    shape: drawsShape(source, chainsAs),
    attributes,
    chunks: byWalker ? [W, stepsAtOnce] : [1, stepsAtOnce * W],
    blocks: function* () {
      for (let ensemble = 0; ensemble < E; ensemble++) {
        for (let first = 0; first < N; first += stepsAtOnce) {
          const count = Math.min(stepsAtOnce, N - first);
          const rows = read(ensemble, first, count);
          yield byWalker
            ? { offset: [ensemble * W, first], shape: [W, count], values: transposed(rows, W, count) }
            : { offset: [ensemble, first * W], shape: [1, count * W], values: rows };
        }
      }
    },
  };
}

/** [step][walker] -> [walker][step] */
function transposed(rows: Float64Array, W: number, count: number): Float64Array {
  const values = new Float64Array(W * count);
  for (let n = 0; n < count; n++) {
    for (let w = 0; w < W; w++) values[w * count + n] = rows[n * W + w];
  }
  return values;
}

/**
 * Coordinates of the (chain, draw) dimensions: their own numbers, and which ensemble, walker and step each stands for.
 * @param kept indices into `source.steps`; all when left out. Draws keep the numbers they have among all.
 */
export function drawsCoordinates(
  source: ChainSource,
  chainsAs: ChainsAs,
  kept: readonly number[] = Array.from(source.steps, (_, n) => n),
): LabelledArray[] {
  const { walkers: W, ensembles: E } = source;
  const count = (n: number, value: (i: number) => number): Int32Array =>
    Int32Array.from({ length: n }, (_, i) => value(i));
  if (chainsAs === 'walker') {
    return [
      integerCoordinate(
        'chain',
        'chain',
        count(E * W, (i) => i),
      ),
      integerCoordinate('draw', 'draw', Int32Array.from(kept)),
      integerCoordinate(
        'ensemble',
        'chain',
        count(E * W, (i) => Math.floor(i / W)),
      ),
      integerCoordinate(
        'walker',
        'chain',
        count(E * W, (i) => i % W),
      ),
      integerCoordinate(
        'step',
        'draw',
        Int32Array.from(kept, (n) => source.steps[n]),
      ),
    ];
  }
  const draws = kept.length * W;
  const keptAt = (i: number): number => kept[Math.floor(i / W)];
  return [
    integerCoordinate(
      'chain',
      'chain',
      count(E, (i) => i),
    ),
    integerCoordinate(
      'draw',
      'draw',
      count(draws, (i) => keptAt(i) * W + (i % W)),
    ),
    integerCoordinate(
      'ensemble',
      'chain',
      count(E, (i) => i),
    ),
    integerCoordinate(
      'walker',
      'draw',
      count(draws, (i) => i % W),
    ),
    integerCoordinate(
      'step',
      'draw',
      count(draws, (i) => source.steps[keptAt(i)]),
    ),
  ];
}

/** Names of `drawsCoordinates` that are not dimensions. */
export const auxiliaryDrawsCoordinates: readonly string[] = ['ensemble', 'walker', 'step'];
