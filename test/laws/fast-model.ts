import { compileAnisotropy, predictAnisotropy } from '../../src/model/anisotropy.js';
import { componentNames } from '../../src/model/components.js';
import { createMedium, setMedium } from '../../src/model/medium.js';
import type { TransportModel } from '../../src/model/parameters.js';
import { compileSpectrum, predictSpectrum } from '../../src/model/spectrum.js';
import { speciesList } from '../../src/physics/rigidity.js';

const points = speciesList.flatMap((species) =>
  [1, 10, 300, 1e4, 3e5, 1e7].map((x) => ({ species, axis: 'rigidity' as const, x })),
);
const energiesGeV = [10, 1e3, 3e4, 1e6, 1e8];

/** What the likelihood sees of a parameter vector: fluxes, amplitudes and phases of the compiled model. */
export function fastModel(values: Float64Array, model: TransportModel): number[] {
  const medium = createMedium();
  setMedium(medium, values, model);
  const flux = new Float64Array(points.length);
  predictSpectrum(compileSpectrum(points), medium, componentNames, null, flux);
  const amplitude = new Float64Array(energiesGeV.length);
  const phase = new Float64Array(energiesGeV.length);
  predictAnisotropy(compileAnisotropy(energiesGeV), medium, componentNames, amplitude, phase);
  return [...flux, ...amplitude, ...phase];
}
