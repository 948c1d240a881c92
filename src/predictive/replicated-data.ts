import type { Prediction, Scatter } from '../likelihood/likelihood.js';
import type { Observations } from '../likelihood/observations.js';
import type { Rng } from '../math/rng.js';
import { pointDensity } from './point-density.js';

/** The model at a point of parameter space, energy scales included, and the scatter there. */
export interface NoisyModel {
  readonly prediction: Prediction;
  readonly scatter: Readonly<Scatter>;
}

/**
 * Synthetic measurements in the place of the published ones: a draw of every point from the density that the likelihood
 * assigns to it given the model (see `pointDensity`). Only `measured` differs, so that the likelihood compiled from them is that
 * same density: its errors, and what the scatter is a fraction of, stay the published ones. Of `measured` nothing is used.
 * One uniform per point: spectra, amplitudes, phases, in order.
 */
export function replicatedData(
  observations: Observations,
  { prediction, scatter }: NoisyModel,
  rng: Rng,
): Observations {
  const draw = (observable: keyof Observations): Float64Array => {
    const points = [...observations[observable].measured.keys()];
    const density = pointDensity(observations, { observable, points }, prediction, scatter);
    return Float64Array.from(points, (point) => density.replicate(point, rng));
  };
  const [spectrum, amplitude, phase] = (['spectrum', 'amplitude', 'phase'] as const).map(draw);
  return {
    spectrum: { ...observations.spectrum, measured: spectrum },
    amplitude: { ...observations.amplitude, measured: amplitude },
    phase: { ...observations.phase, measured: phase },
  };
}
