/** Fast model fluxes at the points of measured spectra: compiled once, predicted at every likelihood call. */
import { InputError } from '../errors.js';
import { computeFluxes } from './component-fluxes.js';
import type { Component } from './components.js';
import { exp } from './exp.js';
import { createFluxGrid, type FluxGrid } from './flux-grid.js';
import type { Medium } from './medium.js';
import { spectrumPointProblem, type SpectrumPoint } from './points.js';

/** Compiled points of spectra. Mutable inside: belongs to one caller. */
export interface SpectrumGrid {
  readonly size: number;
  readonly fluxes: FluxGrid;
}

/** Prepares points for `predictSpectrum`. @throws InputError naming every point that no nucleus can have */
export function compileSpectrum(points: readonly SpectrumPoint[]): SpectrumGrid {
  const problems = points.map((point, i) => spectrumPointProblem(`points[${i}].x`, point));
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new InputError(found);
  return { size: points.length, fluxes: createFluxGrid(points) };
}

/**
 * Flux of the enabled components at every point, per m^2 s sr and unit of the point's own axis; allocates nothing.
 * A point beyond every cut-off, or shifted below the rest energy, has flux 0.
 * @param shift [points] energy-scale shifts d: J'(x) = J(x/(1+d))/(1+d); null for none   @param out [points]
 */
export function predictSpectrum(
  grid: SpectrumGrid,
  medium: Medium,
  components: readonly Component[],
  shift: Float64Array | null,
  out: Float64Array,
): void {
  const { fluxes, size } = grid;
  computeFluxes(fluxes, medium, components, shift);
  const { species, backgroundFactor, burstFactor, background, nearby, center } = fluxes;
  const { backgroundScale, nearbyScale, centerScale } = medium;
  for (let i = 0; i < size; i++) {
    const s = species[i];
    out[i] =
      backgroundScale[s] * backgroundFactor[i] * exp(background[i]) +
      burstFactor[i] * (nearbyScale[s] * exp(nearby[i]) + centerScale[s] * exp(center[i]));
  }
}
