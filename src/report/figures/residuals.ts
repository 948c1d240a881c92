/** How far each measurement lies from the model, in units of the error that the likelihood uses. */
import type { ResolvedConfig } from '../../config/resolved.js';
import { compileForward } from '../../inference/forward.js';
import type { Observations } from '../../likelihood/observations.js';
import { observationsOf } from '../../inference/posterior.js';
import { rigidityFromAxis } from '../../physics/rigidity.js';
import type { Species } from '../../physics/rigidity.js';
import { quantiles } from '../../plot/density/quantiles.js';
import { wrapDeg } from './pointwise-quantiles.js';

/** One point: where it is on the figure's axis, (measured - model) / sigma, and whose it is. */
export interface Residual {
  readonly x: number;
  readonly sigmas: number;
  readonly dataset: string;
  readonly experiment: string;
  readonly species: Species | null;
}

export interface Residuals {
  readonly spectrum: readonly Residual[];
  readonly amplitude: readonly Residual[];
  readonly phase: readonly Residual[];
}

/**
 * Residuals against the pointwise posterior median of the prediction at each point, energy scales included; scatter (median)
 * is added to the errors in quadrature, as in the likelihood.
 * @param draws [draws] values of all ids of the configuration, in its order
 */
export function residuals(config: ResolvedConfig, draws: readonly Float64Array[]): Residuals {
  const observations = observationsOf(config);
  const forward = compileForward(config, observations);
  const predictions = draws.map((draw) => {
    forward.values.set(draw);
    const { spectrum, amplitude, phase } = forward.predict();
    return {
      spectrum: spectrum.slice(),
      amplitude: amplitude.slice(),
      phase: phase.slice(),
      scatter: { ...forward.scatter() },
    };
  });
  const scatter = {
    spectrum: medianOf(predictions.map((p) => p.scatter.spectrum)),
    amplitude: medianOf(predictions.map((p) => p.scatter.amplitude)),
    phaseDeg: medianOf(predictions.map((p) => p.scatter.phaseDeg)),
  };
  const center = (of: 'spectrum' | 'amplitude', i: number): number =>
    medianOf(predictions.map((p) => p[of][i]));
  return {
    spectrum: observations.spectrum.points.map(({ species, axis, x }, i) => ({
      x: rigidityFromAxis(axis, x, species),
      sigmas: pull(observations.spectrum, i, center('spectrum', i), scatter.spectrum),
      dataset: observations.spectrum.dataset[i],
      experiment: observations.spectrum.experiment[i],
      species,
    })),
    amplitude: Array.from(observations.amplitude.energyGeV, (x, i) => ({
      x,
      sigmas: pull(observations.amplitude, i, center('amplitude', i), scatter.amplitude),
      dataset: observations.amplitude.dataset[i],
      experiment: observations.amplitude.dataset[i],
      species: null,
    })),
    phase: Array.from(observations.phase.energyGeV, (x, i) => {
      const { measured, lower, dataset } = observations.phase;
      // Around the measured phase, so that the median is not torn apart at +-180 degrees.
      const off = medianOf(predictions.map((p) => wrapDeg(measured[i] - p.phase[i])));
      return {
        x,
        sigmas: off / Math.hypot(lower[i], scatter.phaseDeg),
        dataset: dataset[i],
        experiment: dataset[i],
        species: null,
      };
    }),
  };
}

function pull(o: Observations['amplitude' | 'spectrum'], i: number, model: number, fraction: number): number {
  const side = model > o.measured[i] ? o.upper[i] : o.lower[i];
  return (o.measured[i] - model) / Math.hypot(side, fraction * o.published[i]);
}

function medianOf(values: readonly number[]): number {
  return quantiles(values, [0.5])[0];
}
