import { describe, expect, test } from 'vitest';
import {
  beta,
  chargeZ,
  fluxJacobian,
  massGeV,
  nucleonsA,
  rigidityFromAxis,
  speciesList,
  spectrumAxes,
} from '../../src/physics/rigidity.js';

test('the two nuclei', () => {
  expect(speciesList.map((s) => [s, chargeZ(s), nucleonsA(s), massGeV(s)])).toEqual([
    ['p', 1, 1, 0.938272],
    ['he', 2, 4, 3.727379],
  ]);
});

describe.each(speciesList)('%s', (species) => {
  const [Z, A, m] = [chargeZ(species), nucleonsA(species), massGeV(species)];
  const kinetic = [1e-3, 0.2, 1, 30, 1e4, 1e8];

  test('one particle has the same rigidity on every axis: (Z R)^2 = E^2 - m^2 = E_k (E_k + 2 m)', () => {
    for (const k of kinetic) {
      const R = Math.sqrt(k * k + 2 * k * m) / Z;
      expect(rigidityFromAxis('rigidity', R, species)).toBe(R);
      // E = m + k keeps only the digits of k that m leaves.
      expect(rigidityFromAxis('total-energy', k + m, species)).toBeAllclose(R, {
        rtol: (1e-15 * (k + m)) / k,
      });
      expect(rigidityFromAxis('kinetic-energy', k, species)).toBeAllclose(R, { rtol: 1e-15 });
      expect(rigidityFromAxis('kinetic-energy-per-nucleon', k / A, species)).toBeAllclose(R, { rtol: 1e-15 });
    }
  });

  test('no digits are lost close to rest, where E_k = (Z R)^2 / 2m', () => {
    const R = 1e-9;
    const k = (Z * R) ** 2 / (2 * m);
    expect(rigidityFromAxis('kinetic-energy', k, species)).toBeAllclose(R, { rtol: 1e-15 });
    expect(beta(R, species)).toBeAllclose((Z * R) / m, { rtol: 1e-15 });
  });

  test.each(spectrumAxes)('the jacobian is the slope of the rigidity: %s', (axis) => {
    for (const k of kinetic.slice(1)) {
      const x = axis === 'total-energy' ? k + m : k;
      const h = 1e-4 * k;
      const R = (at: number): number => rigidityFromAxis(axis, at, species);
      // Five-point rule: its own error is below 1e-11 here.
      const slope = (R(x - 2 * h) - 8 * R(x - h) + 8 * R(x + h) - R(x + 2 * h)) / (12 * h);
      expect(fluxJacobian(axis, x, species)).toBeAllclose(slope, { rtol: 1e-9 });
    }
  });

  test('beta is momentum over energy, and below 1 by (m/E)^2/2 at high energy', () => {
    for (const R of [0.1, 3, 100]) {
      const E = Math.sqrt((Z * R) ** 2 + m * m);
      expect(beta(R, species)).toBeAllclose((Z * R) / E, { rtol: 1e-15 });
    }
    expect(1 - beta(1e4, species)).toBeAllclose((m / (Z * 1e4)) ** 2 / 2, { rtol: 1e-6 });
    expect(beta(0, species)).toBe(0);
  });

  test('below the rest energy there is no rigidity', () => {
    expect(rigidityFromAxis('total-energy', 0.9 * m, species)).toBeNaN();
    expect(fluxJacobian('total-energy', 0.9 * m, species)).toBeNaN();
    expect(rigidityFromAxis('total-energy', m, species)).toBe(0);
    expect(fluxJacobian('total-energy', m, species)).toBe(Infinity);
  });
});
