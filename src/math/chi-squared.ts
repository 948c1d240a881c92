import type { Rng } from './rng.js';

/** Below this the logarithm of a product of uniforms is taken before it can underflow. */
const SMALL = 1e-200;

/**
 * A deviate of the chi^2 distribution: with two degrees of freedom it is -2 ln(uniform), and what is left of an odd number is the square
 * of a normal deviate.
 * @param freedom degrees of freedom, an integer >= 1
 */
export function chiSquared(rng: Rng, freedom: number): number {
  let logs = 0;
  let product = 1;
  for (let pair = 0; pair < freedom >> 1; pair++) {
    product *= rng.uniform();
    if (product > SMALL) continue;
    logs += Math.log(product);
    product = 1;
  }
  const odd = freedom % 2 === 1 ? rng.normal() ** 2 : 0;
  return odd - 2 * (logs + Math.log(product));
}
