/** Tails of a binomial distribution, each summed from its own far end so that neither loses its digits. */
import { logGamma } from '../math/special.js';

export interface BinomialTails {
  /** [n + 1] P(X <= k) */
  readonly atMost: Float64Array;
  /** [n + 1] P(X >= k) */
  readonly atLeast: Float64Array;
}

/** Tails of Bin(n, p), 0 < p < 1. */
export function binomialTails(n: number, p: number): BinomialTails {
  const [logP, logQ, logN] = [Math.log(p), Math.log1p(-p), logGamma(n + 1)];
  const mass = Float64Array.from({ length: n + 1 }, (_, k) =>
    Math.exp(logN - logGamma(k + 1) - logGamma(n - k + 1) + k * logP + (n - k) * logQ),
  );
  const atMost = new Float64Array(n + 1);
  const atLeast = new Float64Array(n + 1);
  for (let k = 0, sum = 0; k <= n; k++) atMost[k] = sum += mass[k];
  for (let k = n, sum = 0; k >= 0; k--) atLeast[k] = sum += mass[k];
  return { atMost, atLeast };
}
