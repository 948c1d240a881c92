/**
 * The kernel of all fast predictions: each component's flux at every point of a grid as J = scale factor exp(exponent), so
 * that spectra take one exponential per component and eq. 15 can form ratios of fluxes that underflow. With
 * epsilon = E/Z and beta = R/epsilon all powers of beta and R in eqs. 1-10 collect into the factors of the grid and
 * into 1/(beta R^(1/3)), which is what every diffusion coefficient is inversely proportional to.
 */
import type { Component } from './components.js';
import { shiftPoints, type FluxGrid } from './flux-grid.js';
import type { Medium } from './medium.js';

/** Brings every point to its shift (null: none) and to the medium, and computes the exponents of the components. */
export function computeFluxes(
  grid: FluxGrid,
  medium: Medium,
  components: readonly Component[],
  shift: Float64Array | null,
): void {
  shiftPoints(grid, shift);
  if (components.includes('background')) computeBackground(grid, medium);
  else omitBackground(grid);
  if (components.includes('nearby')) computeNearby(grid, medium);
  else grid.nearby.fill(-Infinity);
  if (components.includes('galactic_center')) computeCenter(grid, medium);
  else grid.center.fill(-Infinity);
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

/** A factor of 0 as well, because one that was never computed is NaN; modulation starts anew when the background is back. */
function omitBackground(grid: FluxGrid): void {
  grid.background.fill(-Infinity);
  grid.backgroundFactor.fill(0);
  grid.potential.fill(NaN);
}

function computeBackground(grid: FluxGrid, medium: Medium): void {
  const { size, species, potential, outside, logOutside, background } = grid;
  const { potentialGV, inverseCutoff } = medium;
  const slopeP = medium.index[0] + 1 / 3;
  const slopeHe = medium.index[1] + 1 / 3;
  for (let i = 0; i < size; i++) {
    if (potential[i] !== potentialGV) modulatePoint(grid, i, potentialGV);
    const slope = species[i] === 0 ? slopeP : slopeHe;
    background[i] = -slope * logOutside[i] - outside[i] * inverseCutoff;
  }
}

function computeNearby(grid: FluxGrid, medium: Medium): void {
  const { size, species, rigidity, logRigidity, perCritical, perDiffusion, nearby } = grid;
  const { inverseCutoff, nearbyDiffusion, convection, perpendicularRatio, criticalFactor } = medium;
  const { cosSquared, sinSquared, index } = medium;
  const acrossRatio = sinSquared * perpendicularRatio;
  for (let i = 0; i < size; i++) {
    const s = species[i];
    const kappaRatio = cosSquared + acrossRatio / (1 + criticalFactor * perCritical[i]);
    nearby[i] =
      -index[s] * logRigidity[i] -
      rigidity[i] * inverseCutoff -
      perDiffusion[i] * (nearbyDiffusion + convection / kappaRatio);
  }
}

function computeCenter(grid: FluxGrid, medium: Medium): void {
  const { size, species, rigidity, logRigidity, perDiffusion, center } = grid;
  const { inverseCenterCutoff, centerDiffusion, index } = medium;
  for (let i = 0; i < size; i++) {
    const s = species[i];
    center[i] =
      -index[s] * logRigidity[i] - rigidity[i] * inverseCenterCutoff - perDiffusion[i] * centerDiffusion;
  }
}
