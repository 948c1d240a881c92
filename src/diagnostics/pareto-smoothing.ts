/**
 * Pareto-smoothed importance sampling: the largest importance ratios are replaced by quantiles of a generalised Pareto
 * distribution fitted to them, whose shape k says whether the result can be trusted. Vehtari, Simpson, Gelman, Yao & Gabry
 * (2024), JMLR 25(72), 1-58; the fit is that of Zhang & Stephens (2009), Technometrics 51, 316, with the weak prior of
 * Vehtari et al. on k. Equal, rounding apart, to ArviZ 0.23 (`psislw`).
 */

export interface SmoothedWeights {
  /** [draws] natural logs, normalised to sum to 1 as weights. */
  readonly logWeights: Float64Array;
  /** Shape of the tail: below `goodShape` the weights can be trusted; Infinity where the tail is too short to tell. */
  readonly k: number;
}

/** Fewest draws in the tail that are fitted. */
const SHORTEST_TAIL = 5;

/** ln of the smallest normal double: ratios below it of the largest count as zero. */
const LOG_SMALLEST = Math.log(2.2250738585072014e-308);

/**
 * @param logRatios [draws] natural logs of the importance ratios, up to a constant
 * @param efficiency effective over nominal number of draws: the tail is ceil(min(n/5, 3 sqrt(n/efficiency))) draws long
 */
export function paretoSmooth(logRatios: Float64Array, efficiency = 1): SmoothedWeights {
  const n = logRatios.length;
  const largest = logRatios.reduce((most, x) => Math.max(most, x), -Infinity);
  const x = logRatios.map((ratio) => ratio - largest);
  const order = Uint32Array.from(x, (_, i) => i).sort((a, b) => x[a] - x[b] || a - b);
  const length = Math.ceil(Math.min(n / 5, 3 * Math.sqrt(n / efficiency)));
  const cutoff = Math.max(x[order[n - length - 1]] ?? -Infinity, LOG_SMALLEST);
  const tail = order.filter((i) => x[i] > cutoff);
  let k = Infinity;
  if (tail.length >= SHORTEST_TAIL) {
    const base = Math.exp(cutoff);
    const fit = fitGeneralisedPareto(Float64Array.from(tail, (i) => Math.exp(x[i]) - base));
    ({ k } = fit);
    if (Number.isFinite(k)) {
      tail.forEach((i, rank) => {
        // No smoothed ratio may exceed the largest raw one.
        x[i] = Math.min(0, Math.log(quantile((rank + 0.5) / tail.length, fit) + base));
      });
    } else k = Infinity;
  }
  const total = logSumExp(x);
  return { logWeights: x.map((value) => value - total), k };
}

/** Largest k at which the smoothed estimate converges at a useful rate: min(1 - 1/log10(n), 0.7), Vehtari et al. (2024). */
export function goodShape(draws: number): number {
  return Math.min(1 - 1 / Math.log10(draws), 0.7);
}

/** ln of the sum of e^x; -Infinity for an empty array. */
export function logSumExp(x: Float64Array): number {
  const largest = x.reduce((most, value) => Math.max(most, value), -Infinity);
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(x.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

interface GeneralisedPareto {
  readonly k: number;
  readonly sigma: number;
}

/**
 * Posterior mean of the reparametrised scale b = -k/sigma over a grid, k from it, then k shrunk towards 0.5 as by ten draws more.
 * @param x [n] sorted, positive
 */
function fitGeneralisedPareto(x: Float64Array): GeneralisedPareto {
  const n = x.length;
  const size = 30 + Math.floor(Math.sqrt(n));
  const quartile = x[Math.floor(n / 4 + 0.5) - 1];
  const grid = Array.from(
    { length: size },
    (_, j) => (1 - Math.sqrt(size / (j + 0.5))) / (3 * quartile) + 1 / x[n - 1],
  );
  const shape = (b: number): number => x.reduce((sum, value) => sum + Math.log1p(-b * value), 0) / n;
  const logLikelihood = grid.map((b) => {
    const k = shape(b);
    return n * (Math.log(-b / k) - k - 1);
  });
  const weights = logLikelihood.map(
    (l) => 1 / logLikelihood.reduce((sum, other) => sum + Math.exp(other - l), 0),
  );
  const kept = weights.map((weight) => (weight >= 10 * Number.EPSILON ? weight : 0));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  const b = grid.reduce((sum, value, j) => sum + (kept[j] === 0 ? 0 : (value * kept[j]) / total), 0);
  const k = shape(b);
  return { k: (n * k + 10 * 0.5) / (n + 10), sigma: -k / b };
}

function quantile(p: number, { k, sigma }: GeneralisedPareto): number {
  if (sigma <= 0) return NaN;
  return sigma * (Math.abs(k) < Number.EPSILON ? -Math.log1p(-p) : Math.expm1(-k * Math.log1p(-p)) / k);
}
