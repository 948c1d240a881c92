import type { Observations } from '../likelihood/observations.js';
import { wrapDegrees } from '../likelihood/split-normal.js';
import type { Rng } from '../math/rng.js';
import { longestRun, strongestWindow, sumOfSquares } from './discrepancies.js';
import type { MeasurementGroup } from './measurement-groups.js';
import { pointDensity } from './point-density.js';
import { replicatedData, type NoisyModel } from './replicated-data.js';

/** One discrepancy of one group at every draw, [draws]. */
export interface Discrepancy {
  readonly observed: Float64Array;
  readonly replicated: Float64Array;
}

/** What is compared between measured and replicated data. */
export const discrepancyNames = ['chi2', 'window', 'run'] as const;
export type DiscrepancyName = (typeof discrepancyNames)[number];

/** One measurement at every draw, [draws]. */
export interface PointDraws {
  /** (measured - model)/sigma. */
  readonly pull: Float64Array;
  /** Measured over model, less 1; of a phase measured less model, degrees in (-180, 180]. */
  readonly offset: Float64Array;
  /** ln of the density of the measurement, and the probabilities of a smaller and of a larger one: see `PointDensity`. */
  readonly logDensity: Float64Array;
  readonly below: Float64Array;
  readonly above: Float64Array;
}

export interface ReplicatedPulls {
  /** In the order of the groups. */
  readonly discrepancies: readonly Readonly<Record<DiscrepancyName, Discrepancy>>[];
  /** In the order of the observations. */
  readonly points: Readonly<Record<keyof Observations, readonly PointDraws[]>>;
}

export interface PullsInput {
  readonly observations: Observations;
  readonly groups: readonly MeasurementGroup[];
  readonly draws: number;
  /** The model at a draw; the same arrays at every call. */
  readonly at: (draw: number) => NoisyModel;
  readonly rng: Rng;
}

/** Pulls of the measured data and of data replicated at each draw, and what they say. */
export function replicatePulls({ observations, groups, draws, at, rng }: PullsInput): ReplicatedPulls {
  const observables = ['spectrum', 'amplitude', 'phase'] as const;
  const { prediction, scatter } = at(0);
  const sides = observables.map((observable) => {
    const { measured } = observations[observable];
    const own = [...measured.keys()];
    return {
      observable,
      measured,
      density: pointDensity(observations, { observable, points: own }, prediction, scatter),
      replicatedPull: new Float64Array(measured.length),
      points: own.map((): PointDraws => ({
        pull: new Float64Array(draws),
        offset: new Float64Array(draws),
        logDensity: new Float64Array(draws),
        below: new Float64Array(draws),
        above: new Float64Array(draws),
      })),
    };
  });
  const discrepancies = groups.map(() => ({ chi2: pair(draws), window: pair(draws), run: pair(draws) }));
  const buffers = groups.map(({ points }) => new Float64Array(points.length));
  for (let draw = 0; draw < draws; draw++) {
    const noisy = at(draw);
    const data = replicatedData(observations, noisy, rng);
    for (const { observable, measured, density, replicatedPull, points } of sides) {
      points.forEach((point, i) => {
        const model = density.model(i);
        point.pull[draw] = density.pull(i, measured[i]);
        point.offset[draw] =
          observable === 'phase' ? wrapDegrees(measured[i] - model) : measured[i] / model - 1;
        point.logDensity[draw] = density.logDensity(i);
        // The smaller of the two, with all its digits, gives the other.
        const isBelow = point.pull[draw] < 0;
        const tail = isBelow ? density.below(i, measured[i]) : density.above(i, measured[i]);
        point.below[draw] = isBelow ? tail : 1 - tail;
        point.above[draw] = isBelow ? 1 - tail : tail;
        replicatedPull[i] = density.pull(i, data[observable].measured[i]);
      });
    }
    groups.forEach(({ observable, points: members }, g) => {
      const { replicatedPull, points } = sides[observables.indexOf(observable)];
      const pulls = buffers[g];
      members.forEach((i, k) => (pulls[k] = points[i].pull[draw]));
      store(discrepancies[g], 'observed', draw, pulls);
      members.forEach((i, k) => (pulls[k] = replicatedPull[i]));
      store(discrepancies[g], 'replicated', draw, pulls);
    });
  }
  const [spectrum, amplitude, phase] = sides.map(({ points }) => points);
  return { discrepancies, points: { spectrum, amplitude, phase } };
}

function pair(draws: number): Discrepancy {
  return { observed: new Float64Array(draws), replicated: new Float64Array(draws) };
}

function store(
  out: Readonly<Record<DiscrepancyName, Discrepancy>>,
  side: keyof Discrepancy,
  draw: number,
  pulls: Float64Array,
): void {
  out.chi2[side][draw] = sumOfSquares(pulls);
  out.window[side][draw] = Math.abs(strongestWindow(pulls).strength);
  const { from, to } = longestRun(pulls);
  out.run[side][draw] = to - from;
}
