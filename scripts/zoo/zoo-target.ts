/** A target whose posterior is known, and where a user would start its walkers. */
import { readFileSync } from 'node:fs';
import type { Target } from '../../src/target.js';

/** The truth about one coordinate or derived quantity: truth.json, made by make_truth.py without any Monte Carlo. */
export interface Known {
  readonly id: string;
  readonly mean: number;
  readonly sd: number;
  readonly q05: number;
  readonly q95: number;
}

export interface ZooTarget {
  readonly name: string;
  /** What it is there for. */
  readonly description: string;
  readonly target: Target;
  /** Every n-th step is kept with the default mixture: a few rows per autocorrelation time. Divides 20. */
  readonly thin: number;
  /** False where the fourth moment is infinite: then a standard deviation has no standard error, whatever is printed as one. */
  readonly sdHasError: boolean;
}

export interface TruthFile {
  readonly targets: Readonly<
    Record<
      string,
      { readonly quantities: readonly Known[]; readonly points: number[][]; readonly log_density: number[] }
    >
  >;
}

const readTruth = (file: string): TruthFile =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as TruthFile;

export const truth = readTruth('truth.json');
/** Of the held-out set, made by make_held_out_truth.py. */
export const heldOutTruth = readTruth('held-out-truth.json');
/** Of the unseen set, made by make_unseen_truth.py. */
export const unseenTruth = readTruth('unseen-truth.json');

/** The box in which walkers start, uniformly: one for all coordinates or one for each. */
type Box = readonly [number, number];

interface Parts {
  readonly name: string;
  readonly description: string;
  readonly thin: number;
  readonly sdHasError?: boolean;
  readonly start: Box | readonly Box[];
  /** Log density up to a constant of the point at x[at ...]; -Infinity outside the support. */
  readonly logDensity: (x: Float64Array, at: number) => number;
  readonly ids: readonly string[];
  readonly derived?: {
    readonly ids: readonly string[];
    readonly compute: (x: Float64Array, at: number, out: Float64Array, outAt: number) => void;
  };
}

export function zooTarget({
  sdHasError = true,
  name,
  description,
  thin,
  start,
  logDensity,
  ids,
  derived,
}: Parts): ZooTarget {
  const dim = ids.length;
  const quantity = (id: string): { id: string; unit: string; latex: string } => ({
    id,
    unit: '1',
    latex: id,
  });
  const boxes = Array.isArray(start[0]) ? (start as readonly Box[]) : ids.map(() => start as Box);
  return {
    name,
    description,
    thin,
    sdHasError,
    target: {
      coordinates: ids.map((id, k) => ({
        ...quantity(id),
        support: [-Infinity, Infinity] as const,
        prior: null,
        start: (u: number) => boxes[k][0] + u * (boxes[k][1] - boxes[k][0]),
      })),
      terms: [],
      derived: (derived?.ids ?? []).map(quantity),
      evaluate(theta, count, out) {
        for (let i = 0; i < count; i++) {
          out.logPosterior[i] = logDensity(theta, i * dim);
          out.logPrior[i] = NaN;
          out.logLikelihood[i] = NaN;
        }
      },
      derive: derived?.compute ?? (() => undefined),
    },
  };
}
