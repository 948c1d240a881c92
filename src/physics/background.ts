/** The background of the Galactic disk: leaky box (eqs. 1, 2) behind the solar modulation of the force field (eqs. 3, 4). */
import { speedOfLight, squareMetre } from '../units.js';
import { diffusionCoefficient } from './diffusion.js';
import { logInjection, type Injection } from './injection.js';
import { beta, type Species } from './rigidity.js';

/** The Galaxy as a box that cosmic rays leak out of. */
export interface LeakyBox {
  /** w: supernovae per second. */
  readonly supernovaRatePerS: number;
  /** H_G. */
  readonly thicknessCm: number;
  /** V_G. */
  readonly volumeCm3: number;
  /** D0 of eq. 2, cm^2/s. */
  readonly diffusionAt10GV: number;
}

/**
 * Eq. 1: natural log of the flux in interstellar space, per m^2 s sr GV.
 * Logs, here and for the other components, because far above a cut-off a flux underflows where eq. 15 needs ratios.
 */
export function logInterstellarBackground(
  rigidityGV: number,
  species: Species,
  box: LeakyBox,
  injection: Injection,
): number {
  const speed = beta(rigidityGV, species) * speedOfLight;
  const diffusion = diffusionCoefficient(box.diffusionAt10GV, rigidityGV, species);
  const perInjection =
    (speed * box.supernovaRatePerS * box.thicknessCm ** 2) / (4 * Math.PI * box.volumeCm3 * diffusion);
  return Math.log(squareMetre * perInjection) + logInjection(rigidityGV, injection);
}

/** Eq. 4: the rigidity outside the heliosphere of a particle seen at `rigidityGV`, R^2 = R'^2 + 2 R' phi c/v' + phi^2. */
export function unmodulatedRigidityGV(rigidityGV: number, species: Species, potentialGV: number): number {
  const momentumLike = rigidityGV + (2 * potentialGV) / beta(rigidityGV, species);
  return Math.sqrt(rigidityGV * momentumLike + potentialGV ** 2);
}

/** Eq. 3: natural log of the modulated flux, J(R') = v' R'^2 / (v R^2) J(R), from the log flux outside. */
export function logModulated(
  rigidityGV: number,
  species: Species,
  potentialGV: number,
  logFluxOutside: (rigidityGV: number) => number,
): number {
  const outside = unmodulatedRigidityGV(rigidityGV, species, potentialGV);
  const speedRatio = beta(rigidityGV, species) / beta(outside, species);
  return Math.log(speedRatio) + 2 * Math.log(rigidityGV / outside) + logFluxOutside(outside);
}
