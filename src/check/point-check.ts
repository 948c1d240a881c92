import type { Observations } from '../likelihood/observations.js';
import { median } from '../math/quantile.js';
import { mean } from '../math/sum.js';
import type { Species } from '../physics/rigidity.js';
import { leftOutPull, type LeftOutPull } from '../predictive/leave-one-out-pull.js';
import { abscissa } from '../predictive/measurement-groups.js';
import type { ReplicatedPulls } from '../predictive/replicate-pulls.js';

/** One measurement. Field names are those of the JSON interface. */
export interface PointCheck extends LeftOutPull {
  readonly dataset: string;
  readonly observable: keyof Observations;
  readonly species: Species | null;
  /** Rigidity in GV of a flux, total energy in GeV of a dipole. */
  readonly x: number;
  readonly measured: number;
  /** (measured - model)/sigma on the side of the model, scatter included: mean over the posterior. */
  readonly pull: number;
  /** Measured over model, less 1; of a phase measured less model in degrees: median over the posterior. */
  readonly offset: number;
}

/** All measurements, in the order of the observations. */
export function checkPoints(observations: Observations, { points }: ReplicatedPulls): PointCheck[] {
  return (['spectrum', 'amplitude', 'phase'] as const).flatMap((observable) =>
    points[observable].map((draws, i): PointCheck => ({
      dataset: observations[observable].dataset[i],
      observable,
      species: observable === 'spectrum' ? observations.spectrum.points[i].species : null,
      x: abscissa(observations, observable, i),
      measured: observations[observable].measured[i],
      pull: mean(draws.pull),
      offset: median(draws.offset),
      ...leftOutPull(draws),
    })),
  );
}
