/**
 * Every number of the model: its id, unit, value in the paper and where that value is printed. The order of the table
 * is the layout of all parameter vectors. Values are in the public units; `unitFactor` leads to cgs.
 */
import type { LocalTransport } from '../physics/diffusion.js';
import type { Quantity } from '../target.js';
import { degree, kmPerS, kpc, microgauss, pc, year } from '../units.js';

/** How the nearby source's particles cross the cloud: Sec. II or Sec. III. */
export type TransportModel = LocalTransport['kind'];

export const transportModels: readonly TransportModel[] = Object.freeze(['kinetic', 'wandering'] as const);

/** Factors from each public unit to cgs, with rigidities left in GV and angles in radians. */
export const unitFactors = Object.freeze({
  '1': 1,
  GV: 1,
  'GV^-1': 1,
  'cm^2/s': 1,
  'km/s': kmPerS,
  pc,
  'kpc^3': kpc ** 3,
  yr: year,
  '1/yr': 1 / year,
  microgauss,
  deg: degree,
});

export type ParameterUnit = keyof typeof unitFactors;

export interface ParameterInfo extends Quantity {
  /** The paper's symbol in plain text. */
  readonly symbol: string;
  readonly unit: ParameterUnit;
  /** Best fit of the kinetic model, in `unit`. */
  readonly value: number;
  /** Where the value is printed. */
  readonly source: string;
}

const tableI = 'Xue & Liu (2025), Table I';
const sec2a = 'Xue & Liu (2025), Sec. II A';

const rows = [
  row('v_sun', 'V_sun', 'V_\\odot', 'km/s', 15.5, tableI),
  row('x_lic', 'x', 'x', 'pc', 1.6, tableI),
  row('r_cr', 'R_cr', 'R_\\mathrm{cr}', 'GV', 3e6, tableI),
  row('b_field', 'B', 'B', 'microgauss', 3, tableI),
  row('delta_b', 'delta_b', '\\delta_\\mathrm{b}', '1', 6e-4, tableI),
  row('q0b_p', 'Q0b_p', 'Q_\\mathrm{0b,p}', 'GV^-1', 4.6e52, tableI),
  row('q0b_he', 'Q0b_He', 'Q_\\mathrm{0b,He}', 'GV^-1', 6.9e51, tableI),
  row('q0n_p', 'Q0n_p', 'Q_\\mathrm{0n,p}', 'GV^-1', 4.7e52, tableI),
  row('q0n_he', 'Q0n_He', 'Q_\\mathrm{0n,He}', 'GV^-1', 7.05e51, tableI),
  row('q0c_p', 'Q0c_p', 'Q_\\mathrm{0c,p}', 'GV^-1', 5e57, tableI),
  row('q0c_he', 'Q0c_He', 'Q_\\mathrm{0c,He}', 'GV^-1', 8e56, tableI),
  row('gamma_p', 'Gamma_p', '\\Gamma_\\mathrm{p}', '1', 2.6, tableI),
  row('delta_gamma', 'Gamma_p - Gamma_He', '\\Gamma_\\mathrm{p}-\\Gamma_\\mathrm{He}', '1', 0.077, sec2a),
  row('r_cut', 'Rcut', 'R_\\mathrm{cut}', 'GV', 4e6, tableI),
  row('r_cutc', 'Rcutc', 'R_\\mathrm{cutc}', 'GV', 1e8, tableI),
  row('phi', 'phi', '\\phi', 'GV', 0.97, tableI),
  row('d0', 'D0', 'D_0', 'cm^2/s', 2.15e28, tableI),
  row('d_par_ratio', 'D0par/D0', 'D_{0\\parallel}/D_0', '1', 3, `${sec2a}, below eq. 6`),
  row('m_a', 'M_A', 'M_\\mathrm{A}', '1', 0.1, `${sec2a}, below eq. 6`),
  row('t_n', 'T_n', 'T_\\mathrm{n}', 'yr', 3.4e5, `${sec2a}, above eq. 5`),
  row('r_par', 'r_par', 'r_\\parallel', 'pc', 250, `${sec2a}, above eq. 5`),
  row('r_perp', 'r_perp', 'r_\\perp', 'pc', 18.5, `${sec2a}, above eq. 5`),
  row('t_c', 'T_c', 'T_\\mathrm{c}', 'yr', 4e6, `${sec2a}, above eq. 9`),
  row('r_c', 'r_c', 'r_\\mathrm{c}', 'pc', 8500, `${sec2a}, above eq. 9`),
  row('h_g', 'H_G', 'H_\\mathrm{G}', 'pc', 100, `${sec2a}, below eq. 1`),
  row('v_g', 'V_G', 'V_\\mathrm{G}', 'kpc^3', 10, `${sec2a}, below eq. 1`),
  row('sn_rate', 'w', 'w', '1/yr', 0.03, `${sec2a}, below eq. 1`),
  row('u_sun', 'U_sun', 'U_\\odot', 'km/s', 11.1, `${sec2a}, its ref. 57`),
  row('w_sun', 'W_sun', 'W_\\odot', 'km/s', 7.25, `${sec2a}, its ref. 57`),
  row('u_hc', 'u_HC', 'u_\\mathrm{HC}', 'km/s', 25.4, `${tableI}, its ref. 51`),
  row('u_hc_ra', 'RA(u_HC)', '\\alpha(u_\\mathrm{HC})', 'deg', 74.9, `${sec2a}, its ref. 51`),
  row('u_hc_dec', 'Dec(u_HC)', '\\delta(u_\\mathrm{HC})', 'deg', 17.6, `${sec2a}, its ref. 51`),
  row('b_ra', 'RA(b)', '\\alpha(\\hat b)', 'deg', 48.5, `${sec2a}, its refs. 4 and 30`),
  row('b_dec', 'Dec(b)', '\\delta(\\hat b)', 'deg', -21.2, `${sec2a}, its refs. 4 and 30`),
  row('cg_index', 'C', 'C', '1', 1.6, 'Xue & Liu (2025), Sec. II B, its ref. 4'),
] as const;

export type ParameterId = (typeof rows)[number]['id'];

/** All parameters of the model; a vector of parameters has this order. */
export const parameterTable: readonly (ParameterInfo & { readonly id: ParameterId })[] = Object.freeze(rows);

/** Values that Sec. III changes for the wandering model. */
const wanderingValues: Partial<Record<ParameterId, number>> = { r_perp: 20, q0c_p: 1.1e58, q0c_he: 1.76e57 };

/** Position of each parameter in the table and in every parameter vector. */
export const parameterSlots: Readonly<Record<ParameterId, number>> = Object.freeze(
  Object.fromEntries(rows.map(({ id }, index) => [id, index])) as Record<ParameterId, number>,
);

/** Position of a parameter in the table and in every parameter vector; -1 for a name that is not there. */
export function parameterIndex(id: string): number {
  return Object.hasOwn(parameterSlots, id) ? parameterSlots[id as ParameterId] : -1;
}

/** The paper's values of a model, in public units and in the order of the table: [parameters], a new array. */
export function modelDefaults(model: TransportModel): Float64Array {
  const values = Float64Array.from(rows, ({ value }) => value);
  if (model === 'wandering') {
    for (const [id, value] of Object.entries(wanderingValues)) values[parameterIndex(id)] = value;
  }
  return values;
}

function row<Id extends string>(
  id: Id,
  symbol: string,
  latex: string,
  unit: ParameterUnit,
  value: number,
  source: string,
): ParameterInfo & { readonly id: Id } {
  return Object.freeze({ id, symbol, latex, unit, value, source });
}
