/**
 * All that the fast predictions need and that depends on the parameters only: computed once per likelihood call.
 * The closed forms follow from eqs. 1-17 by collecting constants; in the kinetic model x and B are multiplied first,
 * so that only their product is ever seen.
 */
import { bohmDiffusion, referenceRigidityGV } from '../physics/diffusion.js';
import { galacticToEquatorial, towardGalacticCenter, towardGalacticPole } from '../physics/directions.js';
import { degree, kmPerS, kpc, microgauss, pc, speedOfLight, squareMetre, year } from '../units.js';
import { parameterSlots as at, type TransportModel } from './parameters.js';

/** Mutable: belongs to one caller, overwritten by `setMedium`. cgs, rigidities in GV; pairs are [p, He]. */
export interface Medium {
  /** phi, GV. */
  potentialGV: number;
  /** 1/Rcut and 1/Rcutc, 1/GV. */
  inverseCutoff: number;
  inverseCenterCutoff: number;
  /** Gamma, [p, He]. */
  readonly index: Float64Array;
  /** All constant factors of eqs. 1, 6 (16) and 9, fluxes per m^2 s sr GV, [p, He]. */
  readonly backgroundScale: Float64Array;
  readonly nearbyScale: Float64Array;
  readonly centerScale: Float64Array;
  /** Coefficients of 1/(beta R^(1/3)) in the exponents: diffusion from both sources, and u x/kappa_par of the cloud. */
  nearbyDiffusion: number;
  centerDiffusion: number;
  convection: number;
  /** kappa_perp/kappa_par = perpendicularRatio / (1 + criticalFactor R^(-4/3)); criticalFactor is R_cr^(4/3) or 0. */
  perpendicularRatio: number;
  criticalFactor: number;
  /** cos^2 and sin^2 of the angle between u_LSR and the field. */
  cosSquared: number;
  sinSquared: number;
  /** Directions of the field and of u_HC with the angles they stand for: x, y, z, RA, Dec, equatorial, degrees, [5]. */
  readonly field: Float64Array;
  readonly flow: Float64Array;
  /** u_LSR and its part across the field, cm/s; Compton-Getting streaming. Equatorial, [3]. */
  readonly velocity: Float64Array;
  readonly across: Float64Array;
  readonly comptonGetting: Float64Array;
  /** |u_LSR| and its component along the field, cm/s. */
  speed: number;
  along: number;
  /** Streaming along the field of the background, and of the centre times beta (eqs. 13, 14). */
  backgroundAlong: number;
  centerAlong: number;
  /** kappa_par (D_par under wandering) of the cloud at 10 GV and v = c, cm^2/s. */
  parallelAt10GV: number;
  /** x B, pc microgauss. */
  distanceTimesField: number;
}

/** Room for a medium; meaningless until `setMedium`. */
export function createMedium(): Medium {
  return {
    potentialGV: NaN,
    inverseCutoff: NaN,
    inverseCenterCutoff: NaN,
    index: new Float64Array(2),
    backgroundScale: new Float64Array(2),
    nearbyScale: new Float64Array(2),
    centerScale: new Float64Array(2),
    nearbyDiffusion: NaN,
    centerDiffusion: NaN,
    convection: NaN,
    perpendicularRatio: NaN,
    criticalFactor: NaN,
    cosSquared: NaN,
    sinSquared: NaN,
    field: new Float64Array(5).fill(NaN),
    flow: new Float64Array(5).fill(NaN),
    velocity: new Float64Array(3),
    across: new Float64Array(3),
    comptonGetting: new Float64Array(3),
    speed: NaN,
    along: NaN,
    backgroundAlong: NaN,
    centerAlong: NaN,
    parallelAt10GV: NaN,
    distanceTimesField: NaN,
  };
}

/**
 * Sets the medium to a parameter vector; allocates nothing.
 * @param values [parameters or more] in public units, order of `parameterTable`
 */
export function setMedium(medium: Medium, values: Float64Array, model: TransportModel): void {
  setFlow(medium, values);
  setCloud(medium, values, model);
  setSources(medium, values);
  setStreaming(medium, values);
}

/** u_LSR = u_HC + (U, V, W)_sun, its angle to the field and its part across. */
function setFlow(medium: Medium, values: Float64Array): void {
  const { velocity, field, flow, across } = medium;
  setDirection(flow, values[at.u_hc_ra], values[at.u_hc_dec]);
  setDirection(field, values[at.b_ra], values[at.b_dec]);
  const speedHC = values[at.u_hc] * kmPerS;
  for (let i = 0; i < 3; i++) velocity[i] = speedHC * flow[i];
  const comptonGetting = (3 * values[at.cg_index]) / speedOfLight;
  for (let i = 0; i < 3; i++) medium.comptonGetting[i] = comptonGetting * velocity[i];
  for (let i = 0; i < 3; i++) {
    const row = galacticToEquatorial[i];
    velocity[i] +=
      (row[0] * values[at.u_sun] + row[1] * values[at.v_sun] + row[2] * values[at.w_sun]) * kmPerS;
  }
  const along = velocity[0] * field[0] + velocity[1] * field[1] + velocity[2] * field[2];
  let acrossSquared = 0;
  for (let i = 0; i < 3; i++) {
    across[i] = velocity[i] - along * field[i];
    acrossSquared += across[i] * across[i];
  }
  const speedSquared = along * along + acrossSquared;
  medium.along = along;
  medium.speed = Math.sqrt(speedSquared);
  // At rest the angle means nothing, and nothing depends on it.
  medium.cosSquared = speedSquared === 0 ? 1 : (along * along) / speedSquared;
  medium.sinSquared = speedSquared === 0 ? 0 : acrossSquared / speedSquared;
}

