/** Quantities of the cloud that follow from the parameters and that every chain carries beside them. */
import { diffusionCoefficient } from '../physics/diffusion.js';
import { azimuthDeg, equatorialToGalactic, elevationDeg } from '../physics/directions.js';
import type { Quantity } from '../target.js';
import { degree, kmPerS } from '../units.js';
import type { Medium } from './medium.js';

/**
 * x B is the only combination of the two that the kinetic model feels. The coefficients are the local model's own
 * (D_par under wandering), for protons. The direction of u_LSR is Galactic, its longitude in [0, 360).
 */
export const derivedQuantities: readonly Quantity[] = Object.freeze([
  { id: 'x_b', unit: 'pc microgauss', latex: 'x\\,B' },
  { id: 'u_lsr', unit: 'km/s', latex: 'u_\\mathrm{LSR}' },
  { id: 'theta_deg', unit: 'deg', latex: '\\theta' },
  { id: 'kappa_par_10gv', unit: 'cm^2/s', latex: '\\kappa_\\parallel(10\\,\\mathrm{GV})' },
  { id: 'kappa_par_1pv', unit: 'cm^2/s', latex: '\\kappa_\\parallel(1\\,\\mathrm{PV})' },
  { id: 'u_lsr_l_deg', unit: 'deg', latex: 'l(u_\\mathrm{LSR})' },
  { id: 'u_lsr_b_deg', unit: 'deg', latex: 'b(u_\\mathrm{LSR})' },
]);

/** Writes the derived quantities of a medium to out[at ...], in their order; allocates nothing. Angles are NaN at rest. */
export function computeDerived(medium: Medium, out: Float64Array, at: number): void {
  const { velocity, speed, along, across, parallelAt10GV } = medium;
  const acrossSpeed = Math.sqrt(across[0] * across[0] + across[1] * across[1] + across[2] * across[2]);
  const x = galacticComponent(0, velocity);
  const y = galacticComponent(1, velocity);
  const z = galacticComponent(2, velocity);
  out[at] = medium.distanceTimesField;
  out[at + 1] = speed / kmPerS;
  out[at + 2] = speed === 0 ? NaN : Math.atan2(acrossSpeed, along) / degree;
  out[at + 3] = diffusionCoefficient(parallelAt10GV, 10, 'p');
  out[at + 4] = diffusionCoefficient(parallelAt10GV, 1e6, 'p');
  out[at + 5] = fullCircleDeg(azimuthDeg(x, y));
  out[at + 6] = elevationDeg(x, y, z);
}

/** From (-180, 180] to [0, 360): an angle so close below 0 that 360 degrees more would round to 360 is 0. */
function fullCircleDeg(angle: number): number {
  const turned = angle < 0 ? angle + 360 : angle;
  return turned === 360 ? 0 : turned;
}

function galacticComponent(i: number, equatorial: Float64Array): number {
  const row = equatorialToGalactic[i];
  return row[0] * equatorial[0] + row[1] * equatorial[1] + row[2] * equatorial[2];
}
