/** What Xue & Liu (2025) say, as far as the page compares with it. Values of Table I are the defaults of the parameter registry. */
import { modelDefaults, parameterIndex } from '../../src/model/parameters.js';

/** Table I; x_b is the product of its x and B. */
export function tableOne(id: string): number {
  const defaults = modelDefaults('kinetic');
  const of = (name: string): number => defaults[parameterIndex(name)];
  return id === 'x_b' ? of('x_lic') * of('b_field') : of(id);
}

/** Values besides the best one at which Appendix A shows the model: Figs. 5, 6 and 8 to 10, left and right column. */
export const shownValues = {
  delta_b: [1e-4, 1e-3], // Fig. 5
  v_sun: [10, 20], // Fig. 6, km/s
  x_lic: [0.1, 10], // Fig. 8, pc
  r_cr: [3e5, 3e7], // Fig. 9, GV
  b_field: [1, 9], // Fig. 10, microgauss
} as const;

/** Velocities of the Sun in the cloud, Fig. 7: speed in km/s, right ascension and declination of its direction in degrees. */
export const heliosphereVelocities = [
  { name: '23.2 km/s toward (78.5, 18.0): Schwadron et al. 2014', u_hc: 23.2, u_hc_ra: 78.5, u_hc_dec: 18.0 },
  { name: '25.4 km/s toward (74.9, 17.6): McComas et al. 2015', u_hc: 25.4, u_hc_ra: 74.9, u_hc_dec: 17.6 },
  { name: '26.6 km/s toward (75.0, 17.7)', u_hc: 26.6, u_hc_ra: 75.0, u_hc_dec: 17.7 },
] as const;
