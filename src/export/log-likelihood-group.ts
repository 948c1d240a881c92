import { InputError } from '../errors.js';
import type { ChainModel } from '../inference/chain-model.js';
import type { ChainSource } from './chain-source.js';
import { sourceRows } from './chain-source.js';
import { auxiliaryDrawsCoordinates, drawsArray, drawsCoordinates } from './draws-array.js';
import type { ChainsAs } from './export-job.js';
import type { Attributes, LabelledArray, LabelledGroup } from './labelled-tree.js';
import { abscissaName, pointCoordinates, setAttributes } from './observed-group.js';
import type { ObservedSet } from '../predictive/observed-sets.js';
import type { NumberSpool } from './number-spool.js';
import { pointDensity } from '../predictive/point-density.js';
import { pointDrawsArray } from './point-draws-array.js';
import type { Progress } from './progress.js';
import { stepMajor } from './step-major.js';

/** Relative difference that another order of the same sums explains (measured 3e-15 with 340 points), with room. */
const tolerance = 1e-9;

/** What the group is made of. */
export interface LogLikelihoodInput {
  readonly source: ChainSource;
  readonly model: ChainModel;
  readonly sets: readonly ObservedSet[];
  readonly chainsAs: ChainsAs;
  /** One number per measurement instead of one per data set: what leave-one-out validation needs, and much larger. */
  readonly pointwise: boolean;
  /** Empty; read from until the group is written. */
  readonly spool: NumberSpool;
  readonly progress: Progress;
  readonly attributes: Attributes;
}

/**
 * The log likelihood of every row by data set, recomputed.
 * @throws InputError when the sum is not the log_likelihood of the chain: then data or code are not those it was drawn with
 */
export function logLikelihoodGroup(input: LogLikelihoodInput): LabelledGroup {
  const { source, model, sets, chainsAs, pointwise, spool } = input;
  const firstColumn = evaluate(input);
  const { observations } = model;
  const { walkers: W } = source;
  const N = source.steps.length;
  const rows = sourceRows(source);
  return {
    name: 'log_likelihood',
    attributes: input.attributes,
    auxiliaryCoordinates: [...auxiliaryDrawsCoordinates, ...(pointwise ? sets.map(abscissaName) : [])],
    arrays: [
      ...drawsCoordinates(source, chainsAs),
      ...sets.flatMap((set, s): LabelledArray[] => {
        const { dataset, observable } = setAttributes(set, observations);
        const about = { dataset, observable };
        if (!pointwise) {
          return [
            drawsArray(source, chainsAs, set.variable, about, (e, from, count) =>
              spool.read(s * rows + (e * N + from) * W, count * W),
            ),
          ];
        }
        return [
          ...pointCoordinates(set, observations),
          pointDrawsArray(source, chainsAs, set, about, (point, from, count) =>
            spool.read((firstColumn[s] + point) * rows + from, count),
          ),
        ];
      }),
    ],
  };
}

/** Fills the spool column after column, each of all rows. Returns the column of the first point of each set (pointwise only). */
function evaluate({ source, model, sets, pointwise, spool, progress }: LogLikelihoodInput): number[] {
  const theta = new Float64Array(model.coordinates.length);
  const first = model.at(firstRow(source, model));
  const densities = sets.map((set) => pointDensity(model.observations, set, first.prediction, first.scatter));
  const firstColumn: number[] = [];
  let columns = 0;
  for (const set of sets) {
    firstColumn.push(columns);
    columns += pointwise ? set.points.length : 1;
  }
  const W = source.walkers;
  for (const block of stepMajor(source, [...model.coordinates, 'log_likelihood'])) {
    const rows = block.stepCount * W;
    const from = (block.ensemble * source.steps.length + block.firstStep) * W;
    for (let start = 0; start < rows; start += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, rows - start);
      const out = Array.from({ length: columns }, () => new Float64Array(count));
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < theta.length; k++) theta[k] = block.columns[k][start + i];
        model.at(theta);
        let total = 0;
        sets.forEach((set, s) => {
          set.points.forEach((point, p) => {
            const value = densities[s].logDensity(point);
            out[firstColumn[s] + (pointwise ? p : 0)][i] += value;
            total += value;
          });
        });
        check(total, block.columns[theta.length][start + i], from + start + i, source);
      }
      out.forEach((values, column) => spool.write(column * sourceRows(source) + from + start, values));
      progress.advance(count);
    }
  }
  return firstColumn;
}

/** Rows computed between two writes to the spool. */
const rowsAtOnce = 4096;

function firstRow(source: ChainSource, model: ChainModel): Float64Array {
  return Float64Array.from(model.coordinates, (id) => source.read(id, 0, 0, 1)[0]);
}

function check(total: number, stored: number, row: number, source: ChainSource): void {
  if (Math.abs(total - stored) <= tolerance * Math.max(1, Math.abs(stored))) return;
  throw new InputError({
    where: source.path,
    expected: `log_likelihood ${total} in row ${row} of ${sourceRows(source)}, as this version computes it from the stored configuration`,
    got: String(stored),
    hint: 'Data or code changed since the chain was drawn; export with --only-chain, or with the version that drew it.',
  });
}
