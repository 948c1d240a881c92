/**
 * The inverse temperatures beta of a tempered ensemble: from 1 (the posterior, rung 0) down to exactly 0 (the prior, the last rung).
 * They are placed such that all neighbours reject their swaps equally often, which makes a walker's way from the prior to
 * the posterior shortest: Syed, Bouchard-Cote, Deligiannidis & Doucet (2022), JRSS B 84, 321, sec. 5: the rejection rates add
 * up to a function Lambda(beta), and the new rungs lie at equal steps of it.
 */
import { quantiles } from '../math/quantile.js';

/** Fewest rungs: prior, posterior and one between. */
export const fewestTemperatures = 3;

/**
 * The ladder before anything is known: geometric from 1 to 0.1 / (spread of the log likelihood between the walkers' starts), below
 * which the likelihood changes next to nothing, then 0.
 * @param logLikelihoods of all starts of all rungs; -Infinity where it vanishes
 */
export function initialLadder(temperatures: number, logLikelihoods: Float64Array): Float64Array {
  const [low, high] = quantiles(logLikelihoods.filter(Number.isFinite), [0.16, 0.84]);
  const lowest = Math.min(0.5, Math.max(1e-12, 0.1 / (high - low)) || 0.5);
  const betas = new Float64Array(temperatures);
  for (let k = 0; k < temperatures - 1; k++) betas[k] = lowest ** (k / (temperatures - 2));
  return betas;
}

/** Added to each rejection rate, so that Lambda always grows: what a rate is known to in a short round. */
const RESOLUTION = 0.005;

/**
 * Moves the rungs to equal steps of Lambda. Between two positive betas Lambda is taken to be linear in ln beta, between the
 * lowest and 0 in sqrt(beta): an interval that rejects everything is cut more finely where beta is small.
 * @param betas [K] decreasing, 1 first and 0 last; overwritten   @param rejection [K - 1] rejected share between rung k and k + 1
 */
export function adaptLadder(betas: Float64Array, rejection: Float64Array): void {
  const K = betas.length;
  const before = betas.slice();
  const lambda = new Float64Array(K);
  for (let k = 1; k < K; k++)
    lambda[k] = lambda[k - 1] + Math.min(1, Math.max(0, rejection[k - 1])) + RESOLUTION;
  for (let i = 1, k = 0; i < K - 1; i++) {
    const wanted = (lambda[K - 1] * i) / (K - 1);
    while (lambda[k + 1] < wanted) k++;
    const share = (wanted - lambda[k]) / (lambda[k + 1] - lambda[k]);
    betas[i] = k === K - 2 ? before[k] * (1 - share) ** 2 : before[k] * (before[k + 1] / before[k]) ** share;
  }
}
