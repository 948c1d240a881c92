/** Parameter vectors all over the prior of the paper's fit, with everything else moved too. */
import {
  modelDefaults,
  parameterSlots,
  type ParameterId,
  type TransportModel,
} from '../../src/model/parameters.js';
import { streamRng, type Rng } from '../../src/math/rng.js';

/** log10 bounds of the sampled scales: wider than any posterior. */
const log10Bounds: Partial<Record<ParameterId, readonly [number, number]>> = {
  x_lic: [-2, 1.3],
  r_cr: [5, 8],
  b_field: [-1, 1.5],
  q0b_p: [51, 54],
  q0b_he: [50, 53],
  q0n_p: [51, 54],
  q0n_he: [50, 53],
  q0c_p: [55, 59],
  q0c_he: [54, 58],
};

const linearBounds: Partial<Record<ParameterId, readonly [number, number]>> = {
  v_sun: [0, 30],
  delta_b: [0, 3e-3],
  phi: [0, 1.5],
  u_hc_ra: [0, 360],
  u_hc_dec: [-90, 90],
  b_ra: [0, 360],
  b_dec: [-90, 90],
};

/** `count` vectors: the bounds above, all other parameters between 0.7 and 1.4 times their value. */
export function randomParameters(model: TransportModel, count: number): Float64Array[] {
  const rng = streamRng('model-test', model);
  return Array.from({ length: count }, () => randomVector(model, rng));
}

function randomVector(model: TransportModel, rng: Rng): Float64Array {
  const values = modelDefaults(model);
  for (const [id, slot] of Object.entries(parameterSlots)) {
    const u = rng.uniform();
    const log10 = log10Bounds[id as ParameterId];
    const linear = linearBounds[id as ParameterId];
    if (log10) values[slot] = 10 ** (log10[0] + u * (log10[1] - log10[0]));
    else if (linear) values[slot] = linear[0] + u * (linear[1] - linear[0]);
    else values[slot] *= 0.7 * 2 ** u;
  }
  return values;
}
