/** The fast observed dipole at the energies of measured anisotropies: compiled once, predicted at every likelihood call. */
import { InputError } from '../errors.js';
import { speciesList } from '../physics/rigidity.js';
import { speedOfLight } from '../units.js';
import { azimuthDeg } from '../physics/directions.js';
import { computeFluxes } from './component-fluxes.js';
import type { Component } from './components.js';
import { exp } from './exp.js';
import { createFluxGrid, type FluxGrid } from './flux-grid.js';
import type { Medium } from './medium.js';
import { dipoleEnergyProblem } from './points.js';

/** Compiled total energies. Mutable inside: belongs to one caller. */
export interface AnisotropyGrid {
  /** Number of energies. */
  readonly size: number;
  /** Two points per energy: p, then He at the same total energy. */
  readonly fluxes: FluxGrid;
}

/** Prepares energies for `predictAnisotropy`. @throws InputError naming every energy not above the rest energy of helium */
export function compileAnisotropy(energiesGeV: ArrayLike<number>): AnisotropyGrid {
  const energies = Array.from(energiesGeV);
  const problems = energies.map((energy, i) => dipoleEnergyProblem(`energiesGeV[${i}]`, energy));
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new InputError(found);
  const points = energies.flatMap((x) =>
    speciesList.map((species) => ({ species, axis: 'total-energy' as const, x })),
  );
  return { size: energies.length, fluxes: createFluxGrid(points) };
}

/**
 * Equatorial amplitude and right ascension of the excess (eq. 15, observed dipole = -xi); allocates nothing.
 * The Compton-Getting term is there whatever the components; where none of them has any flux it is alone.
 * @param outAmplitude [energies]   @param outPhaseDeg [energies] in (-180, 180]
 */
export function predictAnisotropy(
  grid: AnisotropyGrid,
  medium: Medium,
  components: readonly Component[],
  outAmplitude: Float64Array,
  outPhaseDeg: Float64Array,
): void {
  const { fluxes, size } = grid;
  computeFluxes(fluxes, medium, components, null);
  const { background, nearby, center, backgroundFactor, burstFactor } = fluxes;
  const { species, rigidity, epsilon, perCritical } = fluxes;
  const { backgroundScale, nearbyScale, centerScale } = medium;
  const { field, across, comptonGetting, cosSquared, sinSquared, perpendicularRatio, criticalFactor } =
    medium;
  for (let e = 0; e < size; e++) {
    const largest = largestExponent(fluxes, e);
    let total = 0;
    let alongField = 0;
    let acrossField = 0;
    for (let i = 2 * e; i < 2 * e + 2 && largest !== -Infinity; i++) {
      const perBeta = epsilon[i] / rigidity[i];
      const ratio = perpendicularRatio / (1 + criticalFactor * perCritical[i]);
      const streaming = (-3 * perBeta) / (speedOfLight * (cosSquared + ratio * sinSquared));
      const s = species[i];
      const fluxB = backgroundScale[s] * backgroundFactor[i] * exp(background[i] - largest);
      const fluxN = nearbyScale[s] * burstFactor[i] * exp(nearby[i] - largest);
      const fluxC = centerScale[s] * burstFactor[i] * exp(center[i] - largest);
      total += fluxB + fluxN + fluxC;
      alongField +=
        fluxB * medium.backgroundAlong +
        fluxN * streaming * medium.along +
        fluxC * perBeta * medium.centerAlong;
      acrossField += fluxN * streaming * ratio;
    }
    if (total !== 0) {
      alongField /= total;
      acrossField /= total;
    }
    const x = -(comptonGetting[0] + alongField * field[0] + acrossField * across[0]);
    const y = -(comptonGetting[1] + alongField * field[1] + acrossField * across[1]);
    outAmplitude[e] = Math.sqrt(x * x + y * y);
    outPhaseDeg[e] = azimuthDeg(x, y);
  }
}

/** The largest exponent at an energy: the others are measured against it, so that no ratio of fluxes underflows. */
function largestExponent({ background, nearby, center }: FluxGrid, energy: number): number {
  const p = 2 * energy;
  const he = p + 1;
  return Math.max(background[p], background[he], nearby[p], nearby[he], center[p], center[he]);
}
