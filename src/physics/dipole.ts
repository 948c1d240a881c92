/**
 * The dipole of each contribution (eqs. 11-15, 17) as the direction in which particles *stream*. What experiments
 * plot is where the excess comes from: `observedDipole` turns the sign, once.
 */
import { speedOfLight } from '../units.js';
import { diffusionAtAngle, diffusionTensor, type FieldDiffusion } from './diffusion.js';
import { azimuthDeg } from './directions.js';
import { angleBetween, add, apply, dot, norm, scale, zero, type Vector } from './vector.js';

/**
 * Eqs. 11 and 17: the streaming from the nearby source, -(3/v) kappa . u_LSR / kappa_xx with the tensor of eq. 5.
 * This form needs no sin(theta) in a denominator. Zero where the cloud is at rest.
 * @param kappa the local coefficients at the particle's rigidity   @param speed v of the particle, cm/s
 * @param velocity u_LSR, cm/s   @param b unit vector along the field
 */
export function nearbyStreaming(kappa: FieldDiffusion, speed: number, velocity: Vector, b: Vector): Vector {
  if (norm(velocity) === 0) return zero;
  const kappaXX = diffusionAtAngle(kappa, angleBetween(velocity, b));
  return scale(-3 / (speed * kappaXX), apply(diffusionTensor(kappa, b), velocity));
}

/** Eqs. 11 and 17 as printed, with e_perp = (x - cos(theta) b)/sin(theta) and x = u_LSR/|u_LSR|; not for theta = 0 or pi. */
export function nearbyStreamingUnitForm(
  kappa: FieldDiffusion,
  speed: number,
  velocity: Vector,
  b: Vector,
): Vector {
  const theta = angleBetween(velocity, b);
  const kappaXX = diffusionAtAngle(kappa, theta);
  const u = norm(velocity);
  const ePerp = perpendicularDirection(velocity, b);
  return scale(
    -3 / speed,
    add(
      scale((kappa.parallel / kappaXX) * u * Math.cos(theta), b),
      scale((kappa.perpendicular / kappaXX) * u * Math.sin(theta), ePerp),
    ),
  );
}

/** e_perp of eq. 11: the unit vector across the field in the plane of u_LSR and b. */
export function perpendicularDirection(velocity: Vector, b: Vector): Vector {
  const across = add(velocity, scale(-dot(velocity, b), b));
  return scale(1 / norm(across), across);
}

/** Eq. 14: a background dipole of magnitude delta_b along `axis` (the north Galactic pole), projected on the field. */
export function backgroundStreaming(deltaB: number, axis: Vector, b: Vector): Vector {
  return scale(deltaB * dot(axis, b), b);
}

/**
 * Eqs. 12 and 13: diffusion away from the Galactic centre, 3 r_c / (2 v T_c) toward the anticentre, projected on the
 * field. @param speed v of the particle, cm/s   @param towardCenter unit vector
 */
export function centerStreaming(
  distanceCm: number,
  ageS: number,
  speed: number,
  towardCenter: Vector,
  b: Vector,
): Vector {
  const cosThetaC = -dot(towardCenter, b);
  return scale(((3 * distanceCm) / (2 * speed * ageS)) * cosThetaC, b);
}

/** First term of eq. 15: 3 C u_HC / c, the Compton-Getting effect. @param velocityHC u_HC, cm/s */
export function comptonGettingStreaming(comptonGettingIndex: number, velocityHC: Vector): Vector {
  return scale((3 * comptonGettingIndex) / speedOfLight, velocityHC);
}

/** A dipole as experiments publish it, from its projection on the equator. */
export interface ObservedDipole {
  /** Where the excess comes from, equatorial: the streaming with the opposite sign. */
  readonly vector: Vector;
  /** sqrt(x^2 + y^2): fixed detectors on the rotating Earth see nothing of the polar component. */
  readonly amplitude: number;
  /** Right ascension of the excess in (-180, 180]; NaN where the amplitude is zero. */
  readonly phaseRaDeg: number;
}

/** From the streaming xi to what is observed: -xi, its equatorial amplitude and its right ascension. */
export function observedDipole(streaming: Vector): ObservedDipole {
  const vector: Vector = [0 - streaming[0], 0 - streaming[1], 0 - streaming[2]];
  return {
    vector,
    amplitude: Math.sqrt(vector[0] ** 2 + vector[1] ** 2),
    phaseRaDeg: azimuthDeg(vector[0], vector[1]),
  };
}
