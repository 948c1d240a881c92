/** Maximum of a target's posterior by independent global searches, with errors from the Hessian and a judgement of both. */
import { RunError } from '../errors.js';
import { createEvaluations } from '../target.js';
import type { Target } from '../target.js';
import { curvatureProblems } from './curvature-problems.js';
import { curvatureAt } from './hessian.js';
import { heldExtents } from './edges.js';
import { createObjective } from './objective.js';
import { agrees, startProblems } from './problems.js';
import type { FitProblem, StartResult } from './problems.js';
import { createSearchSpace } from './search-space.js';
import { releaseEdges } from './release-edges.js';
import { searchStarts } from './search-starts.js';
import type { SearchOptions } from './search-starts.js';
import { standardErrors } from './standard-errors.js';
import type { FittedParameter } from './standard-errors.js';

export interface FitOptions extends Partial<Omit<SearchOptions, 'seed'>> {
  readonly seed: string;
}

export interface FitResult {
  /** The starts agree and the point is the top of a hill (or of its part inside the support). */
  readonly converged: boolean;
  readonly logPosterior: number;
  readonly logLikelihood: number;
  readonly logPrior: number;
  /** The target's terms at the maximum, by id. */
  readonly terms: Readonly<Record<string, number>>;
  /** [D] */
  readonly theta: Float64Array;
  /** Sampled coordinates in their order, then derived quantities. */
  readonly parameters: readonly FittedParameter[];
  readonly problems: readonly FitProblem[];
  readonly starts: readonly StartResult[];
  readonly evaluations: number;
}

/** The parabola at a maximum must not promise more than this. */
const AT_MAXIMUM = 1e-3;

/**
 * Fits a target. Synchronous and deterministic for a seed. By default 20 starts of up to 4 attempts each, drawn from
 * the coordinates' own `start`; `startOf` also sets the scale of the search, so let it span the prior.
 * @throws RunError when the target gives NaN, or no search meets a finite density
 */
export function fitTarget(target: Target, options: FitOptions): FitResult {
  const search: SearchOptions = {
    starts: 20,
    attempts: 4,
    maxEvaluations: 100_000,
    startOf: (coordinate, u) => coordinate.start(u),
    ...options,
  };
  const objective = createObjective(target);
  const space = createSearchSpace(target.coordinates, search.startOf);
  const { best: found, starts } = searchStarts(objective, space, search);
  if (found === null)
    throw new RunError(
      `fit: none of ${objective.evaluations()} points tried from ${starts.length} random starts has a finite log ` +
        'posterior. Check the priors against the data with the chi2 at one point.',
    );

  const best = releaseEdges(objective, found, space.scale);
  const free = target.coordinates.map((_, i) => i).filter((i) => !best.held.includes(i));
  const curvature = free.length === 0 ? null : curvatureAt(objective, best.theta, free, space.scale);
  const theta = curvature?.theta ?? best.theta;
  const shape = curvature ?? { theta, principal: [], flat: [], rising: [] };
  const parameters = standardErrors(
    target,
    shape,
    heldExtents(objective, { theta, held: best.held }, space.scale),
  );
  const isTop =
    (curvature !== null || free.length === 0) && shape.rising.length === 0 && !(best.promised > AT_MAXIMUM);
  const at = createEvaluations(1, target.terms.length);
  target.evaluate(theta, 1, at);
  return {
    converged: isTop && agrees(starts),
    logPosterior: at.logPosterior[0],
    logLikelihood: at.logLikelihood[0],
    logPrior: at.logPrior[0],
    terms: Object.fromEntries(target.terms.map(({ id }, t) => [id, at.terms[t]])),
    theta,
    parameters,
    problems: [
      ...startProblems(starts),
      ...curvatureProblems(objective, best, curvature, parameters, isTop, space.scale),
    ],
    starts,
    evaluations: objective.evaluations() + 1,
  };
}
