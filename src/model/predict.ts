/** The model's predictions for people: spectra and dipoles with every contribution, straight from the definition. */
import { InputError, type Problem } from '../errors.js';
import { comptonGettingStreaming, observedDipole, type ObservedDipole } from '../physics/dipole.js';
import {
  fluxJacobian,
  rigidityFromAxis,
  speciesList,
  type Species,
  type SpectrumAxis,
} from '../physics/rigidity.js';
import { add, scale, zero, type Vector } from '../physics/vector.js';
import { componentNames, type Component } from './components.js';
import type { TransportModel } from './parameters.js';
import { logFlux, physicalModel, streaming, type PhysicalModel } from './physical-model.js';
import { dipoleEnergyProblem, spectrumPointProblem } from './points.js';

export interface SpectraRequest {
  /** [parameters] in public units, order of `parameterTable`. */
  readonly values: Float64Array;
  readonly model: TransportModel;
  /** Those switched on; the others contribute 0. Default: all. */
  readonly components?: readonly Component[];
  readonly species: Species;
  readonly axis: SpectrumAxis;
  /** Points on the axis: GV, or GeV. */
  readonly x: readonly number[];
  /** What the points are called in messages. Default: x. */
  readonly where?: string;
}

/** Fluxes per m^2 s sr and GV or GeV of the axis, [x] each. */
export interface SpectraPrediction {
  readonly total: number[];
  readonly components: Record<Component, number[]>;
}

/** Fluxes at the top of the atmosphere (eqs. 1-10, 16). @throws InputError naming every x that no nucleus can have */
export function predictSpectra(request: SpectraRequest): SpectraPrediction {
  const { values, model, components = componentNames, species, axis, x, where = 'x' } = request;
  throwProblems(x.map((value) => spectrumPointProblem(where, { species, axis, x: value })));
  const physics = physicalModel(values, model);
  const flux = (component: Component, value: number): number => {
    if (!components.includes(component)) return 0;
    const log = logFlux(component, rigidityFromAxis(axis, value, species), species, physics);
    return Math.exp(log) * fluxJacobian(axis, value, species);
  };
  const byComponent = recordOf(componentNames, (component) => x.map((value) => flux(component, value)));
  const total = x.map((_, i) => componentNames.reduce((sum, name) => sum + byComponent[name][i], 0));
  return { total, components: byComponent };
}

export interface DipoleRequest {
  /** [parameters] in public units, order of `parameterTable`. */
  readonly values: Float64Array;
  readonly model: TransportModel;
  /** Those switched on; the others contribute neither flux nor dipole. Default: all. */
  readonly components?: readonly Component[];
  /** Total energies. */
  readonly energiesGeV: readonly number[];
  /** What the energies are called in messages. Default: energiesGeV. */
  readonly where?: string;
}

/** The four terms of eq. 15. */
export type DipoleTerm = Component | 'compton_getting';

export const dipoleTerms: readonly DipoleTerm[] = Object.freeze([
  ...componentNames,
  'compton_getting',
] as const);

/** The observed dipole (-xi) of the flux of protons and helium, [energies] each; phases NaN where an amplitude is 0. */
export interface DipolePrediction {
  readonly energy_gev: number[];
  /** Of the projection on the equator. */
  readonly amplitude: number[];
  readonly phase_ra_deg: number[];
  /** Equatorial components of the whole vector. */
  readonly dipole: Vector[];
  /** J_i xi_i / J: as vectors they sum to the total. */
  readonly components: Record<DipoleTerm, { amplitude: number[]; phase_ra_deg: number[]; dipole: Vector[] }>;
}

/** Eq. 15 and its terms. @throws InputError naming every energy that is not above the rest energy of helium */
export function predictDipole(request: DipoleRequest): DipolePrediction {
  const { values, model, components = componentNames, energiesGeV, where = 'energiesGeV' } = request;
  throwProblems(energiesGeV.map((energy) => dipoleEnergyProblem(where, energy)));
  const physics = physicalModel(values, model);
  const terms = energiesGeV.map((energy) => streamingTerms(energy, components, physics));
  const columns = (dipoles: readonly ObservedDipole[]) => ({
    amplitude: dipoles.map((dipole) => dipole.amplitude),
    phase_ra_deg: dipoles.map((dipole) => dipole.phaseRaDeg),
    dipole: dipoles.map((dipole) => dipole.vector),
  });
  const sum = (byTerm: Record<DipoleTerm, Vector>): Vector =>
    dipoleTerms.reduce((total, term) => add(total, byTerm[term]), zero);
  return {
    energy_gev: [...energiesGeV],
    ...columns(terms.map((byTerm) => observedDipole(sum(byTerm)))),
    components: recordOf(dipoleTerms, (term) => columns(terms.map((byTerm) => observedDipole(byTerm[term])))),
  };
}

/**
 * The terms of eq. 15 at one total energy: fluxes per unit energy weigh the streamings of both nuclei. The weights
 * are ratios, formed from logs; where no enabled component has any flux only the Compton-Getting term is left.
 */
function streamingTerms(
  energyGeV: number,
  components: readonly Component[],
  physics: PhysicalModel,
): Record<DipoleTerm, Vector> {
  const parts = speciesList.flatMap((species) => {
    const rigidityGV = rigidityFromAxis('total-energy', energyGeV, species);
    const logJacobian = Math.log(fluxJacobian('total-energy', energyGeV, species));
    return components.map((component) => ({
      component,
      logFlux: logFlux(component, rigidityGV, species, physics) + logJacobian,
      xi: streaming(component, rigidityGV, species, physics),
    }));
  });
  const largest = Math.max(...parts.map((part) => part.logFlux));
  const relative = largest === -Infinity ? [] : parts.map((part) => Math.exp(part.logFlux - largest));
  const total = relative.reduce((sum, flux) => sum + flux, 0);
  return recordOf(dipoleTerms, (term) =>
    term === 'compton_getting'
      ? comptonGettingStreaming(physics.comptonGettingIndex, physics.velocityHC)
      : relative.reduce<Vector>(
          (sum, flux, i) => (parts[i].component === term ? add(sum, scale(flux / total, parts[i].xi)) : sum),
          zero,
        ),
  );
}

function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, Value>;
}

function throwProblems(problems: readonly (Problem | null)[]): void {
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new InputError(found);
}
