import { estimateEvidence } from '../evidence/evidence.js';
import type { Evidence } from '../evidence/evidence.js';
import { rungMoments } from '../evidence/rung-moments.js';
import type { RungMoments, TemperedSums } from '../evidence/rung-moments.js';
import { readTempering } from '../run/tempered-checkpoint.js';

/** What a chain's metadata say of a tempered run: the evidence and what it was computed from. Plain JSON, undefined numbers null. */
export interface TemperingOutcome {
  readonly temperatures: number;
  readonly evidence: Evidence;
  readonly ensembles: readonly {
    /** [K] from 1, the posterior, to 0, the prior. */
    readonly betas: readonly number[];
    /** [K - 1] mean acceptance probability of swaps between rung k and k + 1, after warm-up. */
    readonly swap_acceptance: readonly number[];
    /** [K] cumulants of the log likelihood on each rung, over all full batches of steps. */
    readonly mean: readonly number[];
    readonly variance: readonly number[];
    readonly third_cumulant: readonly number[];
    /** [K - 1] ln of the mean of L^(beta_k - beta_(k+1)) on rung k + 1. */
    readonly log_stones: readonly number[];
    /** Full batches, and steps in each. */
    readonly batches: number;
    readonly batch_steps: number;
  }[];
}

/** Null where the run was not tempered. @param checkpoints the last of each ensemble */
export function temperingOutcome(checkpoints: readonly Uint8Array[]): TemperingOutcome | null {
  const ensembles = checkpoints.flatMap((bytes) => readTempering(bytes) ?? []);
  if (ensembles.length === 0) return null;
  return {
    temperatures: ensembles[0].betas.length,
    evidence: estimateEvidence(ensembles),
    ensembles: ensembles.map(describe),
  };
}

function describe(
  ensemble: TemperedSums & { readonly swapAcceptance: readonly number[] },
): TemperingOutcome['ensembles'][number] {
  const { betas, swapAcceptance, sums } = ensemble;
  const rungs = Array.from(betas, (_, k) => rungMoments(ensemble, k));
  const each = (of: (rung: RungMoments) => number): number[] => rungs.map(of);
  return {
    betas: Array.from(betas),
    swap_acceptance: swapAcceptance,
    mean: each((rung) => rung.mean),
    variance: each((rung) => rung.variance),
    third_cumulant: each((rung) => rung.thirdCumulant),
    log_stones: each((rung) => rung.logStone).slice(1),
    batches: sums.full,
    batch_steps: sums.batchSteps,
  };
}
