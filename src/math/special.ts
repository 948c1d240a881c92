/** The special functions the project needs, from @stdlib but for the one that samplers spend their time in: the only file that imports it. */
import gammaln from '@stdlib/math-base-special-gammaln';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import stdlibNormalCdf from '@stdlib/stats-base-dists-normal-cdf';

export { normalQuantile } from './normal-quantile.js';

/** Natural log of the gamma function of x; +Infinity at 0, NaN for NaN. */
export const logGamma: (x: number) => number = gammaln;

/** Distribution function of the standard normal distribution. */
export function normalCdf(x: number): number {
  return stdlibNormalCdf(x, 0, 1);
}

/** Quantile of the beta distribution with shapes a, b > 0 at p in [0, 1]. */
export function betaInverse(p: number, a: number, b: number): number {
  return betaQuantile(p, a, b);
}
