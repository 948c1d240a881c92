import { drawFromMixture, mixtureLogDensity } from '../mixture.js';
import type { Complement, Move } from './move.js';

/** Draws from the mixture before a proposal inside the support is given up: so many only where warm-up has learnt nothing of use. */
const TRIES = 100;

/**
 * Independence sampler: y is drawn from the mixture q of t distributions that warm-up has fitted to the walkers, cut off at the
 * edges of the support, wherever x is. Tierney (1994), Ann. Statist. 22, 1701 (independence kernels); log Hastings ratio
 * ln q(x) - ln q(y): what q loses at the edges is the same factor in both.
 */
export const independence: Move = {
  name: 'independence',
  minComplement: 0,
  learns: true,
  propose(x, xAt, { tuning, dim, scratch, support }, rng, out, outAt) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      drawFromMixture(tuning, dim, rng, out, outAt, scratch);
      if (!isInside(out, outAt, support)) continue;
      return (
        mixtureLogDensity(tuning, dim, x, xAt, scratch) - mixtureLogDensity(tuning, dim, out, outAt, scratch)
      );
    }
    for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k];
    return -Infinity;
  },
};

function isInside(y: Float64Array, at: number, support: Complement['support']): boolean {
  for (let k = 0; k < support.length; k++)
    if (!(y[at + k] > support[k][0] && y[at + k] < support[k][1])) return false;
  return true;
}
