/** A mean with a normal prior, measured by several experiments with normal errors: every posterior of it is normal. */
import { streamRng } from '../../src/math/rng.js';
import { ar1 } from '../diagnostics/ar1.js';

export interface Normal {
  readonly mean: number;
  readonly sd: number;
}

/** The first of the terms is the prior, the others are measurements. */
export type LinearGaussian = readonly Normal[];

/** ln of a normal density, up to its constant. */
export function logNormal({ mean, sd }: Normal, x: number): number {
  return -0.5 * ((x - mean) / sd) ** 2;
}

/** The product of the terms, each to a power. */
export function posteriorOf(terms: LinearGaussian, powers: readonly number[] = terms.map(() => 1)): Normal {
  const precision = terms.reduce((sum, { sd }, i) => sum + powers[i] / sd ** 2, 0);
  const mean = terms.reduce((sum, term, i) => sum + (powers[i] * term.mean) / term.sd ** 2, 0) / precision;
  return { mean, sd: 1 / Math.sqrt(precision) };
}

/** Draws of a normal by AR(1) walkers, walker after walker. */
export function walkersOf(
  { mean, sd }: Normal,
  walkers: number,
  length: number,
  rho: number,
  key: string,
): Float64Array {
  const rng = streamRng('linear gaussian', key);
  const out = new Float64Array(walkers * length);
  for (let w = 0; w < walkers; w++)
    out.set(
      ar1(rng, length, rho).map((z) => mean + sd * z),
      w * length,
    );
  return out;
}
