/**
 * The kernel of all fast predictions: fluxes at fixed points, as one factor and one exponent per component,
 * J = factor exp(exponent). What depends on the point only is kept; a point is recomputed when its energy is shifted,
 * its modulation when the potential changes. With w = 1/(R R^(1/3)), epsilon = E/Z and beta = R/epsilon the powers of
 * beta and R in eqs. 1-10 reduce to one logarithm, one cube root and a few square roots.
 */
import { chargeZ, massGeV, nucleonsA } from '../physics/rigidity.js';
import type { Component } from './components.js';
import type { Medium } from './medium.js';
import type { SpectrumPoint } from './points.js';

/** Mutable: belongs to one caller. All arrays [points]. */
export interface FluxGrid {
  readonly size: number;
  /** 0 for p, 1 for He. */
  readonly species: Uint8Array;
  readonly x: Float64Array;
  /** Kinetic energy per charge is energyPerX x - energyOffset; energyPerX is 0 on the rigidity axis. */
  readonly energyPerX: Float64Array;
  readonly energyOffset: Float64Array;
  /** m/Z, GV. */
  readonly mass: Float64Array;
  /** ln x and x^(-4/3): on the rigidity axis a shift only adds to and multiplies these. */
  readonly logX: Float64Array;
  readonly perCriticalX: Float64Array;
  /** Energy shift d for which the next arrays hold; NaN before the first. */
  readonly shift: Float64Array;
  /** R in GV, its natural log, and E/Z. */
  readonly rigidity: Float64Array;
  readonly logRigidity: Float64Array;
  readonly epsilon: Float64Array;
  /** R^(-4/3), and 1/(beta R^(1/3)). */
  readonly perCritical: Float64Array;
  readonly perDiffusion: Float64Array;
  /** dR/dx' / (1 + d); 0 where no nucleus has the shifted energy. */
  readonly jacobian: Float64Array;
  /** Factor of both bursts, dR/dx beta^(-1/2) R^(-1/2). */
  readonly burstFactor: Float64Array;
  /** Potential in GV for which the next arrays hold: rigidity outside, its log, and the background's factor. */
  readonly potential: Float64Array;
  readonly outside: Float64Array;
  readonly logOutside: Float64Array;
  readonly backgroundFactor: Float64Array;
  /** Exponents of the components, -Infinity where a component is off. */
  readonly background: Float64Array;
  readonly nearby: Float64Array;
  readonly center: Float64Array;
}

/** Allocates a grid for valid points. */
export function createFluxGrid(points: readonly SpectrumPoint[]): FluxGrid {
  const size = points.length;
  const room = (fill = NaN): Float64Array => new Float64Array(size).fill(fill);
  return {
    size,
    species: Uint8Array.from(points, ({ species }) => (species === 'p' ? 0 : 1)),
    x: Float64Array.from(points, ({ x }) => x),
    energyPerX: Float64Array.from(points, energyPerX),
    energyOffset: Float64Array.from(points, ({ species, axis }) =>
      axis === 'total-energy' ? massGeV(species) / chargeZ(species) : 0,
    ),
    mass: Float64Array.from(points, ({ species }) => massGeV(species) / chargeZ(species)),
    logX: Float64Array.from(points, ({ x }) => Math.log(x)),
    perCriticalX: Float64Array.from(points, ({ x }) => 1 / (x * Math.cbrt(x))),
    shift: room(),
    rigidity: room(),
    logRigidity: room(),
    epsilon: room(),
    perCritical: room(),
    perDiffusion: room(),
    jacobian: room(),
    burstFactor: room(),
    potential: room(),
    outside: room(),
    logOutside: room(),
    backgroundFactor: room(),
    background: room(),
    nearby: room(),
    center: room(),
  };
}

/** Brings every point to its shift (null: none) and to the medium, and computes the exponents of the components. */
export function computeFluxes(
  grid: FluxGrid,
  medium: Medium,
  components: readonly Component[],
  shift: Float64Array | null,
): void {
  shiftPoints(grid, shift);
  if (components.includes('background')) computeBackground(grid, medium);
  else grid.background.fill(-Infinity);
  if (components.includes('nearby')) computeNearby(grid, medium);
  else grid.nearby.fill(-Infinity);
  if (components.includes('galactic_center')) computeCenter(grid, medium);
  else grid.center.fill(-Infinity);
}

function energyPerX({ species, axis }: SpectrumPoint): number {
  switch (axis) {
    case 'rigidity':
      return 0;
    case 'total-energy':
    case 'kinetic-energy':
      return 1 / chargeZ(species);
    case 'kinetic-energy-per-nucleon':
      return nucleonsA(species) / chargeZ(species);
  }
}

/** Moves the points whose shift has changed; neighbours that share a shift share its logarithm. */
function shiftPoints(grid: FluxGrid, shift: Float64Array | null): void {
  let current = NaN;
  let log = NaN;
  let critical = NaN;
  for (let i = 0; i < grid.size; i++) {
    const d = shift === null ? 0 : shift[i];
    if (d === grid.shift[i]) continue;
    if (d !== current) {
      current = d;
      log = Math.log1p(d);
      critical = (1 + d) * Math.cbrt(1 + d);
    }
    grid.shift[i] = d;
    if (grid.energyPerX[i] === 0) placeRigidity(grid, i, d, log, critical);
    else placeEnergy(grid, i, d);
  }
}

