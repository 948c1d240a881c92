/** Spectra, dipoles and derived quantities against an independent NumPy implementation (scripts/fixtures/lic_model.py). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileAnisotropy, predictAnisotropy } from '../../src/model/anisotropy.js';
import { componentNames, type Component } from '../../src/model/components.js';
import { computeDerived, derivedQuantities } from '../../src/model/derived.js';
import { createMedium, setMedium } from '../../src/model/medium.js';
import { parameterTable, type TransportModel } from '../../src/model/parameters.js';
import { dipoleTerms, predictDipole, predictSpectra, type DipoleTerm } from '../../src/model/predict.js';
import { compileSpectrum, predictSpectrum } from '../../src/model/spectrum.js';
import type { Species, SpectrumAxis } from '../../src/physics/rigidity.js';

interface Phasors {
  readonly amplitude: number[];
  readonly phase_ra_deg: number[];
}

interface Dipoles extends Phasors {
  readonly dipole: readonly (readonly number[])[];
}

interface Case {
  readonly model: TransportModel;
  readonly parameters: Readonly<Record<string, number>>;
  readonly derived: Readonly<Record<string, number>>;
  readonly spectra: readonly ({
    readonly species: 'p' | 'He';
    readonly axis: SpectrumAxis;
    readonly x: number[];
    readonly total: number[];
  } & Readonly<Record<Component, number[]>>)[];
  readonly anisotropy: Dipoles & {
    readonly energy_gev: number[];
    readonly components: Readonly<Record<DipoleTerm, Dipoles>>;
  };
}

const fixture = JSON.parse(readFileSync(new URL('../fixtures/model.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};
const cases = fixture.cases.map((one, number) => ({ ...one, number }));
const rtol = 1e-10;

test('the fixture covers both models and names every parameter', () => {
  expect(new Set(cases.map(({ model }) => model))).toEqual(new Set(['kinetic', 'wandering']));
  for (const { parameters } of cases) {
    expect(Object.keys(parameters).sort()).toEqual(parameterTable.map(({ id }) => id).sort());
  }
});

describe.each(cases)('case $number, $model', ({ model, parameters, derived, spectra, anisotropy }) => {
  const values = Float64Array.from(parameterTable, ({ id }) => parameters[id]);
  const medium = createMedium();
  setMedium(medium, values, model);

  test('spectra, total and by component', () => {
    for (const { species: nucleus, axis, x, total, ...components } of spectra) {
      const species = speciesOf(nucleus);
      const predicted = predictSpectra({ values, model, species, axis, x });
      expect(predicted.total).toBeAllclose(total, { rtol });
      for (const name of componentNames) {
        expect(predicted.components[name]).toBeAllclose(components[name], { rtol });
      }
    }
  });

  test('compiled spectra', () => {
    for (const { species: nucleus, axis, x, total } of spectra) {
      const species = speciesOf(nucleus);
      const out = new Float64Array(x.length);
      const grid = compileSpectrum(x.map((value) => ({ species, axis, x: value })));
      predictSpectrum(grid, medium, componentNames, null, out);
      expect(out).toBeAllclose(total, { rtol });
    }
  });

  test('dipoles, total and by term', () => {
    const predicted = predictDipole({ values, model, energiesGeV: anisotropy.energy_gev });
    expectSameDipoles(predicted, anisotropy);
    for (const term of dipoleTerms) {
      expectSameDipoles(predicted.components[term], anisotropy.components[term]);
    }
  });

  test('compiled dipoles', () => {
    const size = anisotropy.energy_gev.length;
    const [amplitude, phase] = [new Float64Array(size), new Float64Array(size)];
    predictAnisotropy(compileAnisotropy(anisotropy.energy_gev), medium, componentNames, amplitude, phase);
    expectSamePhasors({ amplitude: [...amplitude], phase_ra_deg: [...phase] }, anisotropy);
  });

  test('derived quantities', () => {
    const out = new Float64Array(derivedQuantities.length);
    computeDerived(medium, out, 0);
    const expected = derivedQuantities.map(({ id }) => derived[id]);
    expect(out).toBeAllclose(expected, { rtol });
  });
});

function speciesOf(nucleus: 'p' | 'He'): Species {
  return nucleus === 'p' ? 'p' : 'he';
}

function expectSameDipoles(actual: Dipoles, expected: Dipoles): void {
  expectSamePhasors(actual, expected);
  expect(actual.dipole.flat()).toBeAllclose(expected.dipole.flat(), { rtol, atol: 1e-16 });
}

/** Phases where the amplitude is not rounding noise, relative to the whole dipole of order 1e-3. */
function expectSamePhasors(actual: Phasors, expected: Phasors): void {
  expect(actual.amplitude).toBeAllclose(expected.amplitude, { rtol, atol: 1e-16 });
  const significant = (phases: readonly number[]): number[] =>
    phases.filter((_, i) => expected.amplitude[i] > 1e-16);
  expect(significant(actual.phase_ra_deg)).toBeAllclose(significant(expected.phase_ra_deg), {
    rtol,
    atol: 1e-9,
  });
}
