/** Diffusion in the Galaxy and in the local cloud: eqs. 2, 5 and 7, Sec. II A and III. Coefficients in cm^2/s. */
import { gigavolt, speedOfLight } from '../units.js';
import { beta, type Species } from './rigidity.js';
import type { Matrix, Vector } from './vector.js';

/** Every coefficient is quoted at this rigidity and grows as its cube root (eq. 2). */
export const referenceRigidityGV = 10;

/** Diffusion along and across the mean magnetic field, cm^2/s. */
export interface FieldDiffusion {
  readonly parallel: number;
  readonly perpendicular: number;
}

/** Transport along and across the field on large scales (text below eq. 6). */
export interface LargeScaleTransport {
  /** D0_par: coefficient along the field at 10 GV and v = c, cm^2/s. */
  readonly parallelAt10GV: number;
  /** M_A: Alfvenic Mach number of the background turbulence. */
  readonly alfvenMach: number;
}

/**
 * How particles of the nearby source cross the local cloud: by the kinetic theory of scattering (Sec. II), or along
 * field lines that wander as they do on large scales (Sec. III).
 */
export type LocalTransport =
  | { readonly kind: 'kinetic'; readonly criticalRigidityGV: number; readonly fieldGauss: number }
  | { readonly kind: 'wandering'; readonly largeScale: LargeScaleTransport };

/** Eq. 2: D = D0 (v/c) (R / 10 GV)^(1/3), cm^2/s. The parallel coefficients have the same form. */
export function diffusionCoefficient(at10GV: number, rigidityGV: number, species: Species): number {
  return at10GV * beta(rigidityGV, species) * Math.cbrt(rigidityGV / referenceRigidityGV);
}

/** D_par and D_perp = M_A^4 D_par on large scales (text below eq. 6). */
export function largeScaleDiffusion(
  rigidityGV: number,
  species: Species,
  transport: LargeScaleTransport,
): FieldDiffusion {
  const parallel = diffusionCoefficient(transport.parallelAt10GV, rigidityGV, species);
  return { parallel, perpendicular: transport.alfvenMach ** 4 * parallel };
}

/** Radius in cm of the gyration across a field in gauss: r_g = pc/(ZeB) = R / (c B), which is R[V] / (299.79 B[G]). */
export function gyroradiusCm(rigidityGV: number, fieldGauss: number): number {
  return (rigidityGV * gigavolt) / (speedOfLight * 1e-8 * fieldGauss);
}

/** Bohm diffusion of a particle at the speed of light, r_g c / 3, cm^2/s. */
export function bohmDiffusion(rigidityGV: number, fieldGauss: number): number {
  return (gyroradiusCm(rigidityGV, fieldGauss) * speedOfLight) / 3;
}

/** k0_par of the cloud: the coefficient at 10 GV that reaches Bohm diffusion at the critical rigidity (Sec. II A). */
export function localParallelAt10GV(criticalRigidityGV: number, fieldGauss: number): number {
  return bohmDiffusion(criticalRigidityGV, fieldGauss) / Math.cbrt(criticalRigidityGV / referenceRigidityGV);
}

/**
 * Gyrations per scattering, omega tau, in the cloud: with omega = v/r_g and tau = 3 kappa_par/v^2 it is
 * (R_cr / R)^(2/3) for every species, and 1 at the critical rigidity.
 */
export function magnetisation(rigidityGV: number, criticalRigidityGV: number): number {
  return Math.cbrt((criticalRigidityGV / rigidityGV) ** 2);
}

/** kappa_par and kappa_perp of the cloud: kinetic kappa_perp = kappa_par / (1 + (omega tau)^2), or as on large scales. */
export function localDiffusion(
  rigidityGV: number,
  species: Species,
  transport: LocalTransport,
): FieldDiffusion {
  switch (transport.kind) {
    case 'kinetic': {
      const { criticalRigidityGV, fieldGauss } = transport;
      const at10GV = localParallelAt10GV(criticalRigidityGV, fieldGauss);
      const parallel = diffusionCoefficient(at10GV, rigidityGV, species);
      return { parallel, perpendicular: parallel / (1 + magnetisation(rigidityGV, criticalRigidityGV) ** 2) };
    }
    case 'wandering':
      return largeScaleDiffusion(rigidityGV, species, transport.largeScale);
  }
}

/** Eq. 5 without its antisymmetric part: kappa_perp delta_ij - (kappa_perp - kappa_par) b_i b_j for a unit vector b. */
export function diffusionTensor({ parallel, perpendicular }: FieldDiffusion, b: Vector): Matrix {
  const element = (i: number, j: number): number =>
    (i === j ? perpendicular : 0) - (perpendicular - parallel) * b[i] * b[j];
  const row = (i: number): Vector => [element(i, 0), element(i, 1), element(i, 2)];
  return [row(0), row(1), row(2)];
}

/** Eq. 7: the coefficient along a direction at the angle theta to the field, kappa_par cos^2 + kappa_perp sin^2. */
export function diffusionAtAngle({ parallel, perpendicular }: FieldDiffusion, theta: number): number {
  return parallel * Math.cos(theta) ** 2 + perpendicular * Math.sin(theta) ** 2;
}
