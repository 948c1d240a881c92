import { describe, expect, test } from 'vitest';
import {
  logInterstellarBackground,
  logModulated,
  unmodulatedRigidityGV,
} from '../../src/physics/background.js';
import { beta, chargeZ, massGeV, speciesList } from '../../src/physics/rigidity.js';
import { kpc, pc, year } from '../../src/units.js';

describe.each(speciesList)('solar modulation of %s (eqs. 3, 4)', (species) => {
  const [Z, m] = [chargeZ(species), massGeV(species)];
  const energy = (R: number): number => Math.sqrt((Z * R) ** 2 + m * m);
  const rigidities = [0.05, 0.5, 4, 60, 1e4];

  test('eq. 4 is the loss of the energy Z phi', () => {
    for (const R of rigidities) {
      expect(energy(unmodulatedRigidityGV(R, species, 0.97))).toBeAllclose(energy(R) + Z * 0.97, {
        rtol: 1e-15,
      });
    }
  });

  test('two potentials one behind the other are their sum', () => {
    for (const R of rigidities) {
      const twice = unmodulatedRigidityGV(unmodulatedRigidityGV(R, species, 0.4), species, 0.5);
      expect(twice).toBeAllclose(unmodulatedRigidityGV(R, species, 0.9), { rtol: 1e-14 });
    }
  });

  test('eq. 3 keeps the density in phase space: flux per energy over momentum squared', () => {
    const outside = (R: number): number => -2.7 * Math.log(R);
    for (const R of rigidities) {
      const R0 = unmodulatedRigidityGV(R, species, 0.97);
      // J(E) = J(R) dR/dE, and dE/dR = Z beta.
      const density = (logFlux: number, at: number): number =>
        logFlux - Math.log(beta(at, species) * at * at);
      const inside = density(logModulated(R, species, 0.97, outside), R);
      expect(inside).toBeAllclose(density(outside(R0), R0), { atol: 1e-13 });
    }
  });

  test('without a potential nothing changes', () => {
    for (const R of rigidities) {
      expect(unmodulatedRigidityGV(R, species, 0)).toBeAllclose(R, { rtol: 2e-16 });
      expect(logModulated(R, species, 0, Math.log)).toBeAllclose(Math.log(R), { atol: 1e-15 });
    }
  });
});

describe('the leaky box (eq. 1)', () => {
  const box = {
    supernovaRatePerS: 0.03 / year,
    thicknessCm: 100 * pc,
    volumeCm3: 10 * kpc ** 3,
    diffusionAt10GV: 2.15e28,
  };
  const injection = { normalisationPerGV: 4.6e52, index: 2.6, cutoffGV: 4e6 };

  test('is the injection rate per volume times the time H^2/D to leak out, at the speed v per steradian', () => {
    const R = 80;
    // (R/10 GV)^(1/3) = 2; Julian years and IAU parsecs written out.
    const leakTime = (100 * 3.0856776e18) ** 2 / (2.15e28 * beta(R, 'p') * 2);
    const rate = (0.03 / 31557600) * 4.6e52 * 80 ** -2.6 * Math.exp(-80 / 4e6);
    const density = (rate * leakTime) / (10 * 3.0856776e21 ** 3);
    const flux = (1e4 * beta(R, 'p') * 2.99792458e10 * density) / (4 * Math.PI);
    expect(Math.exp(logInterstellarBackground(R, 'p', box, injection))).toBeAllclose(flux, { rtol: 1e-13 });
  });

  test('depends on the species only through the injection: beta cancels', () => {
    const [p, he] = speciesList.map((species) => logInterstellarBackground(0.2, species, box, injection));
    expect(p).toBeCloseTo(he, 12);
  });

  test('no injection, no flux', () => {
    const nothing = { ...injection, normalisationPerGV: 0 };
    expect(logInterstellarBackground(10, 'p', box, nothing)).toBe(-Infinity);
  });
});
