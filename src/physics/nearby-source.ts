/** The nearby source, presumably the supernova of Geminga: one burst that diffuses along the field (eqs. 6, 8, 16). */
import { speedOfLight, squareMetre } from '../units.js';
import {
  diffusionAtAngle,
  largeScaleDiffusion,
  localDiffusion,
  type LargeScaleTransport,
  type LocalTransport,
} from './diffusion.js';
import { logInjection, type Injection } from './injection.js';
import { beta, type Species } from './rigidity.js';

export interface NearbySource {
  /** T_n. */
  readonly ageS: number;
  /** r_par: distance along the magnetic field. */
  readonly parallelCm: number;
  /** r_perp: distance across it. */
  readonly perpendicularCm: number;
}

/** The local cloud on the way of those particles. */
export interface LocalCloud {
  readonly transport: LocalTransport;
  /** x: distance from the boundary of the cloud to the Sun. */
  readonly boundaryCm: number;
  /** |u_LSR|, cm/s. */
  readonly speed: number;
  /** Angle between u_LSR and the magnetic field, radians. */
  readonly theta: number;
}

/** u_LSR x / kappa_xx: how strongly the flow of the cloud holds back the particles that diffuse into it (eqs. 6, 16). */
export function convectionDepth(rigidityGV: number, species: Species, cloud: LocalCloud): number {
  const kappaXX = diffusionAtAngle(localDiffusion(rigidityGV, species, cloud.transport), cloud.theta);
  return (cloud.speed * cloud.boundaryCm) / kappaXX;
}

/** Eqs. 6 and 16: natural log of the flux at the Sun, per m^2 s sr GV. Solar modulation is ignored, as in the paper. */
export function logNearbyFlux(
  rigidityGV: number,
  species: Species,
  source: NearbySource,
  injection: Injection,
  transport: LargeScaleTransport,
  cloud: LocalCloud,
): number {
  const speed = beta(rigidityGV, species) * speedOfLight;
  const { parallel, perpendicular } = largeScaleDiffusion(rigidityGV, species, transport);
  const volume = (4 * Math.PI * source.ageS) ** 1.5 * Math.sqrt(parallel) * perpendicular;
  return (
    Math.log((squareMetre * speed) / (4 * Math.PI * volume)) +
    logInjection(rigidityGV, injection) -
    source.parallelCm ** 2 / (4 * parallel * source.ageS) -
    source.perpendicularCm ** 2 / (4 * perpendicular * source.ageS) -
    convectionDepth(rigidityGV, species, cloud)
  );
}
