import { drawFromMixture, mixtureLogDensity } from '../mixture.js';
import type { Move } from './move.js';

/**
 * Independence sampler: y is drawn from the mixture q of t distributions that warm-up has fitted to the walkers, wherever x is.
 * Tierney (1994), Ann. Statist. 22, 1701 (independence kernels); log Hastings ratio ln q(x) - ln q(y).
 */
export const independence: Move = {
  name: 'independence',
  minComplement: 0,
  learns: true,
  propose(x, xAt, { tuning, dim, scratch }, rng, out, outAt) {
    drawFromMixture(tuning, dim, rng, out, outAt, scratch);
    return (
      mixtureLogDensity(tuning, dim, x, xAt, scratch) - mixtureLogDensity(tuning, dim, out, outAt, scratch)
    );
  },
};
