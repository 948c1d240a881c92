/** Directions on the sky: equatorial J2000 and Galactic coordinates, and the flow of the local cloud between them. */
import { degree } from '../units.js';
import { add, apply, scale, transpose, type Matrix, type Vector } from './vector.js';

/**
 * The Galactic system in J2000 equatorial coordinates: right ascension and declination of the north Galactic pole and
 * Galactic longitude of the north celestial pole, in degrees (ESA 1997, The Hipparcos Catalogue, vol. 1, sec. 1.5.3).
 */
export const galacticPoleRaDeg = 192.85948;
export const galacticPoleDecDeg = 27.12825;
export const celestialPoleLongitudeDeg = 122.93192;

/** Unit vector toward a longitude-like and a latitude-like angle in degrees: RA and Dec, or l and b. */
export function unitVector(longitudeDeg: number, latitudeDeg: number): Vector {
  const longitude = longitudeDeg * degree;
  const latitude = latitudeDeg * degree;
  const c = Math.cos(latitude);
  return [c * Math.cos(longitude), c * Math.sin(longitude), Math.sin(latitude)];
}

/** Angle of (x, y) from the x axis in degrees, in (-180, 180]; NaN for (0, 0). */
export function azimuthDeg(x: number, y: number): number {
  if (x === 0 && y === 0) return NaN;
  const angle = Math.atan2(y, x) / degree;
  return angle === -180 ? 180 : angle;
}

/** Angle of (x, y, z) above the x-y plane in degrees, in [-90, 90]; NaN for the zero vector. */
export function elevationDeg(x: number, y: number, z: number): number {
  if (x === 0 && y === 0 && z === 0) return NaN;
  return Math.atan2(z, Math.sqrt(x * x + y * y)) / degree;
}

/**
 * Rotation from Galactic to equatorial components. Its columns are the unit vectors toward the Galactic centre
 * (l = 0), the Galactic rotation (l = 90 deg) and the north Galactic pole.
 */
export const galacticToEquatorial: Matrix = rotationFromPole();

/** Rotation from equatorial to Galactic components. */
export const equatorialToGalactic: Matrix = transpose(galacticToEquatorial);

/** Equatorial unit vector toward the Galactic centre, l = b = 0. */
export const towardGalacticCenter: Vector = apply(galacticToEquatorial, [1, 0, 0]);

/** Equatorial unit vector toward the north Galactic pole. */
export const towardGalacticPole: Vector = apply(galacticToEquatorial, [0, 0, 1]);

/**
 * Velocity of the local cloud in the local standard of rest, equatorial (Sec. II A): u_LSR = u_HC + (U, V, W).
 * @param velocityHC velocity of the cloud relative to the Sun, equatorial
 * @param solarMotion velocity of the Sun in the local standard of rest, Galactic components (U, V, W), same unit
 */
export function velocityLsr(velocityHC: Vector, solarMotion: Vector): Vector {
  return add(velocityHC, apply(galacticToEquatorial, solarMotion));
}

function rotationFromPole(): Matrix {
  const pole = unitVector(galacticPoleRaDeg, galacticPoleDecDeg);
  // At the pole, `north` points to the north celestial pole, which fixes its Galactic longitude; pole x north is west.
  const north = unitVector(galacticPoleRaDeg + 180, 90 - galacticPoleDecDeg);
  const west = unitVector(galacticPoleRaDeg - 90, 0);
  const longitude = celestialPoleLongitudeDeg * degree;
  const towardCenter = add(scale(Math.cos(longitude), north), scale(-Math.sin(longitude), west));
  const towardRotation = add(scale(Math.sin(longitude), north), scale(Math.cos(longitude), west));
  return transpose([towardCenter, towardRotation, pole]);
}
