/**
 * The waist of the program: the one file that both the physics side (model, data, likelihood, priors) and the
 * sampling side (moves, runs, chains, diagnostics) import. The left side builds a `Target`; the right side draws from it.
 */

/** One number that a chain stores per row: how it is called, its unit, and how it is typeset. */
export interface Quantity {
  /** Column name: snake_case, the same in configuration, chain and messages. */
  readonly id: string;
  /** As written on an axis ("km/s"); "1" when dimensionless. */
  readonly unit: string;
  /** LaTeX without dollar signs. */
  readonly latex: string;
}

/** A sampled direction of parameter space. */
export interface Coordinate extends Quantity {
  /** Open interval outside of which the posterior vanishes; +-Infinity when unbounded. In the coordinate's own unit. */
  readonly support: readonly [number, number];
  /** The prior as plain JSON, for the chain's metadata; null when the density came without one. */
  readonly prior: unknown;
  /** Maps u in (0, 1) to a dispersed starting value: the quantile function of the starting distribution. */
  start(u: number): number;
}

/** Room for the results of one batch of evaluations. Belongs to the caller; overwritten by each call. Natural logs. */
export interface Evaluations {
  /** [n] log prior + log likelihood; -Infinity outside the support. */
  readonly logPosterior: Float64Array;
  /** [n] normalised; NaN when the density does not tell. */
  readonly logPrior: Float64Array;
  /** [n] NaN when the density does not tell; meaningless where logPrior is -Infinity (then the likelihood was not called). */
  readonly logLikelihood: Float64Array;
  /** [n * terms] row-major: whatever else the density reports per point (chi2 by observable). */
  readonly terms: Float64Array;
}

/** A density to draw from. Synchronous, deterministic, and it neither keeps nor changes `theta`. */
export interface Target {
  /** Sampled coordinates; their order is the layout of theta and of the chain's columns. Length D. */
  readonly coordinates: readonly Coordinate[];
  /** Names of `Evaluations.terms`; may be empty. */
  readonly terms: readonly Quantity[];
  /** Functions of theta that the chain stores beside the coordinates; may be empty. */
  readonly derived: readonly Quantity[];
  /**
   * Evaluates the first `count` rows of `theta`.
   * -Infinity rejects a point; NaN in logPosterior is the density's bug and ends the run with the point named.
   * @param theta [count * D] row-major   @param out written in rows 0..count-1
   */
  evaluate(theta: Float64Array, count: number, out: Evaluations): void;
  /** Computes all derived quantities of the row that starts at theta[at] into out[outAt ...]. */
  derive(theta: Float64Array, at: number, out: Float64Array, outAt: number): void;
}

/** Allocates room for `count` evaluations of a target with `terms` terms. A density that leaves its prior unwritten does not tell it. */
export function createEvaluations(count: number, terms: number): Evaluations {
  return {
    logPosterior: new Float64Array(count),
    logPrior: new Float64Array(count).fill(NaN),
    logLikelihood: new Float64Array(count).fill(NaN),
    terms: new Float64Array(count * terms),
  };
}

/** Where a worker thread finds its target: a module whose `createTarget(options)` builds it. Plain data, so that it can be posted. */
export interface TargetSource {
  /** URL of an ES module that exports `createTarget(options: unknown): Target | Promise<Target>`, or its path seen from the working directory. */
  readonly module: string;
  readonly options: unknown;
}
