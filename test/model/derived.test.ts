import { describe, expect, test } from 'vitest';
import { computeDerived, derivedQuantities } from '../../src/model/derived.js';
import { createMedium, setMedium } from '../../src/model/medium.js';
import type { TransportModel } from '../../src/model/parameters.js';
import { beta } from '../../src/physics/rigidity.js';
import { withValues, type Changes } from './with-values.js';

function derive(model: TransportModel, changes: Changes): Record<string, number> {
  const values = withValues(model, changes);
  const medium = createMedium();
  setMedium(medium, values, model);
  const out = new Float64Array(derivedQuantities.length + 2).fill(-1);
  computeDerived(medium, out, 1);
  expect([out[0], out[out.length - 1]]).toEqual([-1, -1]);
  return Object.fromEntries(derivedQuantities.map(({ id }, i) => [id, out[i + 1]]));
}

/** The cloud at rest relative to the Sun: then u_LSR is the solar motion. */
const followsSun = { u_hc: 0, u_sun: 0, v_sun: 0, w_sun: 0 };

test('the derived quantities of every chain', () => {
  expect(derivedQuantities.map(({ id }) => id)).toEqual([
    'x_b',
    'u_lsr',
    'theta_deg',
    'kappa_par_10gv',
    'kappa_par_1pv',
    'u_lsr_l_deg',
    'u_lsr_b_deg',
  ]);
});

describe('the direction of u_LSR is Galactic', () => {
  test.each([
    { motion: { u_sun: 10 }, l: 0, b: 0 },
    { motion: { v_sun: 10 }, l: 90, b: 0 },
    { motion: { u_sun: -10 }, l: 180, b: 0 },
    { motion: { v_sun: -10 }, l: 270, b: 0 },
    { motion: { u_sun: 10, w_sun: 10 }, l: 0, b: 45 },
    { motion: { v_sun: -10, w_sun: -10 }, l: 270, b: -45 },
  ])('$motion: l = $l, b = $b', ({ motion, l, b }) => {
    const derived = derive('kinetic', { ...followsSun, ...motion });
    const turned = ((derived.u_lsr_l_deg - l + 540) % 360) - 180;
    expect(turned).toBeCloseTo(0, 12);
    expect(derived.u_lsr_l_deg).toBeGreaterThanOrEqual(0);
    expect(derived.u_lsr_l_deg).toBeLessThan(360);
    expect(derived.u_lsr_b_deg).toBeCloseTo(b, 12);
  });

  test('the north Galactic pole', () => {
    const derived = derive('kinetic', { ...followsSun, w_sun: 7 });
    expect(derived.u_lsr).toBeCloseTo(7, 12);
    expect(derived.u_lsr_b_deg).toBeCloseTo(90, 6);
  });

  test('at rest there is no direction, and no angle to the field', () => {
    const derived = derive('kinetic', followsSun);
    expect(derived.u_lsr).toBe(0);
    expect([derived.theta_deg, derived.u_lsr_l_deg, derived.u_lsr_b_deg]).toEqual([NaN, NaN, NaN]);
  });
});

test('theta is the angle to the field, also where an arc cosine would lose its digits', () => {
  const along = { ...followsSun, u_hc: 20, u_hc_ra: 48.5 };
  expect(derive('kinetic', { ...along, u_hc_dec: -21.2 + 1e-7 }).theta_deg).toBeCloseTo(1e-7, 13);
  expect(derive('kinetic', { ...along, u_hc_dec: -21.2 + 50 }).theta_deg).toBeCloseTo(50, 12);
});

test('x B, and kappa_par of the local model with beta included', () => {
  const kinetic = derive('kinetic', { x_lic: 2.5, b_field: 4 });
  expect(kinetic.x_b).toBe(10);
  // At R_cr it is Bohm diffusion, r_g c/3 = 1e8 R[V] / (3 B[G]).
  const at1PV = derive('kinetic', { r_cr: 1e6, b_field: 5 }).kappa_par_1pv;
  expect(at1PV).toBeAllclose(((1e15 * 1e8) / (3 * 5e-6)) * beta(1e6, 'p'), { rtol: 1e-13 });
  expect(kinetic.kappa_par_1pv / kinetic.kappa_par_10gv).toBeAllclose(
    (1e5 ** (1 / 3) * beta(1e6, 'p')) / beta(10, 'p'),
    { rtol: 1e-13 },
  );
  const wandering = derive('wandering', { d0: 2e28, d_par_ratio: 4, r_cr: 1 });
  expect(wandering.kappa_par_10gv).toBeAllclose(8e28 * beta(10, 'p'), { rtol: 1e-13 });
});
