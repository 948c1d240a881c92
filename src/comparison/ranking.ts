/** Chains of the same data in the order of what they achieve. */
import { scatterOfSum } from '../diagnostics/leave-one-out.js';
import type { Evidence } from '../evidence/evidence.js';
import type { LooWithPoints } from './chain-loo.js';

export interface EvidenceRank {
  /** Position of the chain in the comparison. */
  readonly chain: number;
  /** By stepping-stone, with its error. */
  readonly log_evidence: number;
  readonly error: number;
  /** ln of the Bayes factor against the best, <= 0, and its error. */
  readonly log_bayes_factor: number;
  readonly log_bayes_factor_error: number;
  /** Posterior probability, were all ranked chains as probable before the data. */
  readonly probability: number;
  /** Stepping-stone and thermodynamic integration differ by less than three of their errors; null where the latter is undefined. */
  readonly methods_agree: boolean | null;
}

export interface LooRank {
  readonly chain: number;
  readonly elpd: number;
  readonly se: number;
  /** Less the best, <= 0, and its standard error from the scatter of the differences between measurements. */
  readonly difference: number;
  readonly difference_se: number;
  /** Measurements whose Pareto k is too large: the difference is not to be trusted where there are any. */
  readonly bad: number;
}

/** The largest evidence first. Chains without one, or with one that is undefined, are left out. */
export function rankByEvidence(
  chains: readonly { readonly chain: number; readonly evidence: Evidence | null }[],
): EvidenceRank[] {
  const known = chains.flatMap(({ chain, evidence }) => {
    const stones = evidence?.stepping_stone;
    // Undefined numbers are null in the metadata of a chain.
    return stones !== undefined && Number.isFinite(stones.log_evidence)
      ? [{ chain, stones, integral: evidence!.thermodynamic_integration }]
      : [];
  });
  known.sort((a, b) => b.stones.log_evidence - a.stones.log_evidence);
  const weight = (log: number): number => Math.exp(log - known[0].stones.log_evidence);
  const total = known.reduce((sum, { stones }) => sum + weight(stones.log_evidence), 0);
  return known.map(({ chain, stones, integral }, rank) => {
    const { log_evidence, error } = stones;
    const gap = Number.isFinite(integral.log_evidence)
      ? Math.abs(log_evidence - integral.log_evidence)
      : null;
    return {
      chain,
      log_evidence,
      error,
      log_bayes_factor: log_evidence - known[0].stones.log_evidence,
      log_bayes_factor_error: rank === 0 ? 0 : Math.hypot(error, known[0].stones.error),
      probability: weight(log_evidence) / total,
      methods_agree: gap === null ? null : gap < 3 * Math.hypot(error, integral.error),
    };
  });
}

/** The largest expected log predictive density first. Chains of the prior alone are left out. */
export function rankByLoo(
  chains: readonly { readonly chain: number; readonly loo: LooWithPoints | null }[],
): LooRank[] {
  const known = chains.flatMap(({ chain, loo }) => (loo === null ? [] : [{ chain, loo }]));
  known.sort((a, b) => b.loo.summary.elpd - a.loo.summary.elpd);
  return known.map(({ chain, loo: { summary, points } }) => {
    const best = known[0].loo;
    return {
      chain,
      elpd: summary.elpd,
      se: summary.se,
      difference: summary.elpd - best.summary.elpd,
      difference_se: scatterOfSum(points.map(({ elpd }, i) => elpd - best.points[i].elpd)),
      bad: summary.bad,
    };
  });
}