/** Point i at the rigidity x/(1 + d), from ln(1 + d) and (1 + d)^(4/3). */
function placeRigidity(grid: FluxGrid, i: number, d: number, log: number, critical: number): void {
  const rigidity = grid.x[i] / (1 + d);
  if (rigidity <= 0 || rigidity === Infinity) placeNowhere(grid, i);
  else place(grid, i, rigidity, grid.logX[i] - log, grid.perCriticalX[i] * critical, 1 / (1 + d));
}

/** Point i at the energy x/(1 + d). */
function placeEnergy(grid: FluxGrid, i: number, d: number): void {
  const mass = grid.mass[i];
  const perX = grid.energyPerX[i];
  const kinetic = (perX * grid.x[i]) / (1 + d) - grid.energyOffset[i];
  if (1 + d <= 0 || kinetic <= 0) {
    placeNowhere(grid, i);
    return;
  }
  const rigidity = Math.sqrt(kinetic * (kinetic + 2 * mass));
  const jacobian = (perX * (kinetic + mass)) / (rigidity * (1 + d));
  place(grid, i, rigidity, Math.log(rigidity), 1 / (rigidity * Math.cbrt(rigidity)), jacobian);
}

/** No nucleus has the shifted energy: the point has no flux, and its rigidity does not matter. */
function placeNowhere(grid: FluxGrid, i: number): void {
  place(grid, i, 1, 0, 1, 0);
}

/** Everything about point i that depends on its rigidity; the modulation must follow, so its potential becomes NaN. */
function place(
  grid: FluxGrid,
  i: number,
  rigidity: number,
  logRigidity: number,
  perCritical: number,
  jacobian: number,
): void {
  const mass = grid.mass[i];
  const epsilon = Math.sqrt(rigidity * rigidity + mass * mass);
  grid.rigidity[i] = rigidity;
  grid.logRigidity[i] = logRigidity;
  grid.epsilon[i] = epsilon;
  grid.perCritical[i] = perCritical;
  grid.perDiffusion[i] = epsilon * perCritical;
  grid.jacobian[i] = jacobian;
  grid.burstFactor[i] = (jacobian * Math.sqrt(epsilon)) / rigidity;
  grid.potential[i] = NaN;
}

/** Eqs. 3 and 4: by R'/v' = epsilon'/c the energy per charge outside is epsilon' + phi. */
function modulatePoint(grid: FluxGrid, i: number, potential: number): void {
  const rigidity = grid.rigidity[i];
  const epsilon = grid.epsilon[i];
  const squared = rigidity * rigidity + potential * (2 * epsilon + potential);
  const outside = Math.sqrt(squared);
  const ratio = rigidity / outside;
  grid.potential[i] = potential;
  grid.outside[i] = outside;
  grid.logOutside[i] = 0.5 * Math.log(squared);
  // v'/v (R'/R)^2 = (R'/R)^3 (epsilon' + phi) / epsilon'.
  grid.backgroundFactor[i] = (grid.jacobian[i] * ratio * ratio * ratio * (epsilon + potential)) / epsilon;
}

function computeBackground(grid: FluxGrid, medium: Medium): void {
  const { size, species, potential, outside, logOutside, background } = grid;
  const { potentialGV, inverseCutoff } = medium;
  const [logP, logHe] = medium.logBackground;
  const slopeP = medium.index[0] + 1 / 3;
  const slopeHe = medium.index[1] + 1 / 3;
  for (let i = 0; i < size; i++) {
    if (potential[i] !== potentialGV) modulatePoint(grid, i, potentialGV);
    const log = species[i] === 0 ? logP : logHe;
    const slope = species[i] === 0 ? slopeP : slopeHe;
    background[i] = log - slope * logOutside[i] - outside[i] * inverseCutoff;
  }
}

function computeNearby(grid: FluxGrid, medium: Medium): void {
  const { size, species, rigidity, logRigidity, perCritical, perDiffusion, nearby } = grid;
  const { inverseCutoff, nearbyDiffusion, convection, perpendicularRatio, criticalFactor } = medium;
  const { cosSquared, sinSquared, logNearby, index } = medium;
  const acrossRatio = sinSquared * perpendicularRatio;
  for (let i = 0; i < size; i++) {
    const s = species[i];
    const kappaRatio = cosSquared + acrossRatio / (1 + criticalFactor * perCritical[i]);
    nearby[i] =
      logNearby[s] -
      index[s] * logRigidity[i] -
      rigidity[i] * inverseCutoff -
      perDiffusion[i] * (nearbyDiffusion + convection / kappaRatio);
  }
}

function computeCenter(grid: FluxGrid, medium: Medium): void {
  const { size, species, rigidity, logRigidity, perDiffusion, center } = grid;
  const { inverseCenterCutoff, centerDiffusion, logCenter, index } = medium;
  for (let i = 0; i < size; i++) {
    const s = species[i];
    center[i] =
      logCenter[s] -
      index[s] * logRigidity[i] -
      rigidity[i] * inverseCenterCutoff -
      perDiffusion[i] * centerDiffusion;
  }
}
