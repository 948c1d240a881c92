import { streamRng } from '../math/rng.js';
import type { ChainModel } from './chain-model.js';
import type { ChainSource } from './chain-source.js';
import { auxiliaryDrawsCoordinates, drawsCoordinates } from './draws-array.js';
import type { ChainsAs } from './export-job.js';
import type { Attributes, LabelledArray, LabelledGroup } from './labelled-tree.js';
import { abscissaName, pointCoordinates, setAttributes } from './observed-group.js';
import type { ObservedSet } from './observed-sets.js';
import { pointDensity } from './point-density.js';
import { pointDrawsArray } from './point-draws-array.js';

/** Rows that are replicated: enough for bands at 95 %, small enough to keep. */
const replicates = 2000;

/**
 * Replicated measurements, and the model's own values as `<variable>_model`, at evenly spaced steps of all walkers,
 * about 2000 rows. Draws keep their numbers in the posterior, so that the two can be aligned.
 * @param seed of the random stream of the replicates
 */
export function predictiveGroup(
  source: ChainSource,
  model: ChainModel,
  sets: readonly ObservedSet[],
  chainsAs: ChainsAs,
  seed: string,
  attributes: Attributes,
): LabelledGroup {
  const kept = evenlySpaced(
    source.steps.length,
    Math.round(replicates / (source.ensembles * source.walkers)),
  );
  const part = { ...source, steps: source.steps.filter((_, n) => kept.includes(n)) };
  const { replicated, modelled } = replicate(source, model, sets, kept, seed);
  const { observations } = model;
  return {
    name: 'posterior_predictive',
    attributes,
    auxiliaryCoordinates: [...auxiliaryDrawsCoordinates, ...sets.map(abscissaName)],
    arrays: [
      ...drawsCoordinates(source, chainsAs, kept),
      ...sets.flatMap((set, s): LabelledArray[] => {
        const about = setAttributes(set, observations);
        const array = (values: readonly Float64Array[]): LabelledArray =>
          pointDrawsArray(part, chainsAs, set, about, (p, from, count) =>
            values[p].slice(from, from + count),
          );
        return [
          ...pointCoordinates(set, observations),
          array(replicated[s]),
          { ...array(modelled[s]), name: `${set.variable}_model` },
        ];
      }),
    ],
  };
}

/** `count` indices (at least one) spread evenly over 0 ... length - 1. */
function evenlySpaced(length: number, count: number): number[] {
  const n = Math.min(length, Math.max(1, count));
  return Array.from({ length: n }, (_, i) => Math.floor(((i + 0.5) * length) / n));
}

/** [set][point] arrays over the kept rows, sorted by (ensemble, step, walker). */
function replicate(
  source: ChainSource,
  model: ChainModel,
  sets: readonly ObservedSet[],
  kept: readonly number[],
  seed: string,
): { readonly replicated: Float64Array[][]; readonly modelled: Float64Array[][] } {
  const W = source.walkers;
  const rows = source.ensembles * kept.length * W;
  const empty = (): Float64Array[][] => sets.map((set) => set.points.map(() => new Float64Array(rows)));
  const [replicated, modelled] = [empty(), empty()];
  const theta = new Float64Array(model.coordinates.length);
  let row = 0;
  for (let ensemble = 0; ensemble < source.ensembles; ensemble++) {
    const rng = streamRng(seed, 'export', 'posterior_predictive', ensemble);
    const columns = model.coordinates.map((id) => {
      const all = source.read(id, ensemble);
      return kept.map((n) => all.slice(n * W, (n + 1) * W));
    });
    for (let n = 0; n < kept.length; n++) {
      for (let w = 0; w < W; w++, row++) {
        for (let k = 0; k < theta.length; k++) theta[k] = columns[k][n][w];
        const { prediction, scatter } = model.at(theta);
        sets.forEach((set, s) => {
          const density = pointDensity(model.observations, set, prediction, scatter);
          set.points.forEach((point, p) => {
            modelled[s][p][row] = density.model(point);
            replicated[s][p][row] = density.replicate(point, rng);
          });
        });
      }
    }
  }
  return { replicated, modelled };
}
