import type { Move } from './move.js';

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
  propose(x, xAt, { density, dim, support }, rng, out, outAt) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      if (!density!.draw(rng, support, out, outAt)) continue;
      return density!.logDensityOfRow(x, xAt) - density!.logDensity(out, outAt);
    }
    for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k];
    return -Infinity;
  },
};
