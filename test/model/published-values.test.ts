/**
 * The model's numbers at the paper's best fit, Table I, to all digits on which two independent implementations agreed
 * before this one was written. Where the paper itself prints a number its place is named.
 */
import { describe, expect, test } from 'vitest';
import { computeDerived, derivedQuantities } from '../../src/model/derived.js';
import { createMedium, setMedium } from '../../src/model/medium.js';
import { modelDefaults } from '../../src/model/parameters.js';
import { physicalModel } from '../../src/model/physical-model.js';
import { predictDipole, predictSpectra } from '../../src/model/predict.js';
import { bohmDiffusion, localDiffusion, localParallelAt10GV } from '../../src/physics/diffusion.js';
import { towardGalacticCenter, towardGalacticPole } from '../../src/physics/directions.js';
import { angleBetween, scale } from '../../src/physics/vector.js';
import { degree } from '../../src/units.js';

const kinetic = modelDefaults('kinetic');
const wandering = modelDefaults('wandering');
const physics = physicalModel(kinetic, 'kinetic');

/** A number as it prints with that many significant digits. */
const digits = (count: number, value: number): number => Number(value.toPrecision(count));

test('angles: theta_b and theta_c (Sec. II B, below eqs. 13 and 14), theta and u_LSR', () => {
  const thetaB = angleBetween(towardGalacticPole, physics.field) / degree;
  const thetaC = angleBetween(scale(-1, towardGalacticCenter), physics.field) / degree;
  expect(digits(5, thetaB)).toBe(147.06);
  expect(digits(4, thetaB)).toBe(147.1);
  expect(digits(4, thetaC)).toBe(62.04);
  expect(digits(3, thetaC)).toBe(62.0);
  const derived = derivedAtDefaults();
  expect(digits(5, derived.u_lsr)).toBe(19.343);
  expect(digits(5, derived.theta_deg)).toBe(84.415);
});

test('the cloud: Bohm diffusion at R_cr and k0_par (Sec. II A, below eq. 7)', () => {
  const microgauss3 = 3e-6;
  expect(digits(4, bohmDiffusion(3e6, microgauss3))).toBe(3.333e28);
  // Printed as 3.3e28 and 4.9e26; the second is cut off, not rounded.
  expect(digits(4, localParallelAt10GV(3e6, microgauss3))).toBe(4.979e26);
  expect(digits(4, localDiffusion(10, 'p', physics.cloud.transport).parallel)).toBe(4.958e26);
  expect(digits(4, localDiffusion(10, 'he', physics.cloud.transport).parallel)).toBe(4.895e26);
  expect(digits(4, derivedAtDefaults().kappa_par_10gv)).toBe(4.958e26);
});

/** R^2.7 J in m^-2 s^-1 sr^-1 GV^1.7 of background, nearby source and centre (Fig. 1); at 10 GV the last is about 1e-22. */
const spectra = [
  { rigidityGV: 10, p: [1.251e4, 0.4264, 0], he: [2240, 0.06421, 0] },
  { rigidityGV: 1e3, p: [6726, 4266, 0.1407], he: [1717, 1089, 0.03831] },
  { rigidityGV: 1e5, p: [2251, 7393, 998.9], he: [819.4, 2691, 387.8] },
  { rigidityGV: 1e7, p: [64.69, 159.5, 1441], he: [33.57, 82.77, 797.7] },
];

describe.each(spectra)('spectra at $rigidityGV GV', ({ rigidityGV, p, he }) => {
  test.each([
    { species: 'p' as const, expected: p },
    { species: 'he' as const, expected: he },
  ])('$species', ({ species, expected: [background, nearby, center] }) => {
    const request = { values: kinetic, model: 'kinetic' as const, species, axis: 'rigidity' as const };
    const { components } = predictSpectra({ ...request, x: [rigidityGV] });
    const scaled = (flux: readonly number[]): number => digits(4, flux[0] * rigidityGV ** 2.7);
    expect(scaled(components.background)).toBe(background);
    expect(scaled(components.nearby)).toBe(nearby);
    expect(scaled(components.galactic_center)).toBeAllclose(center, { atol: 1e-20 });
  });
});

test('the dipole of the kinetic model (Fig. 2)', () => {
  const energiesGeV = [1e3, 1e4, 1e5, 1e6, 1e8];
  const { amplitude, phase_ra_deg } = predictDipole({ values: kinetic, model: 'kinetic', energiesGeV });
  const printed = amplitude.map((value) => Number((1e3 * value).toFixed(4)));
  expect(printed).toEqual([0.5997, 0.9822, 0.2835, 1.3529, 4.8944]);
  const degrees = phase_ra_deg.map((value) => Number(value.toFixed(2)));
  expect(degrees).toEqual([31.79, 38.37, 9.76, -123.79, -129.48]);
});

test('the dipole and the nearby source of the wandering model (Fig. 4)', () => {
  const energiesGeV = [6e3, 1.5e5, 3e6];
  const { amplitude, phase_ra_deg } = predictDipole({ values: wandering, model: 'wandering', energiesGeV });
  expect(amplitude.map((value) => Number((1e3 * value).toFixed(5)))).toEqual([0.95232, 0.18077, 2.5633]);
  expect(phase_ra_deg.map((value) => Number(value.toFixed(3)))).toEqual([38.066, -58.932, -127.643]);
  const request = { values: wandering, model: 'wandering' as const, species: 'p' as const };
  const { components } = predictSpectra({ ...request, axis: 'rigidity', x: [2000] });
  expect(digits(6, components.nearby[0])).toBe(7.38643e-6);
});

function derivedAtDefaults(): Record<string, number> {
  const medium = createMedium();
  setMedium(medium, kinetic, 'kinetic');
  const out = new Float64Array(derivedQuantities.length);
  computeDerived(medium, out, 0);
  return Object.fromEntries(derivedQuantities.map(({ id }, i) => [id, out[i]]));
}
