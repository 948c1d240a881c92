/** What must hold at any parameters: which of them the model can feel, and how fluxes and axes hang together. */
import { describe, expect, test } from 'vitest';
import {
  parameterSlots,
  transportModels,
  type ParameterId,
  type TransportModel,
} from '../../src/model/parameters.js';
import { predictDipole, predictSpectra } from '../../src/model/predict.js';
import {
  rigidityFromAxis,
  speciesList,
  spectrumAxes,
  type SpectrumAxis,
} from '../../src/physics/rigidity.js';
import { randomParameters } from '../model/random-parameters.js';
import { fastModel } from './fast-model.js';

const rigidities = [1, 10, 300, 1e4, 3e5, 1e7];
const energiesGeV = [10, 1e3, 3e4, 1e6, 1e8];

/** All predictions of a parameter vector in one list: fluxes and dipole vectors, scaled to order one each. */
function predictions(values: Float64Array, model: TransportModel): number[] {
  const fluxes = speciesList.flatMap((species) => {
    const { total } = predictSpectra({ values, model, species, axis: 'rigidity', x: rigidities });
    return total.map((flux, i) => flux * rigidities[i] ** 2.7);
  });
  const { dipole } = predictDipole({ values, model, energiesGeV });
  return [...fluxes, ...dipole.flat().map((component) => 1 + component)];
}

function scaled(values: Float64Array, factors: Readonly<Partial<Record<ParameterId, number>>>): Float64Array {
  const out = values.slice();
  for (const [id, factor] of Object.entries(factors)) out[parameterSlots[id as ParameterId]] *= factor;
  return out;
}

describe('kinetic model: the distance x and the field B', () => {
  const vectors = randomParameters('kinetic', 25);

  test('enter only as their product', () => {
    for (const values of vectors) {
      for (const factor of [1e-3, 0.37, 40]) {
        const moved = scaled(values, { x_lic: factor, b_field: 1 / factor });
        expect(predictions(moved, 'kinetic')).toBeAllclose(predictions(values, 'kinetic'), { rtol: 1e-12 });
        expect(fastModel(moved, 'kinetic')).toBeAllclose(fastModel(values, 'kinetic'), { rtol: 1e-12 });
      }
    }
  });

  test('each alone does change the fluxes', () => {
    const [values] = vectors;
    const changed = scaled(values, { b_field: 2 });
    expect(predictions(changed, 'kinetic')).not.toBeAllclose(predictions(values, 'kinetic'), { rtol: 1e-4 });
  });
});

describe('wandering model: R_cr and B', () => {
  test('enter nowhere: not one bit changes', () => {
    for (const values of randomParameters('wandering', 25)) {
      const moved = scaled(values, { r_cr: 0.013, b_field: 7 });
      expect(predictions(moved, 'wandering')).toEqual(predictions(values, 'wandering'));
      expect(fastModel(moved, 'wandering')).toEqual(fastModel(values, 'wandering'));
    }
  });
});

describe('combinations that no measurement can tell apart', () => {
  const disk = (factor: number) => ({ q0b_p: factor, q0b_he: factor });
  const nearby = (factor: number) => ({ q0n_p: factor, q0n_he: factor });
  const both = transportModels;
  // Under wandering M_A is also the ratio of the local coefficients, and there it can be seen.
  test.each<{
    name: string;
    factors: Partial<Record<ParameterId, number>>;
    models: readonly TransportModel[];
  }>([
    { name: 'rate of supernovae and their injection', factors: { sn_rate: 2, ...disk(1 / 2) }, models: both },
    { name: 'thickness of the Galaxy and injection', factors: { h_g: 2, ...disk(1 / 4) }, models: both },
    { name: 'volume of the Galaxy and injection', factors: { v_g: 2, ...disk(2) }, models: both },
    {
      name: 'M_A, r_perp and injection of the nearby source',
      factors: { m_a: 2 ** (1 / 4), r_perp: 2 ** (1 / 2), ...nearby(2) },
      models: ['kinetic'],
    },
  ])('$name ($models)', ({ factors, models }) => {
    for (const model of models) {
      for (const values of randomParameters(model, 10)) {
        const moved = predictions(scaled(values, factors), model);
        expect(moved).toBeAllclose(predictions(values, model), { rtol: 1e-12 });
      }
    }
  });
});

