import { streamRng } from '../math/rng.js';
import type { ChainModel } from '../inference/chain-model.js';
import type { ChainSource } from './chain-source.js';
import { auxiliaryDrawsCoordinates, drawsCoordinates } from './draws-array.js';
import type { ChainsAs } from './export-job.js';
import type { Attributes, LabelledArray, LabelledGroup } from './labelled-tree.js';
import { abscissaName, pointCoordinates, setAttributes } from './observed-group.js';
import type { ObservedSet } from '../predictive/observed-sets.js';
import type { NumberSpool } from './number-spool.js';
import { replicatedData } from '../predictive/replicated-data.js';
import { pointDrawsArray } from './point-draws-array.js';
import type { Progress } from './progress.js';

/** What the group is made of. */
export interface PredictiveInput {
  readonly source: ChainSource;
  readonly model: ChainModel;
  readonly sets: readonly ObservedSet[];
  readonly chainsAs: ChainsAs;
  /** About how many rows get replicates, whole steps of all walkers: spread evenly, at least one step, at most all. */
  readonly replicates: number;
  /** Of the random stream of the replicates. */
  readonly seed: string;
  /** Empty; read from until the group is written. */
  readonly spool: NumberSpool;
  readonly progress: Progress;
  readonly attributes: Attributes;
}

/**
 * Replicated measurements, and the model's own values as `<variable>_model`, at evenly spaced steps of all walkers. Draws
 * keep their numbers in the posterior, so that the two can be aligned.
 */
export function predictiveGroup(input: PredictiveInput): LabelledGroup {
  const { source, model, sets, chainsAs, spool, attributes } = input;
  const kept = predictiveSteps(source, input.replicates);
  const part = { ...source, steps: Uint32Array.from(kept, (n) => source.steps[n]) };
  const places = replicate(input, kept);
  const { observations } = model;
  return {
    name: 'posterior_predictive',
    attributes,
    auxiliaryCoordinates: [...auxiliaryDrawsCoordinates, ...sets.map(abscissaName)],
    arrays: [
      ...drawsCoordinates(source, chainsAs, kept),
      ...sets.flatMap((set, s): LabelledArray[] => {
        const about = setAttributes(set, observations);
        const array = (place: (s: number, p: number) => number): LabelledArray =>
          pointDrawsArray(part, chainsAs, set, about, (p, from, count) =>
            spool.read(place(s, p) + from, count),
          );
        return [
          ...pointCoordinates(set, observations),
          array(places.replicated),
          { ...array(places.modelled), name: `${set.variable}_model` },
        ];
      }),
    ],
  };
}

/** Indices of the steps whose rows are replicated. */
export function predictiveSteps(source: ChainSource, replicates: number): number[] {
  return evenlySpaced(source.steps.length, Math.round(replicates / (source.ensembles * source.walkers)));
}

/** `count` indices (at least one) spread evenly over 0 ... length - 1. */
function evenlySpaced(length: number, count: number): number[] {
  const n = Math.min(length, Math.max(1, count));
  return Array.from({ length: n }, (_, i) => Math.floor(((i + 0.5) * length) / n));
}

/** Where the first kept row of a point's values lies in the spool; those of the others follow in order of the chain. */
interface Places {
  readonly replicated: (set: number, point: number) => number;
  readonly modelled: (set: number, point: number) => number;
}

/** Rows computed between two writes to the spool. */
const rowsAtOnce = 4096;

/** Fills the spool over the kept rows, sorted by (ensemble, step, walker). */
function replicate(
  { source, model, sets, seed, spool, progress }: PredictiveInput,
  kept: readonly number[],
): Places {
  const W = source.walkers;
  const rows = source.ensembles * kept.length * W;
  const columns = sets.flatMap((set, s) => set.points.map((point) => ({ s, point })));
  const firstColumn = sets.map((_, s) => columns.findIndex((column) => column.s === s));
  const stepsAtOnce = Math.max(1, Math.floor(rowsAtOnce / W));
  const theta = new Float64Array(model.coordinates.length);
  for (let ensemble = 0; ensemble < source.ensembles; ensemble++) {
    const rng = streamRng(seed, 'export', 'posterior_predictive', ensemble);
    for (let first = 0; first < kept.length; first += stepsAtOnce) {
      const steps = kept.slice(first, first + stepsAtOnce);
      const [replicated, modelled] = [0, 1].map(() => columns.map(() => new Float64Array(steps.length * W)));
      steps.forEach((n, i) => {
        const coordinates = model.coordinates.map((id) => source.read(id, ensemble, n, 1));
        for (let w = 0; w < W; w++) {
          for (let k = 0; k < theta.length; k++) theta[k] = coordinates[k][w];
          const noisy = model.at(theta);
          const data = replicatedData(model.observations, noisy, rng);
          columns.forEach(({ s, point }, c) => {
            const { observable } = sets[s];
            modelled[c][i * W + w] = noisy.prediction[observable][point];
            replicated[c][i * W + w] = data[observable].measured[point];
          });
        }
      });
      const at = (ensemble * kept.length + first) * W;
      columns.forEach((_, c) => {
        spool.write(c * rows + at, replicated[c]);
        spool.write((columns.length + c) * rows + at, modelled[c]);
      });
      progress.advance(steps.length * W);
    }
  }
  return {
    replicated: (s, p) => (firstColumn[s] + p) * rows,
    modelled: (s, p) => (columns.length + firstColumn[s] + p) * rows,
  };
}
