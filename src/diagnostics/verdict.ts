/** Whether a chain may be believed, and if not, why and what to do. */
import {
  disagreeingEnsembles,
  fewEffectiveDraws,
  heavyTail,
  noDraws,
  notFinite,
  oneEnsemble,
  separateModes,
  stuckWalkers,
  tooShort,
  type ConvergenceProblem,
} from './convergence-problems.js';
import { upToTwoDigits } from '../math/two-digits.js';
import { stepsNeeded } from './series-length.js';
import type { ChainSummary } from './summary.js';
import { MEMORY_OF_HEALTHY_WALKERS } from './walker-memory.js';

export type { ConvergenceProblem };

/** What a chain must reach to count as converged. */
export interface ConvergenceRules {
  /** Smallest bulk and tail effective sample size of every quantity. */
  readonly minEss: number;
  /** Largest R-hat between ensembles of every quantity. Agreement and length are asked of the log posterior too. */
  readonly maxRhat: number;
  /**
   * Smallest length of each walker's series in its estimated autocorrelation times: with less, tau itself is not known. The
   * estimate of short series is too small, so that their length is told about 10 tau too large.
   */
  readonly minLengthInTau: number;
  /** Smallest number of independent draws of each walker, told by how far the walkers' means scatter. */
  readonly minDrawsPerWalker: number;
  /**
   * Largest spread of the walkers' means, in variances that tau, its bias and chance explain (walker-spread.ts); twice as
   * much is allowed where the series are shorter than 50 tau.
   */
  readonly maxWalkerSpread: number;
  /** Correlation of the walkers' means over both halves of the steps above which a larger spread counts (walker-memory.ts). */
  readonly maxWalkerMemory: number;
  /**
   * Functions of other quantities. A heavy tail of one is noted and does not count against the chain: what it is a function of
   * has converged, and no number of draws would end it (x B on a ridge that is straight in its logarithm).
   */
  readonly derived: readonly string[];
  /**
   * Quantities between two walls. They have no tail: what looks like one is an arm that ends, and their standard deviation is as well
   * known as its error says.
   */
  readonly bounded: readonly string[];
}

/**
 * ESS 400 and R-hat 1.01: Vehtari et al. (2021), Bayesian Analysis 16, 667, secs. 4 and 5. 15 tau: emcee asks for 50
 * (Foreman-Mackey et al. 2013, arXiv:1202.3665), so that the tau of one ensemble of a few dozen walkers is known; here it is the
 * mean over several ensembles, and effective sizes come from the variance between walkers too, which knows of a tau that is told
 * too small. On targets of known posterior, asked from 100 steps on, the verdict is hardly ever wrong with that: docs/zoo.md. Draws per
 * walker: fewer, and what the walkers say of the posterior is where they started. Walker spread: healthy chains stay
 * below 1.5, slow tails in short series reach 3, modes that no walker leaves hundreds.
 */
export const defaultRules: ConvergenceRules = {
  minEss: 400,
  maxRhat: 1.01,
  minLengthInTau: 15,
  minDrawsPerWalker: 3,
  maxWalkerSpread: 2,
  maxWalkerMemory: MEMORY_OF_HEALTHY_WALKERS,
  derived: [],
  bounded: [],
};

export interface Verdict {
  /** No problems at all. */
  readonly converged: boolean;
  readonly problems: readonly ConvergenceProblem[];
  /** What whoever quotes the numbers must know, though it is no fault of the chain. */
  readonly notes: readonly ConvergenceProblem[];
  /**
   * Steps per ensemble after warm-up at which length and effective sizes would suffice, were the chain to go on as it is;
   * at least those there are, NaN when it cannot be told.
   */
  readonly stepsNeeded: number;
}

/** Judges a summary. Constant quantities have nothing to converge and are passed over. */
export function assess(summary: ChainSummary, rules: Partial<ConvergenceRules> = {}): Verdict {
  const limits = { ...defaultRules, ...rules };
  const nothing = noDraws(summary);
  if (nothing !== null) return { converged: false, problems: [nothing], notes: [], stepsNeeded: NaN };
  const needed = stepsNeeded(summary, limits);
  const about = upToTwoDigits(needed);
  const more = Number.isFinite(about)
    ? `Draw about ${about} steps in all (--resume --steps ${about}).`
    : 'Draw several times as many steps (--resume --steps N).';
  const problems = [
    notFinite(summary),
    oneEnsemble(summary),
    stuckWalkers(summary),
    separateModes(summary, limits),
    disagreeingEnsembles(summary, limits),
    tooShort(summary, limits, more),
    fewEffectiveDraws(summary, limits, 'bulk', more),
    fewEffectiveDraws(summary, limits, 'tail', more),
    heavyTail(summary, (id) => !limits.derived.includes(id) && !limits.bounded.includes(id)),
  ].filter((problem) => problem !== null);
  const notes = [heavyTail(summary, (id) => limits.derived.includes(id))].filter((note) => note !== null);
  return { converged: problems.length === 0, problems, notes, stepsNeeded: needed };
}
