import { isSampled } from '../config/resolved.js';
import type { ResolvedConfig } from '../config/resolved.js';
import type { Prediction, Scatter } from '../likelihood/likelihood.js';
import { energyScaleId } from '../likelihood/nuisances.js';
import type { Observations } from '../likelihood/observations.js';
import { compileAnisotropy, predictAnisotropy } from '../model/anisotropy.js';
import { computeDerived } from '../model/derived.js';
import { createMedium, setMedium, type Medium } from '../model/medium.js';
import { parameterTable } from '../model/parameters.js';
import { compileSpectrum, predictSpectrum } from '../model/spectrum.js';

/** The model at the points of some observations, for parameter values that the caller writes into `values`. */
export interface Forward {
  /** [ids] current values of all parameters in their own units, first those of the model; write, then predict. */
  readonly values: Float64Array;
  /** Index of a parameter in `values`. @throws RangeError for an unknown id */
  indexOf(id: string): number;
  /** Model values at the current parameters; the same arrays at every call. */
  predict(): Prediction;
  /** Scatter at the current parameters; the same object at every call. */
  scatter(): Readonly<Scatter>;
  /** What the model needs of the current parameters; the same object at every call. */
  medium(): Medium;
  /** Derived quantities at the current parameters. */
  derive(out: Float64Array, outAt: number): void;
}

/** Compiles the forward model of a configuration; `values` start at its fixed values and starts. */
export function compileForward(config: ResolvedConfig, observations: Observations): Forward {
  const ids = Object.keys(config.parameters);
  const values = Float64Array.from(Object.values(config.parameters), (s) =>
    isSampled(s) ? s.start : s.value,
  );
  const modelValues = values.subarray(0, parameterTable.length);
  const indexOf = (id: string): number => {
    const index = ids.indexOf(id);
    if (index < 0)
      throw new RangeError(`compileForward: expected a parameter of the configuration, got '${id}'`);
    return index;
  };
  const medium = createMedium();
  const spectrumGrid = compileSpectrum(observations.spectrum.points);
  const dipole = compileDipole(observations);
  const shiftSlots = Int32Array.from(observations.spectrum.experiment, (e) => indexOf(energyScaleId(e)));
  const isShifted = new Set(shiftSlots);
  const canShift = [...isShifted].some(
    (slot) => isSampled(config.parameters[ids[slot]]) || values[slot] !== 0,
  );
  const shift = canShift ? new Float64Array(shiftSlots.length) : null;
  const prediction: Prediction = {
    spectrum: new Float64Array(observations.spectrum.measured.length),
    amplitude: new Float64Array(observations.amplitude.measured.length),
    phase: new Float64Array(observations.phase.measured.length),
  };
  const scatterSlots = ['scatter_spectrum', 'scatter_amplitude', 'scatter_phase_deg'].map(indexOf);
  const scatter: Scatter = { spectrum: 0, amplitude: 0, phaseDeg: 0 };
  const updateMedium = (): Medium => {
    setMedium(medium, modelValues, config.model);
    return medium;
  };
  return {
    values,
    indexOf,
    medium: updateMedium,
    predict() {
      updateMedium();
      if (shift !== null) for (let i = 0; i < shift.length; i++) shift[i] = values[shiftSlots[i]];
      predictSpectrum(spectrumGrid, medium, config.components, shift, prediction.spectrum);
      dipole.predict(medium, config.components, prediction);
      return prediction;
    },
    scatter() {
      scatter.spectrum = values[scatterSlots[0]];
      scatter.amplitude = values[scatterSlots[1]];
      scatter.phaseDeg = values[scatterSlots[2]];
      return scatter;
    },
    derive(out, outAt) {
      computeDerived(updateMedium(), out, outAt);
    },
  };
}

/** Amplitudes and phases are measured at (nearly) the same energies: the model is computed once per distinct energy. */
function compileDipole({ amplitude, phase }: Observations) {
  const energies = [...new Set([...amplitude.energyGeV, ...phase.energyGeV])];
  const grid = compileAnisotropy(energies);
  const amplitudeAt = Int32Array.from(amplitude.energyGeV, (e) => energies.indexOf(e));
  const phaseAt = Int32Array.from(phase.energyGeV, (e) => energies.indexOf(e));
  const amplitudes = new Float64Array(energies.length);
  const phases = new Float64Array(energies.length);
  return {
    predict(medium: Medium, components: ResolvedConfig['components'], out: Prediction): void {
      predictAnisotropy(grid, medium, components, amplitudes, phases);
      for (let i = 0; i < amplitudeAt.length; i++) out.amplitude[i] = amplitudes[amplitudeAt[i]];
      for (let i = 0; i < phaseAt.length; i++) out.phase[i] = phases[phaseAt[i]];
    },
  };
}
