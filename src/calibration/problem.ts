/** What is calibrated: a joint density of parameters and data that can be drawn from, and the inference that is to invert it. */
import type { Rng } from '../math/rng.js';
import { callFactory, type ModuleSource } from '../run/load-factory.js';
import type { Quantity, Target } from '../target.js';

/** One draw of the joint density, and the posterior of its data. */
export interface Simulation {
  /** [D] parameters drawn from the prior, from which the data were drawn. */
  readonly truth: Float64Array;
  /** Posterior given those data, its coordinates starting anywhere in the prior. */
  readonly target: Target;
  /** Starting value of a coordinate close to the truth, for u in (0, 1); inside the support. */
  startNear(coordinate: number, u: number): number;
}

export interface CalibrationProblem {
  /**
   * Columns whose ranks are judged: coordinates, derived quantities, terms or `log_likelihood`, by their ids in the target. The
   * likelihood depends on the data and the parameters at once, and so sees what no parameter alone does (a posterior that
   * ignores the data, say): Modrak et al. (2023), Bayesian Analysis, "Simulation-based calibration checking for Bayesian
   * computation: the choice of test quantities shapes sensitivity", sec. 3.
   */
  readonly quantities: readonly Quantity[];
  /** Draws parameters and data; everything random comes from `rng`. */
  simulate(rng: Rng): Simulation;
}

/** Where a worker thread finds the problem: a module whose `createProblem(options)` builds it. */
export type ProblemSource = ModuleSource;

/** @throws as `callFactory` */
export async function loadProblem(source: ProblemSource): Promise<CalibrationProblem> {
  return (await callFactory(source, 'createProblem')) as CalibrationProblem;
}
