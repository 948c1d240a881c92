import type { Move } from './move.js';

/**
 * Crank-Nicolson: y is reached from x by a step that leaves q, the mixture that warm-up has fitted to the walkers, invariant, and is
 * reversible under it (Tran, Pitt & Kohn 2016, Stat. Comput. 26, 361; for one Gaussian Cotter et al. 2013, Stat. Sci. 28, 424). So the
 * log Hastings ratio is ln q(x) - ln q(y), as for `independence`, which this is at an angle of 90 degrees: at smaller ones y is nearer
 * to x and is accepted where q is no good description of the posterior.
 *
 * x belongs to a component with the probability that it came from there. In half of the proposals y belongs to the same one, in the
 * others to any, with the probability of its weight: that is how walkers change over between modes and arms without forgetting
 * all that they are. The angle is uniform between 0 and 90 degrees. Outside of the support y is rejected; to draw it anew would
 * not be reversible.
 */
export const crankNicolson: Move = {
  name: 'crank_nicolson',
  minComplement: 0,
  learns: true,
  propose(x, xAt, { density, dim, support }, rng, out, outAt) {
    const from = density!.componentOfRow(x, xAt, rng.uniform());
    const to = rng.uniform() < 0.5 ? from : density!.drawComponent(rng);
    const angle = (Math.PI / 2) * rng.uniform();
    const squared = density!.squaredDistanceOfRow(x, xAt, from);
    if (density!.turn(x, xAt, squared, from, to, angle, rng, support, out, outAt))
      return density!.logDensityOfRow(x, xAt) - density!.logDensity(out, outAt);
    for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k];
    return -Infinity;
  },
};