/** The unit vector of a right ascension and a declination, which it keeps behind its components until they change. */
function setDirection(direction: Float64Array, raDeg: number, decDeg: number): void {
  if (direction[3] === raDeg && direction[4] === decDeg) return;
  direction[3] = raDeg;
  direction[4] = decDeg;
  const cosDec = Math.cos(decDeg * degree);
  direction[0] = cosDec * Math.cos(raDeg * degree);
  direction[1] = cosDec * Math.sin(raDeg * degree);
  direction[2] = Math.sin(decDeg * degree);
}

/** The local coefficients, by the kinetic theory (eq. 7 and below) or as on large scales (Sec. III). */
function setCloud(medium: Medium, values: Float64Array, model: TransportModel): void {
  const product = values[at.x_lic] * values[at.b_field];
  medium.distanceTimesField = product;
  const largeScale = values[at.d_par_ratio] * values[at.d0];
  if (model === 'kinetic') {
    const criticalRigidity = values[at.r_cr];
    const root = Math.cbrt(criticalRigidity);
    // kappa_par = k_Bohm(R_cr) beta (R/R_cr)^(1/3), and k_Bohm goes as 1/B.
    const columnField = product * pc * microgauss;
    medium.convection = (medium.speed * columnField * root) / bohmDiffusion(criticalRigidity, 1);
    medium.perpendicularRatio = 1;
    medium.criticalFactor = criticalRigidity * root;
    medium.parallelAt10GV =
      (bohmDiffusion(criticalRigidity, values[at.b_field] * microgauss) * rootOfReference) / root;
  } else {
    medium.convection = (medium.speed * values[at.x_lic] * pc * rootOfReference) / largeScale;
    medium.perpendicularRatio = fourthPower(values[at.m_a]);
    medium.criticalFactor = 0;
    medium.parallelAt10GV = largeScale;
  }
}

const rootOfReference = Math.cbrt(referenceRigidityGV);
const rootOfTen = Math.sqrt(referenceRigidityGV);
const cubicKpc = kpc ** 3;

/** Injection, diffusion over large distances and solar modulation: the constants of eqs. 1-4, 6 and 8-10. */
function setSources(medium: Medium, values: Float64Array): void {
  const d0 = values[at.d0];
  const parallel = values[at.d_par_ratio] * d0;
  const mach4 = fourthPower(values[at.m_a]);
  const ageN = values[at.t_n] * year;
  const ageC = values[at.t_c] * year;
  const parallelCm = values[at.r_par] * pc;
  const perpendicularCm = values[at.r_perp] * pc;
  medium.nearbyDiffusion =
    (rootOfReference * (parallelCm ** 2 + perpendicularCm ** 2 / mach4)) / (4 * parallel * ageN);
  medium.centerDiffusion = (rootOfReference * (values[at.r_c] * pc) ** 2) / (4 * d0 * ageC);
  const perSolidAngle = (squareMetre * speedOfLight) / (4 * Math.PI);
  const confinement =
    (perSolidAngle * rootOfReference * (values[at.sn_rate] / year) * (values[at.h_g] * pc) ** 2) /
    (values[at.v_g] * cubicKpc * d0);
  const nearby = (perSolidAngle * rootOfTen) / (threeHalvesPower(4 * Math.PI * ageN * parallel) * mach4);
  const center = (perSolidAngle * rootOfTen) / threeHalvesPower(4 * Math.PI * ageC * d0);
  medium.backgroundScale[0] = confinement * values[at.q0b_p];
  medium.backgroundScale[1] = confinement * values[at.q0b_he];
  medium.nearbyScale[0] = nearby * values[at.q0n_p];
  medium.nearbyScale[1] = nearby * values[at.q0n_he];
  medium.centerScale[0] = center * values[at.q0c_p];
  medium.centerScale[1] = center * values[at.q0c_he];
  medium.index[0] = values[at.gamma_p];
  medium.index[1] = values[at.gamma_p] - values[at.delta_gamma];
  medium.inverseCutoff = 1 / values[at.r_cut];
  medium.inverseCenterCutoff = 1 / values[at.r_cutc];
  medium.potentialGV = values[at.phi];
}

function fourthPower(x: number): number {
  return x * x * (x * x);
}

function threeHalvesPower(x: number): number {
  return x * Math.sqrt(x);
}

/** Streaming along the field of the background (eq. 14) and of the centre (eq. 13, times beta). */
function setStreaming(medium: Medium, values: Float64Array): void {
  const { field } = medium;
  let towardPole = 0;
  let towardCenter = 0;
  for (let i = 0; i < 3; i++) {
    towardPole += towardGalacticPole[i] * field[i];
    towardCenter += towardGalacticCenter[i] * field[i];
  }
  medium.backgroundAlong = values[at.delta_b] * towardPole;
  medium.centerAlong = -(3 * values[at.r_c] * pc * towardCenter) / (2 * speedOfLight * values[at.t_c] * year);
}
