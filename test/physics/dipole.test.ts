import { describe, expect, test } from 'vitest';
import { diffusionCoefficient, localDiffusion, type FieldDiffusion } from '../../src/physics/diffusion.js';
import {
  backgroundStreaming,
  centerStreaming,
  comptonGettingStreaming,
  nearbyStreaming,
  nearbyStreamingUnitForm,
  observedDipole,
} from '../../src/physics/dipole.js';
import { towardGalacticCenter, towardGalacticPole, unitVector } from '../../src/physics/directions.js';
import { logCenterFlux } from '../../src/physics/galactic-center.js';
import { beta } from '../../src/physics/rigidity.js';
import { add, dot, norm, scale, type Vector } from '../../src/physics/vector.js';
import { streamRng } from '../../src/math/rng.js';
import { pc, speedOfLight, year } from '../../src/units.js';

const field = unitVector(48.5, -21.2);

describe('the streaming from the nearby source (eqs. 11, 17)', () => {
  const rng = streamRng('dipole-test');
  const direction = (): Vector =>
    unitVector(360 * rng.uniform(), (Math.asin(2 * rng.uniform() - 1) * 180) / Math.PI);
  const cases = Array.from({ length: 200 }, () => ({
    kappa: { parallel: 10 ** (28 * rng.uniform()), perpendicular: 10 ** (28 * rng.uniform()) },
    velocity: scale(3e6 * rng.uniform(), direction()),
    b: direction(),
  }));

  test('the tensor form -(3/v) kappa.u/kappa_xx equals the printed form with e_perp', () => {
    for (const { kappa, velocity, b } of cases) {
      const tensor = nearbyStreaming(kappa, speedOfLight, velocity, b);
      const printed = nearbyStreamingUnitForm(kappa, speedOfLight, velocity, b);
      expect(tensor).toBeAllclose(printed, { atol: 1e-12 * norm(printed) });
    }
  });

  test('its component along the flow is -(3/v) u_LSR: the gradient of eq. 6 holds the flow back, whatever the kappas', () => {
    for (const { kappa, velocity, b } of cases) {
      const along = dot(nearbyStreaming(kappa, speedOfLight, velocity, b), velocity) / norm(velocity);
      expect(along).toBeAllclose((-3 * norm(velocity)) / speedOfLight, { rtol: 1e-10 });
    }
  });

  test('isotropic diffusion streams against the flow', () => {
    const isotropic: FieldDiffusion = { parallel: 5, perpendicular: 5 };
    const streaming = nearbyStreaming(isotropic, speedOfLight, [1e5, 2e5, -3e5], field);
    expect(streaming).toBeAllclose(scale(-3 / speedOfLight, [1e5, 2e5, -3e5]), { rtol: 1e-14 });
  });

  test('without diffusion across the field it is along the field, and grows as 1/cos(theta)', () => {
    const velocity = scale(2e6, unitVector(48.5, 48.8));
    const streaming = nearbyStreaming({ parallel: 1, perpendicular: 0 }, speedOfLight, velocity, field);
    const expected = scale((-3 * 2e6) / (speedOfLight * Math.cos((70 * Math.PI) / 180)), field);
    expect(streaming).toBeAllclose(expected, { atol: 1e-17 });
  });

  test('is exact where u_LSR is along the field, where the printed form divides by sin(theta) = 0', () => {
    const kappa = localDiffusion(1e3, 'p', { kind: 'kinetic', criticalRigidityGV: 3e6, fieldGauss: 3e-6 });
    for (const sign of [1, -1]) {
      const velocity = scale(sign * 2e6, field);
      const expected = scale((-sign * 3 * 2e6) / speedOfLight, field);
      expect(nearbyStreaming(kappa, speedOfLight, velocity, field)).toBeAllclose(expected, { rtol: 1e-13 });
    }
    expect(nearbyStreaming(kappa, speedOfLight, [0, 0, 0], field)).toEqual([0, 0, 0]);
  });
});

