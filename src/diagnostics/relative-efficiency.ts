/** How much less than independent draws the draws of a chain are worth for an importance ratio. */
import { essMean } from './ess.js';

/**
 * Effective over nominal number of draws of exp(log), walkers as chains; at most 1, and 1 where it does not vary. Decides how
 * long the tail is that Pareto smoothing looks at.
 * @param log [walkers * length] walker after walker
 */
export function relativeEfficiency(log: Float64Array, walkers: number): number {
  const largest = log.reduce((most, l) => Math.max(most, l), -Infinity);
  const ratios = log.map((l) => Math.exp(l - largest));
  const ess = essMean(walkerSeries(ratios, walkers));
  return Number.isNaN(ess) ? 1 : Math.min(1, ess / log.length);
}

/** The walkers' own series of a column laid out walker after walker; they share its memory. */
export function walkerSeries(column: Float64Array, walkers: number): Float64Array[] {
  const length = column.length / walkers;
  return Array.from({ length: walkers }, (_, w) => column.subarray(w * length, (w + 1) * length));
}
