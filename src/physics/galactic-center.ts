/** The source at the Galactic centre: one burst that diffuses isotropically (eqs. 9, 10). */
import { speedOfLight, squareMetre } from '../units.js';
import { diffusionCoefficient } from './diffusion.js';
import { logInjection, type Injection } from './injection.js';
import { beta, type Species } from './rigidity.js';

export interface CenterSource {
  /** T_c. */
  readonly ageS: number;
  /** r_c. */
  readonly distanceCm: number;
}

/** Eq. 9: natural log of the flux at the Sun, per m^2 s sr GV. @param diffusionAt10GV D0 of eq. 2, cm^2/s */
export function logCenterFlux(
  rigidityGV: number,
  species: Species,
  source: CenterSource,
  injection: Injection,
  diffusionAt10GV: number,
): number {
  const speed = beta(rigidityGV, species) * speedOfLight;
  const spread = 4 * source.ageS * diffusionCoefficient(diffusionAt10GV, rigidityGV, species);
  return (
    Math.log((squareMetre * speed) / (4 * Math.PI)) +
    logInjection(rigidityGV, injection) -
    1.5 * Math.log(Math.PI * spread) -
    source.distanceCm ** 2 / spread
  );
}