describe('the centre (eqs. 12, 13)', () => {
  const source = { ageS: 4e6 * year, distanceCm: 8500 * pc };
  const injection = { normalisationPerGV: 5e57, index: 2.6, cutoffGV: 1e8 };

  test('eq. 12 is the gradient 3 D/(v J) dJ/dr of eq. 9', () => {
    const [R, species] = [1e5, 'he'] as const;
    const log = (distanceCm: number): number =>
      logCenterFlux(R, species, { ...source, distanceCm }, injection, 2.15e28);
    const h = 1e-4 * source.distanceCm;
    const gradient = (log(source.distanceCm + h) - log(source.distanceCm - h)) / (2 * h);
    const speed = beta(R, species) * speedOfLight;
    const fick = (3 * diffusionCoefficient(2.15e28, R, species) * gradient) / speed;
    // With the field along the line of sight the projection of eq. 13 changes nothing.
    const streaming = centerStreaming(
      source.distanceCm,
      source.ageS,
      speed,
      towardGalacticCenter,
      towardGalacticCenter,
    );
    expect(streaming).toBeAllclose(scale(fick, towardGalacticCenter), { rtol: 1e-7 });
    expect(fick).toBeAllclose((-3 * source.distanceCm) / (2 * speed * source.ageS), { rtol: 1e-7 });
  });

  test('streams away from the centre, along the field: the excess comes from the centre side', () => {
    const streaming = centerStreaming(
      source.distanceCm,
      source.ageS,
      speedOfLight,
      towardGalacticCenter,
      field,
    );
    expect(dot(streaming, towardGalacticCenter)).toBeLessThan(0);
    expect(dot(observedDipole(streaming).vector, towardGalacticCenter)).toBeGreaterThan(0);
    const cosThetaC = Math.cos((62.04 * Math.PI) / 180);
    const full = (3 * source.distanceCm) / (2 * speedOfLight * source.ageS);
    expect(norm(streaming)).toBeAllclose(full * cosThetaC, { rtol: 1e-3 });
  });
});

describe('background and Compton-Getting (eqs. 14, 15)', () => {
  test('eq. 14: delta_b cos(theta_b) along the field, theta_b = 147.06 deg', () => {
    const streaming = backgroundStreaming(6e-4, towardGalacticPole, field);
    expect(streaming).toBeAllclose(scale(6e-4 * Math.cos((147.06 * Math.PI) / 180), field), { rtol: 1e-3 });
    expect(backgroundStreaming(6e-4, field, field)).toBeAllclose(scale(6e-4, field), { rtol: 1e-14 });
  });

  test('the excess comes from where the Sun goes: RA 254.9, Dec -17.6, amplitude 3 C u_HC/c', () => {
    const observed = observedDipole(comptonGettingStreaming(1.6, scale(25.4e5, unitVector(74.9, 17.6))));
    expect(observed.phaseRaDeg).toBeCloseTo(254.9 - 360, 12);
    expect(observed.vector).toBeAllclose(scale((4.8 * 25.4e5) / speedOfLight, unitVector(254.9, -17.6)), {
      rtol: 1e-13,
    });
  });
});

describe('what is observed', () => {
  test('comes from the direction against the streaming, seen on the equator', () => {
    expect(observedDipole([-3e-4, -4e-4, 1])).toEqual({
      vector: [3e-4, 4e-4, -1],
      amplitude: 5e-4,
      phaseRaDeg: (Math.atan2(4, 3) * 180) / Math.PI,
    });
    expect(observedDipole([1, 0, 0]).phaseRaDeg).toBe(180);
    expect(observedDipole([1, -0, 0]).phaseRaDeg).toBe(180);
  });

  test('a dipole along the pole has no amplitude and no phase', () => {
    const { amplitude, phaseRaDeg } = observedDipole([0, 0, 1]);
    expect([amplitude, phaseRaDeg]).toEqual([0, NaN]);
  });

  test('is linear: the sum of two streamings is seen as the sum of two vectors', () => {
    const [a, b]: Vector[] = [
      [1, 2, 3],
      [-2, 1, 5],
    ];
    expect(observedDipole(add(a, b)).vector).toEqual(add(observedDipole(a).vector, observedDipole(b).vector));
  });
});
