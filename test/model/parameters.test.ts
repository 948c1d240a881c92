import { expect, test } from 'vitest';
import {
  modelDefaults,
  parameterIndex,
  parameterSlots,
  parameterTable,
  unitFactors,
} from '../../src/model/parameters.js';

test('the ids, in the order of every parameter vector', () => {
  expect(parameterTable.map(({ id }) => id).join(' ')).toBe(
    'v_sun x_lic r_cr b_field delta_b q0b_p q0b_he q0n_p q0n_he q0c_p q0c_he gamma_p delta_gamma r_cut r_cutc phi d0 ' +
      'd_par_ratio m_a t_n r_par r_perp t_c r_c h_g v_g sn_rate u_sun w_sun u_hc u_hc_ra u_hc_dec b_ra b_dec cg_index',
  );
  expect(parameterTable.map(({ id }) => parameterIndex(id))).toEqual(parameterTable.map((_, i) => i));
  expect(parameterTable.map(({ id }) => parameterSlots[id])).toEqual(parameterTable.map((_, i) => i));
  expect(parameterIndex('toString')).toBe(-1);
  expect(parameterIndex('V_SUN')).toBe(-1);
});

test('the best fit of Table I and Sec. II A, in public units', () => {
  const values = modelDefaults('kinetic');
  expect([...values]).toEqual([
    15.5, 1.6, 3e6, 3, 6e-4, 4.6e52, 6.9e51, 4.7e52, 7.05e51, 5e57, 8e56, 2.6, 0.077, 4e6, 1e8, 0.97, 2.15e28,
    3, 0.1, 3.4e5, 250, 18.5, 4e6, 8500, 100, 10, 0.03, 11.1, 7.25, 25.4, 74.9, 17.6, 48.5, -21.2, 1.6,
  ]);
});

test('the wandering model differs in r_perp and the two normalisations of the centre (Sec. III)', () => {
  const [kinetic, wandering] = [modelDefaults('kinetic'), modelDefaults('wandering')];
  const changed = parameterTable.filter((_, i) => kinetic[i] !== wandering[i]);
  expect(Object.fromEntries(changed.map(({ id }) => [id, wandering[parameterIndex(id)]]))).toEqual({
    r_perp: 20,
    q0c_p: 1.1e58,
    q0c_he: 1.76e57,
  });
});

test('defaults are a new vector at every call, and the table cannot be changed', () => {
  modelDefaults('kinetic')[0] = 99;
  expect(modelDefaults('kinetic')[0]).toBe(15.5);
  expect(Object.isFrozen(parameterTable) && parameterTable.every(Object.isFrozen)).toBe(true);
});

test('every parameter has a known unit, a symbol, a LaTeX form and a source', () => {
  for (const info of parameterTable) {
    expect(unitFactors[info.unit]).toBeGreaterThan(0);
    expect(info.symbol).not.toBe('');
    expect(info.latex).not.toMatch(/\$|^$/);
    expect(info.source).toMatch(/^Xue & Liu \(2025\), (Table I|Sec\. II)/);
  }
});
