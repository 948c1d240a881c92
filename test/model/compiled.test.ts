/** The fast predictions of the likelihood equal the definition, which is written with the paper's formulae. */
import { describe, expect, test } from 'vitest';
import { compileAnisotropy, predictAnisotropy } from '../../src/model/anisotropy.js';
import { componentNames, type Component } from '../../src/model/components.js';
import { createMedium, setMedium } from '../../src/model/medium.js';
import { transportModels } from '../../src/model/parameters.js';
import { predictDipole, predictSpectra } from '../../src/model/predict.js';
import { compileSpectrum, predictSpectrum } from '../../src/model/spectrum.js';
import { speciesList, spectrumAxes } from '../../src/physics/rigidity.js';
import { randomParameters } from './random-parameters.js';

const x = [0.3, 4.5, 17, 120, 2.2e3, 1.5e4, 3e5, 4e6, 8e7, 3e8];
const series = speciesList.flatMap((species) => spectrumAxes.map((axis) => ({ species, axis })));
/** Total energies start above the rest energy. */
const pointsOf = ({ axis }: Pick<(typeof series)[number], 'axis'>): number[] =>
  axis === 'total-energy' ? x.map((value) => value + 3.8) : x;
const points = series.flatMap((one) => pointsOf(one).map((value) => ({ ...one, x: value })));
const energies = [3.8, 50, 400, 1e3, 1e4, 1e5, 3e5, 1e6, 1e7, 1e8, 1e9, 1e11];
const subsets: readonly { components: readonly Component[] }[] = [
  { components: componentNames },
  ...componentNames.map((name) => ({ components: [name] })),
];

describe.each(transportModels)('%s', (model) => {
  const vectors = randomParameters(model, 60);
  const medium = createMedium();
  const grid = compileSpectrum(points);
  const flux = new Float64Array(points.length);
  const amplitude = new Float64Array(energies.length);
  const phase = new Float64Array(energies.length);

  test.each(subsets)('spectra of $components equal the definition', ({ components }) => {
    const grid = compileSpectrum(points);
    for (const values of vectors) {
      setMedium(medium, values, model);
      predictSpectrum(grid, medium, components, null, flux);
      const expected = series.flatMap(
        ({ species, axis }) =>
          predictSpectra({ values, model, components, species, axis, x: pointsOf({ axis }) }).total,
      );
      expect(flux).toBeAllclose(expected, { rtol: 1e-12, atol: 1e-60 });
    }
  });

  test('shifted spectra are J(x/(1+d))/(1+d) of the definition', () => {
    const shift = Float64Array.from(points, (_, i) => 0.3 * Math.sin(1 + i - (i % 3)));
    for (const values of vectors.slice(0, 30)) {
      setMedium(medium, values, model);
      predictSpectrum(grid, medium, componentNames, shift, flux);
      const expected = points.map(({ species, axis, x }, i) => {
        const shifted = x / (1 + shift[i]);
        if (axis === 'total-energy' && shifted <= 3.727379 && species === 'he') return 0;
        return predictSpectra({ values, model, species, axis, x: [shifted] }).total[0] / (1 + shift[i]);
      });
      expect(flux).toBeAllclose(expected, { rtol: 1e-12 });
    }
  });

  test.each(subsets)('dipoles of $components equal the definition', ({ components }) => {
    const dipoleGrid = compileAnisotropy(energies);
    for (const values of vectors) {
      setMedium(medium, values, model);
      predictAnisotropy(dipoleGrid, medium, components, amplitude, phase);
      const expected = predictDipole({ values, model, components, energiesGeV: energies });
      expect(amplitude).toBeAllclose(expected.amplitude, { rtol: 1e-12, atol: 1e-15 });
      for (const of of [Math.cos, Math.sin]) {
        const projected = (phases: ArrayLike<number>): number[] =>
          Array.from(phases, (angle, i) => expected.amplitude[i] * of((angle * Math.PI) / 180));
        expect(projected(phase)).toBeAllclose(projected(expected.phase_ra_deg), { atol: 1e-15 });
      }
    }
  });

  test('a prediction depends on nothing but its arguments: any order of calls gives the same bits', () => {
    const shift = new Float64Array(points.length).fill(0.1);
    const fresh = vectors.map((values) => {
      const out = new Float64Array(points.length);
      setMedium(medium, values, model);
      predictSpectrum(compileSpectrum(points), medium, componentNames, null, out);
      return out;
    });
    for (const [i, values] of vectors.entries()) {
      setMedium(medium, values, model);
      if (i % 2 === 0) predictSpectrum(grid, medium, ['nearby'], shift, flux);
      predictSpectrum(grid, medium, componentNames, null, flux);
      expect(flux).toEqual(fresh[i]);
    }
  });
});
