/** The special functions the project needs, all from @stdlib: the only file that imports it. */
import erfcinv from '@stdlib/math-base-special-erfcinv';
import gammaln from '@stdlib/math-base-special-gammaln';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import stdlibNormalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** Natural log of the gamma function of x; +Infinity at 0, NaN for NaN. */
export const logGamma: (x: number) => number = gammaln;

/**
 * Quantile of the standard normal distribution, -sqrt(2) erfcinv(2 u), u in [0, 1].
 * Written this way because @stdlib's normal quantile computes erfinv(2u - 1) and loses the lower tail.
 */
export function normalQuantile(u: number): number {
  return -Math.SQRT2 * erfcinv(2 * u);
}

/** Distribution function of the standard normal distribution. */
export function normalCdf(x: number): number {
  return stdlibNormalCdf(x, 0, 1);
}

/** Quantile of the beta distribution with shapes a, b > 0 at p in [0, 1]. */
export function betaInverse(p: number, a: number, b: number): number {
  return betaQuantile(p, a, b);
}
