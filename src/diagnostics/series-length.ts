/** How long the walkers' series are, and how long they would have to be. */
import { LOG_POSTERIOR, type ChainSummary, type QuantitySummary } from './summary.js';
import type { ConvergenceRules } from './verdict.js';

export interface SeriesLength {
  /** In estimated autocorrelation times: about 10 more than in true ones (walker-spread.ts). */
  readonly byTau: number;
  /** In independent draws of each walker, by the variance of the walkers' means: without that bias. */
  readonly byScatter: number;
}

/** Steps of the sampler that the kept draws span. */
export function stepsOf({ length, spacing }: Pick<ChainSummary, 'length' | 'spacing'>): number {
  return length * spacing;
}

/** Anticorrelated series have tau <= 0: long enough for any rule. Where the scatter is not defined, it says nothing. */
export function seriesLength({ tau, walkerSpread }: QuantitySummary, steps: number): SeriesLength {
  const byTau = steps / Math.max(tau, 0);
  return { byTau, byScatter: Number.isNaN(walkerSpread) ? Infinity : byTau / walkerSpread };
}

/** Steps at which lengths and effective sizes of all quantities would suffice; at least those there are, NaN if unknown. */
export function stepsNeeded(
  summary: ChainSummary,
  { minEss, minLengthInTau, minDrawsPerWalker }: ConvergenceRules,
): number {
  const steps = stepsOf(summary);
  return summary.quantities
    .filter(({ kind }) => kind === 'varies')
    .reduce((most, quantity) => {
      const { byTau, byScatter } = seriesLength(quantity, steps);
      const ess = quantity.id === LOG_POSTERIOR ? Infinity : Math.min(quantity.essBulk, quantity.essTail);
      const factor = Math.max(minEss / ess, minLengthInTau / byTau, minDrawsPerWalker / byScatter);
      return Math.max(most, steps * factor);
    }, steps);
}
