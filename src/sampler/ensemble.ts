import { createEvaluations, type Evaluations } from '../target.js';

/** One ensemble of interacting walkers. Mutated in place by `step` and by nothing else; row i is walker i for the whole run. */
export interface EnsembleState {
  /** Which independent ensemble of the run, from 0: for messages and for the chain. */
  readonly ensemble: number;
  readonly walkers: number;
  readonly dim: number;
  /** Steps since the start. In one step every walker is proposed once. */
  iteration: number;
  /** [walkers * dim] row-major. */
  readonly theta: Float64Array;
  /** [walkers] the density at `theta`. */
  readonly evaluations: Evaluations;
  readonly counts: AcceptanceCounts;
  /**
   * The mixture (mixture.ts) that moves with `learns` propose from, in the first numbers of room for the largest one; zeros until
   * warm-up has fitted it, no numbers at all where no move learns. Changed by warm-up only (learning.ts).
   */
  readonly tuning: Float64Array;
  /** Positions remembered for the fits (learning.ts), [walkers * dim] each; empty after warm-up. */
  readonly memory: Float64Array[];
}

/** How often proposals were accepted since the counts were last reset. */
export interface AcceptanceCounts {
  /** Steps counted. */
  steps: number;
  /** [walkers] */
  readonly accepted: Float64Array;
  /** Names of the moves, in the order of the mixture. */
  readonly moves: readonly string[];
  /** [moves] */
  readonly moveProposed: Float64Array;
  /** [moves] */
  readonly moveAccepted: Float64Array;
}

/** An ensemble with everything at zero: to be filled by `drawStart` or from a checkpoint. @param tuning numbers of its tuning */
export function createEnsemble(
  ensemble: number,
  walkers: number,
  dim: number,
  terms: number,
  moves: readonly string[],
  tuning = 0,
): EnsembleState {
  return {
    ensemble,
    walkers,
    dim,
    iteration: 0,
    theta: new Float64Array(walkers * dim),
    evaluations: createEvaluations(walkers, terms),
    counts: {
      steps: 0,
      accepted: new Float64Array(walkers),
      moves,
      moveProposed: new Float64Array(moves.length),
      moveAccepted: new Float64Array(moves.length),
    },
    tuning: new Float64Array(tuning),
    memory: [],
  };
}

/** Forgets the acceptance counts: what warm-up accepted says nothing about the draws that are kept. */
export function resetCounts(counts: AcceptanceCounts): void {
  counts.steps = 0;
  counts.accepted.fill(0);
  counts.moveProposed.fill(0);
  counts.moveAccepted.fill(0);
}

/** Copies one evaluation (all its numbers) from row `fromRow` of `from` to row `toRow` of `to`. */
export function copyEvaluation(from: Evaluations, fromRow: number, to: Evaluations, toRow: number): void {
  to.logPosterior[toRow] = from.logPosterior[fromRow];
  to.logPrior[toRow] = from.logPrior[fromRow];
  to.logLikelihood[toRow] = from.logLikelihood[fromRow];
  const terms = to.terms.length / to.logPosterior.length;
  for (let t = 0; t < terms; t++) to.terms[toRow * terms + t] = from.terms[fromRow * terms + t];
}

/** Whether the moves that learn have something to propose from. */
export function isTuned({ tuning }: EnsembleState): boolean {
  return tuning.length > 0 && tuning[0] > 0;
}
