import { describe, expect, test } from 'vitest';
import {
  bohmDiffusion,
  diffusionAtAngle,
  diffusionCoefficient,
  diffusionTensor,
  gyroradiusCm,
  largeScaleDiffusion,
  localDiffusion,
  localParallelAt10GV,
  magnetisation,
  type LocalTransport,
} from '../../src/physics/diffusion.js';
import { unitVector } from '../../src/physics/directions.js';
import { beta, speciesList } from '../../src/physics/rigidity.js';
import { apply, dot, scale } from '../../src/physics/vector.js';
import { speedOfLight } from '../../src/units.js';

const criticalRigidityGV = 3e6;
const fieldGauss = 3e-6;
const kinetic: LocalTransport = { kind: 'kinetic', criticalRigidityGV, fieldGauss };
const largeScale = { parallelAt10GV: 6.45e28, alfvenMach: 0.1 };

test('gyroradius: 1 GV in 1 microgauss is 3.3356e12 cm; Bohm diffusion is 1e8 R[V] / (3 B[G])', () => {
  expect(gyroradiusCm(1, 1e-6)).toBeAllclose(3.3356409519815204e12, { rtol: 1e-15 });
  expect(bohmDiffusion(criticalRigidityGV, fieldGauss)).toBeAllclose(1e29 / 3, { rtol: 1e-15 });
});

describe.each(speciesList)('%s in the cloud (kinetic theory, Sec. II A)', (species) => {
  const at = (rigidityGV: number) => localDiffusion(rigidityGV, species, kinetic);

  test('at R_cr the gyroradius equals the mean free path, and kappa_par is Bohm diffusion times v/c', () => {
    const speed = beta(criticalRigidityGV, species) * speedOfLight;
    const meanFreePath = (3 * at(criticalRigidityGV).parallel) / speed;
    expect(meanFreePath).toBeAllclose(gyroradiusCm(criticalRigidityGV, fieldGauss), { rtol: 1e-14 });
    expect(at(criticalRigidityGV).parallel).toBeAllclose(
      bohmDiffusion(criticalRigidityGV, fieldGauss) * beta(criticalRigidityGV, species),
      { rtol: 1e-14 },
    );
  });

  test('omega tau from its definition: omega = v/r_g and tau = 3 kappa_par/v^2', () => {
    for (const R of [1, 50, 3e6, 1e8]) {
      const speed = beta(R, species) * speedOfLight;
      const omega = speed / gyroradiusCm(R, fieldGauss);
      const tau = (3 * at(R).parallel) / speed ** 2;
      expect(magnetisation(R, criticalRigidityGV)).toBeAllclose(omega * tau, { rtol: 1e-14 });
      expect(at(R).perpendicular).toBeAllclose(at(R).parallel / (1 + (omega * tau) ** 2), { rtol: 1e-14 });
    }
  });

  test('kappa_par goes as R^(1/3), kappa_perp as R^(5/3), a source spectrum steepens by R^(11/6) (Sec. III)', () => {
    const slope = (f: (R: number) => number): number => Math.log(f(1e3 * 1.01) / f(1e3)) / Math.log(1.01);
    expect(slope((R) => at(R).parallel)).toBeCloseTo(1 / 3, 5);
    expect(slope((R) => at(R).perpendicular)).toBeCloseTo(5 / 3, 3);
    expect(slope((R) => Math.sqrt(at(R).parallel) * at(R).perpendicular)).toBeCloseTo(11 / 6, 3);
  });

  test('far above R_cr the cloud diffuses equally in all directions', () => {
    const { parallel, perpendicular } = at(1e15);
    expect(perpendicular / parallel).toBeCloseTo(1, 10);
  });
});

test('k0_par follows from the Bohm limit, so kappa_par = k_Bohm(R_cr) (R/R_cr)^(1/3)', () => {
  const k0 = localParallelAt10GV(criticalRigidityGV, fieldGauss);
  expect(k0 * (criticalRigidityGV / 10) ** (1 / 3)).toBeAllclose(1e29 / 3, { rtol: 1e-14 });
});

test('eq. 2 and the large scales: D = D0 (v/c) (R/10 GV)^(1/3), D_perp = M_A^4 D_par', () => {
  expect(diffusionCoefficient(2.15e28, 80, 'he')).toBeAllclose(2 * 2.15e28 * beta(80, 'he'), { rtol: 1e-15 });
  const { parallel, perpendicular } = largeScaleDiffusion(80, 'p', largeScale);
  expect(parallel).toBe(diffusionCoefficient(6.45e28, 80, 'p'));
  expect(perpendicular).toBeAllclose(1e-4 * parallel, { rtol: 1e-15 });
  expect(localDiffusion(80, 'p', { kind: 'wandering', largeScale })).toEqual({ parallel, perpendicular });
});

describe('the tensor of eq. 5', () => {
  const pair = { parallel: 7, perpendicular: 2 };
  const b = unitVector(48.5, -21.2);
  const across = unitVector(48.5, 68.8);

  test('takes kappa_par along the field and kappa_perp across', () => {
    expect(apply(diffusionTensor(pair, b), b)).toBeAllclose(scale(7, b), { atol: 1e-15 });
    expect(apply(diffusionTensor(pair, b), across)).toBeAllclose(scale(2, across), { atol: 2e-15 });
  });

  test('gives eq. 7 along a direction at the angle theta', () => {
    const theta = 1.1;
    const x = [0, 1, 2].map((i) => Math.cos(theta) * b[i] + Math.sin(theta) * across[i]);
    const direction = [x[0], x[1], x[2]] as const;
    expect(diffusionAtAngle(pair, theta)).toBeCloseTo(
      dot(direction, apply(diffusionTensor(pair, b), direction)),
      14,
    );
    expect(diffusionAtAngle(pair, 0)).toBe(7);
    expect(diffusionAtAngle(pair, Math.PI / 2)).toBeCloseTo(2, 15);
  });
});
