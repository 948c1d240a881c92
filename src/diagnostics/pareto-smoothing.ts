/**
 * Pareto-smoothed importance sampling: the largest importance ratios are replaced by quantiles of a generalised Pareto
 * distribution fitted to them, whose shape k says whether the result can be trusted. Vehtari, Simpson, Gelman, Yao & Gabry
 * (2024), JMLR 25 (72). Equal, rounding apart, to ArviZ 0.23 (`psislw`).
 */
import { fitParetoTail, type ParetoTail } from './pareto-tail.js';

export interface SmoothedWeights {
  /** [draws] natural logs, normalised to sum to 1 as weights. */
  readonly logWeights: Float64Array;
  /** Shape of the tail: below `goodShape` the weights can be trusted; Infinity where the tail is too short to tell. */
  readonly k: number;
}

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
  const base = Math.exp(cutoff);
  const fit = fitParetoTail(Float64Array.from(tail, (i) => Math.exp(x[i]) - base));
  const known = Number.isFinite(fit.shape);
  if (known) {
    tail.forEach((i, rank) => {
      // No smoothed ratio may exceed the largest raw one.
      x[i] = Math.min(0, Math.log(quantile((rank + 0.5) / tail.length, fit) + base));
    });
  }
  const total = logSumExp(x);
  return { logWeights: x.map((value) => value - total), k: known ? fit.shape : Infinity };
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

/** Quantile p of the exceedances. */
function quantile(p: number, { shape, scale }: ParetoTail): number {
  const log = Math.log1p(-p);
  return scale * (Math.abs(shape) < Number.EPSILON ? -log : Math.expm1(-shape * log) / shape);
}
