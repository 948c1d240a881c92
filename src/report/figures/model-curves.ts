/** What the model predicts along an axis: the curves of the figures, before they have colours. */
import type { Component } from '../../model/components.js';
import { componentNames } from '../../model/components.js';
import type { TransportModel } from '../../model/parameters.js';
import { logFlux, physicalModel, streaming } from '../../model/physical-model.js';
import type { DipoleTerm } from '../../model/predict.js';
import { dipoleTerms, predictDipole, predictSpectra } from '../../model/predict.js';
import { comptonGettingStreaming, observedDipole } from '../../physics/dipole.js';
import type { Species } from '../../physics/rigidity.js';
import { fluxJacobian, rigidityFromAxis, speciesList } from '../../physics/rigidity.js';
import type { Vector } from '../../physics/vector.js';
import { add, scale, zero } from '../../physics/vector.js';

/** A point of parameter space with what is switched on. */
export interface ModelPoint {
  /** [parameters] in public units, order of `parameterTable`. */
  readonly values: Float64Array;
  readonly model: TransportModel;
  readonly components: readonly Component[];
}

/** Rigidities of the spectral curves, GV: 26 per decade from 1 GV to 100 PV. */
export const CURVE_RIGIDITIES_GV: readonly number[] = logSpaced(1, 1e8, 208);

/** Total energies of the dipole curves, GeV. */
export const CURVE_ENERGIES_GEV: readonly number[] = logSpaced(100, 2e9, 190);

/** R^2.7 J on CURVE_RIGIDITIES_GV for one nucleus, m^-2 s^-1 sr^-1 GV^1.7. */
export interface SpectrumCurves {
  readonly total: readonly number[];
  readonly components: Readonly<Record<Component, readonly number[]>>;
}

/** Amplitude (times 1000) and phase (degrees) on CURVE_ENERGIES_GEV. */
export interface DipoleCurve {
  readonly amplitude: readonly number[];
  readonly phase: readonly number[];
}

/** Factor by which spectra are multiplied in the paper's figures. */
export function spectralWeight(rigidityGV: number): number {
  return rigidityGV ** 2.7;
}

/** Amplitudes are shown in units of this. */
export const AMPLITUDE_UNIT = 1e-3;

export function spectrumCurves(point: ModelPoint, species: Species): SpectrumCurves {
  const weights = CURVE_RIGIDITIES_GV.map(spectralWeight);
  const weighted = (flux: readonly number[]): number[] => flux.map((f, i) => f * weights[i]);
  const { total, components } = predictSpectra({
    ...point,
    species,
    axis: 'rigidity',
    x: CURVE_RIGIDITIES_GV,
  });
  return {
    total: weighted(total),
    components: record(componentNames, (name) => weighted(components[name])),
  };
}

export function dipoleCurves(point: ModelPoint): {
  readonly total: DipoleCurve;
  readonly terms: Readonly<Record<DipoleTerm, DipoleCurve>>;
  /** Observed dipole vectors, equatorial, [energies]. */
  readonly vectors: readonly Vector[];
} {
  const prediction = predictDipole({ ...point, energiesGeV: CURVE_ENERGIES_GEV });
  const curve = (d: { amplitude: number[]; phase_ra_deg: number[] }): DipoleCurve => ({
    amplitude: d.amplitude.map((a) => a / AMPLITUDE_UNIT),
    phase: d.phase_ra_deg,
  });
  return {
    total: curve(prediction),
    terms: record(dipoleTerms, (term) => curve(prediction.components[term])),
    vectors: prediction.dipole,
  };
}

/** Eq. 15 with the sum over one nucleus only: the anisotropy of protons, or of helium. */
export function speciesDipole(point: ModelPoint, species: Species): DipoleCurve {
  const physics = physicalModel(point.values, point.model);
  const observed = CURVE_ENERGIES_GEV.map((energy) => {
    const rigidityGV = rigidityFromAxis('total-energy', energy, species);
    const logJacobian = Math.log(fluxJacobian('total-energy', energy, species));
    const logs = point.components.map((c) => logFlux(c, rigidityGV, species, physics) + logJacobian);
    const largest = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - largest));
    const sum = weights.reduce((a, b) => a + b, 0);
    const xi = point.components.reduce<Vector>(
      (total, c, i) => add(total, scale(weights[i] / sum, streaming(c, rigidityGV, species, physics))),
      zero,
    );
    return observedDipole(add(xi, comptonGettingStreaming(physics.comptonGettingIndex, physics.velocityHC)));
  });
  return {
    amplitude: observed.map((d) => d.amplitude / AMPLITUDE_UNIT),
    phase: observed.map((d) => d.phaseRaDeg),
  };
}

/** A phase curve with NaN between points on either side of +-180 degrees, so that no line crosses the panel. */
export function brokenAtWrap(x: readonly number[], phase: readonly number[]): { x: number[]; y: number[] } {
  const out: { x: number[]; y: number[] } = { x: [], y: [] };
  phase.forEach((value, i) => {
    if (i > 0 && Math.abs(value - phase[i - 1]) > 180) {
      out.x.push(x[i]);
      out.y.push(NaN);
    }
    out.x.push(x[i]);
    out.y.push(value);
  });
  return out;
}

export function logSpaced(from: number, to: number, steps: number): number[] {
  const [a, b] = [Math.log10(from), Math.log10(to)];
  return Array.from({ length: steps + 1 }, (_, i) => 10 ** (a + ((b - a) * i) / steps));
}

export function record<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, Value>;
}

export { speciesList };
