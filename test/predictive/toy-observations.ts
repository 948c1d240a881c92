import type { Observations } from '../../src/likelihood/observations.js';
import type { NoisyModel } from '../../src/predictive/replicated-data.js';

/** Fluxes of one experiment with errors that differ by side, amplitudes and phases of two; the model is what was published. */
export function toyObservations(fluxes = 12, dipoles = 8): Observations {
  const published = Float64Array.from({ length: fluxes }, (_, i) => 100 / (i + 1));
  const amplitudes = Float64Array.from({ length: dipoles }, (_, i) => 1e-3 * (1 + i / 8));
  const phases = Float64Array.from(
    { length: dipoles },
    (_, i) => 170 + 4 * i - (170 + 4 * i > 180 ? 360 : 0),
  );
  const energyGeV = Float64Array.from({ length: dipoles }, (_, i) => 10 ** (3 + i / 2));
  const dataset = Array.from({ length: dipoles }, (_, i) => (i % 2 === 0 ? 'One' : 'Two'));
  return {
    spectrum: {
      measured: published,
      published,
      lower: published.map((value) => 0.05 * value),
      upper: published.map((value, i) => (0.05 + 0.01 * i) * value),
      dataset: Array.from(published, () => 'Flux'),
      experiment: Array.from(published, () => 'Flux'),
      points: Array.from(published, (_, i) => ({ species: 'p', axis: 'rigidity', x: 100 * 2 ** i })),
    },
    amplitude: {
      measured: amplitudes,
      published: amplitudes,
      lower: amplitudes.map((value) => 0.1 * value),
      upper: amplitudes.map((value) => 0.2 * value),
      dataset,
      energyGeV,
    },
    phase: {
      measured: phases,
      published: phases,
      lower: phases.map(() => 12),
      upper: phases.map(() => 12),
      dataset,
      energyGeV,
    },
  };
}

/** The model that predicts what was published, with some scatter. */
export function toyModel({ spectrum, amplitude, phase }: Observations): NoisyModel {
  return {
    prediction: { spectrum: spectrum.published, amplitude: amplitude.published, phase: phase.published },
    scatter: { spectrum: 0.03, amplitude: 0.1, phaseDeg: 5 },
  };
}
