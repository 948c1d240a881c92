/**
 * Fixed points at which fluxes are needed again and again, with everything about each that does not depend on the
 * parameters. A point is moved only when its energy shift changes, and modulated only when the potential does.
 */
import { chargeZ, massGeV, nucleonsA } from '../physics/rigidity.js';
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
  const room = (): Float64Array => new Float64Array(size).fill(NaN);
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

/** Moves the points whose shift has changed (null: no shift); neighbours that share a shift share its logarithm. */
export function shiftPoints(grid: FluxGrid, shift: Float64Array | null): void {
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