describe.each(speciesList)('%s: the axes describe the same particles', (species) => {
  const [values] = randomParameters('kinetic', 1);
  const request = { values, model: 'kinetic' as const, species };
  const axes = spectrumAxes.filter((axis) => axis !== 'rigidity');
  const flux = (axis: SpectrumAxis, x: number): number =>
    predictSpectra({ ...request, axis, x: [x] }).total[0];

  /** x of a rigidity, by bisection in the logarithm: independent of the formulae of the axes' inverse. */
  function pointAt(axis: SpectrumAxis, rigidityGV: number): number {
    let [low, high] = [Math.log(1e-6), Math.log(1e12)];
    for (let i = 0; i < 200; i++) {
      const middle = (low + high) / 2;
      // NaN, below the rest energy, counts as low.
      if (rigidityFromAxis(axis, Math.exp(middle), species) > rigidityGV) high = middle;
      else low = middle;
    }
    return Math.exp(low);
  }

  /** Simpson's rule in the logarithm. */
  function particles(axis: SpectrumAxis, from: number, to: number): number {
    const intervals = 400;
    const h = Math.log(to / from) / intervals;
    const x = Array.from({ length: intervals + 1 }, (_, i) =>
      i === intervals ? to : from * Math.exp(i * h),
    );
    const { total } = predictSpectra({ ...request, axis, x });
    const weight = (i: number): number => (i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2);
    return (h / 3) * x.reduce((sum, value, i) => sum + weight(i) * value * total[i], 0);
  }

  test.each(axes)('as many between two rigidities as on the axis %s', (axis) => {
    for (const [from, to] of [
      [0.5, 5],
      [20, 400],
      [1e5, 1e7],
    ]) {
      const expected = particles('rigidity', from, to);
      expect(particles(axis, pointAt(axis, from), pointAt(axis, to))).toBeAllclose(expected, { rtol: 1e-8 });
    }
  });

  test('per nucleon the flux is A times that per nucleus', () => {
    const A = species === 'p' ? 1 : 4;
    for (const x of [0.4, 30, 1e5]) {
      expect(flux('kinetic-energy-per-nucleon', x)).toBeAllclose(A * flux('kinetic-energy', A * x), {
        rtol: 1e-14,
      });
    }
  });

  test('at high energy the flux per energy is that per rigidity over Z', () => {
    const Z = species === 'p' ? 1 : 2;
    expect(flux('total-energy', Z * 1e7)).toBeAllclose(flux('rigidity', 1e7) / Z, { rtol: 1e-12 });
  });
});

describe.each(transportModels)('%s: limits', (model) => {
  const nearby = (values: Float64Array): number[] =>
    predictSpectra({ values, model, species: 'p', axis: 'rigidity', x: rigidities }).components.nearby;

  test('exp(-u x/kappa) tends to 1 as x tends to 0', () => {
    for (const values of randomParameters(model, 10)) {
      const none = nearby(scaled(values, { x_lic: 0 }));
      expect(nearby(scaled(values, { x_lic: 1e-30 }))).toBeAllclose(none, { rtol: 1e-12 });
      expect(nearby(scaled(values, { x_lic: 1e3 })).every((flux, i) => flux < none[i])).toBe(true);
    }
  });

  test('every flux is proportional to its own normalisation and to no other', () => {
    const [values] = randomParameters(model, 1);
    const before = predictSpectra({ values, model, species: 'he', axis: 'rigidity', x: rigidities });
    const after = predictSpectra({
      values: scaled(values, { q0n_he: 3, q0b_p: 5, q0n_p: 5, q0c_p: 5 }),
      model,
      species: 'he',
      axis: 'rigidity',
      x: rigidities,
    });
    expect(after.components.nearby).toBeAllclose(
      before.components.nearby.map((flux) => 3 * flux),
      { rtol: 1e-13 },
    );
    expect(after.components.background).toEqual(before.components.background);
    expect(after.components.galactic_center).toEqual(before.components.galactic_center);
  });

  test('scaling all fluxes alike leaves the dipole', () => {
    const [values] = randomParameters(model, 1);
    const all = { q0b_p: 7, q0b_he: 7, q0n_p: 7, q0n_he: 7, q0c_p: 7, q0c_he: 7 };
    const { dipole } = predictDipole({ values, model, energiesGeV });
    const after = predictDipole({ values: scaled(values, all), model, energiesGeV });
    expect(after.dipole.flat()).toBeAllclose(dipole.flat(), { atol: 1e-16 });
  });
});
