import { streamRng } from '../math/rng.js';
import type { Quantity } from '../target.js';
import type { Prior } from '../prior/prior.js';
import type { SourceColumn } from './chain-source.js';
import { columnAttributes } from './inference-tree.js';
import type { Attributes, LabelledGroup } from './labelled-tree.js';
import { integerCoordinate, wholeArray } from './labelled-tree.js';

/** Draws from the prior: one chain of this many. */
const draws = 4000;

/** What the prior group is made of. */
export interface PriorInput {
  /** The sampled coordinates, and the prior of each. */
  readonly coordinates: readonly SourceColumn[];
  readonly priors: readonly Prior[];
  readonly derived: readonly Quantity[];
  /** Derived quantities of the row that starts at theta[at] into out[outAt ...]; as in `Target`. */
  readonly derive: (theta: Float64Array, at: number, out: Float64Array, outAt: number) => void;
  readonly seed: string;
  readonly attributes: Attributes;
}

/** Independent draws from the prior of every coordinate, with the derived quantities that follow. */
export function priorGroup({
  coordinates,
  priors,
  derived,
  derive,
  seed,
  attributes,
}: PriorInput): LabelledGroup {
  const D = coordinates.length;
  const rng = streamRng(seed, 'export', 'prior');
  const values = [...coordinates, ...derived].map(() => new Float64Array(draws));
  const theta = new Float64Array(D);
  const out = new Float64Array(derived.length);
  for (let i = 0; i < draws; i++) {
    for (let k = 0; k < D; k++) values[k][i] = theta[k] = priors[k].quantile(rng.uniform());
    derive(theta, 0, out, 0);
    for (let k = 0; k < derived.length; k++) values[D + k][i] = out[k];
  }
  const about = [
    ...coordinates.map((column) => [column.id, columnAttributes(column)] as const),
    ...derived.map((q) => [q.id, { units: q.unit, latex: q.latex, licmc_column: q.id }] as const),
  ];
  return {
    name: 'prior',
    attributes,
    auxiliaryCoordinates: [],
    arrays: [
      integerCoordinate('chain', 'chain', Int32Array.of(0)),
      integerCoordinate(
        'draw',
        'draw',
        Int32Array.from({ length: draws }, (_, i) => i),
      ),
      ...about.map(([name, attributesOfColumn], k) =>
        wholeArray({ name, dims: ['chain', 'draw'], shape: [1, draws] }, values[k], attributesOfColumn),
      ),
    ],
  };
}
