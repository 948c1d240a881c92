import { essMean } from '../diagnostics/ess.js';

/** Field names are those of the JSON interface. */
export interface TailProbability {
  /** Mid-p value: the share of replicates beyond what was observed, those level with it counted half. */
  readonly p: number;
  /** Monte-Carlo standard error of `p`. */
  readonly p_error: number;
}

/**
 * Posterior predictive p-value of a discrepancy that may depend on the parameters: at every draw the value for the measured
 * data beside that for data replicated there. Gelman, Meng & Stern (1996), Statistica Sinica 6, 733.
 * @param observed [draws]   @param replicated [draws] in the same order: chain after chain, all of one length
 * @param chains walkers whose draws follow each other: the error knows of autocorrelation
 */
export function tailProbability(
  observed: ArrayLike<number>,
  replicated: ArrayLike<number>,
  chains: number,
): TailProbability {
  const n = observed.length;
  const beyond = Float64Array.from({ length: n }, (_, i) =>
    replicated[i] > observed[i] ? 1 : replicated[i] === observed[i] ? 0.5 : 0,
  );
  const p = beyond.reduce((sum, x) => sum + x, 0) / n;
  const variance = beyond.reduce((sum, x) => sum + (x - p) ** 2, 0) / n;
  const length = n / chains;
  const series = Array.from({ length: chains }, (_, c) => beyond.subarray(c * length, (c + 1) * length));
  const size = essMean(series);
  // Where all replicates lie on one side nothing tells of the error but their number: that of one in n.
  if (variance === 0) return { p, p_error: 1 / (n + 1) };
  return { p, p_error: Math.sqrt(variance / (Number.isNaN(size) ? n : Math.min(n, size))) };
}

/** The p-value that may be claimed: none smaller than one replicate more, beyond what was observed, would give. */
export function claimedProbability(p: number, draws: number): number {
  return Math.max(p, 1 / (draws + 1));
}
