/** What the shape of the posterior around its maximum means for the errors reported. */
import type { Coordinate, Target } from '../target.js';
import { moved, widthsOf } from './basis.js';
import type { Basis } from './basis.js';
import { dropsAlong } from './expansion.js';
import type { Curvature } from './hessian.js';
import type { Objective } from './objective.js';
import type { PolishResult } from './polish.js';
import type { FitProblem } from './problems.js';
import { LOOSE_SHARE } from './standard-errors.js';
import type { FittedParameter } from './standard-errors.js';
import { roomOf } from './support.js';

/** Errors to walk from the maximum: where the tails begin that intervals are made of. */
const WALK = 2;
/** A drop more than this factor from a Gaussian's, WALK^2 / 2, is called not Gaussian. */
const GAUSSIAN_FACTOR = 2;
/** A coordinate belongs to a flat direction when it has at least this part of its length, in starting widths. */
const FLAT_MEMBER = 1e-3;

/**
 * @param end the maximum as the search left it
 * @param curvature null when it could not be measured
 * @param parameters from `standardErrors`
 * @param isTop whether the point is a maximum as far as can be told
 * @param scale [dim] widths of the starting distribution
 */
export function curvatureProblems(
  objective: Objective,
  end: PolishResult,
  curvature: Curvature | null,
  parameters: readonly FittedParameter[],
  isTop: boolean,
  scale: Float64Array,
): FitProblem[] {
  const { coordinates } = objective.target;
  const problems: FitProblem[] = [];
  if (!isTop) problems.push(notAtMaximum(coordinates, end, curvature));
  if (end.held.length > 0) problems.push(atEdge(coordinates, end.held));
  if (curvature === null) return problems;
  const { theta, flat, principal } = curvature;
  problems.push(...flatDirections(objective.target, theta, flat, parameters, scale));
  problems.push(...nearEdges(coordinates, theta, end.held, parameters));
  problems.push(...notGaussian(objective, theta, principal, parameters));
  return problems;
}

function notAtMaximum(
  coordinates: readonly Coordinate[],
  { promised }: PolishResult,
  curvature: Curvature | null,
): FitProblem {
  const rising = curvature?.rising ?? [];
  const ids = coordinates
    .filter((_, i) => rising.some((direction) => direction[i] !== 0))
    .map(({ id }) => id);
  const reason =
    curvature === null
      ? 'points beside it are rejected at any distance, so that derivatives cannot be taken'
      : rising.length > 0
        ? `the log posterior does not fall in ${rising.length} direction(s)`
        : `its derivatives promise a gain of ${promised.toPrecision(2)} that no step finds`;
  return {
    code: 'not_at_maximum',
    parameters: ids,
    message: `the best point found is not the top of a smooth hill: ${reason}`,
    remedy: 'Do not use the errors; sample the posterior instead.',
  };
}

function atEdge(coordinates: readonly Coordinate[], held: readonly number[]): FitProblem {
  const ids = held.map((i) => coordinates[i].id);
  return {
    code: 'at_edge',
    parameters: ids,
    message: `the posterior is highest on an edge of the prior of ${ids.join(', ')}; the other errors hold with that fixed`,
    remedy: 'Widen the prior if the edge has no reason; otherwise quote a limit from the sampled posterior.',
  };
}

function flatDirections(
  target: Target,
  theta: Float64Array,
  flat: Basis,
  parameters: readonly FittedParameter[],
  scale: Float64Array,
): FitProblem[] {
  const { coordinates } = target;
  return flat.map((direction) => {
    const members = coordinates
      .map((_c, i) => i)
      .filter((i) => Math.abs(direction[i]) > FLAT_MEMBER * widthsOf(direction, scale) * scale[i]);
    const list = members.map((i) => coordinates[i].id).join(', ');
    const known = fixedByData(target, theta, direction, members[0], parameters);
    return {
      code: 'flat_direction',
      parameters: members.map((i) => coordinates[i].id),
      message:
        members.length > 1
          ? `the data fix only a combination of ${list}: along it the posterior does not change, so each alone has no error`
          : `nothing constrains ${list} within its prior, so it has no error`,
      remedy:
        (known.length > 0 ? `Use ${known.join(', ')}, which the data do fix, or give ` : 'Give ') +
        'one of them an informative prior or a fixed value.',
    };
  });
}

/** Derived quantities that have an error although they move with one member of a flat direction: the combination that counts. */
function fixedByData(
  target: Target,
  theta: Float64Array,
  direction: Float64Array,
  member: number,
  parameters: readonly FittedParameter[],
): string[] {
  const aside = moved(
    theta,
    direction.map((d, i) => (i === member ? d : 0)),
    1,
  );
  const values = new Float64Array(target.derived.length);
  target.derive(aside, 0, values, 0);
  return parameters
    .slice(target.coordinates.length)
    .filter(({ value, error }, d) => error !== null && Math.abs(values[d] - value) > LOOSE_SHARE * error)
    .map(({ id }) => id);
}

function nearEdges(
  coordinates: readonly Coordinate[],
  theta: Float64Array,
  held: readonly number[],
  parameters: readonly FittedParameter[],
): FitProblem[] {
  const room = roomOf(coordinates, theta);
  const near = coordinates.filter((_, i) => {
    const { error } = parameters[i];
    return !held.includes(i) && error !== null && room[i] < error;
  });
  if (near.length === 0) return [];
  const ids = near.map(({ id }) => id);
  return [
    {
      code: 'near_edge',
      parameters: ids,
      message: `less than one standard error separates the maximum from an edge of the prior of ${ids.join(', ')}`,
      remedy:
        'The symmetric error reaches beyond the prior: quote an interval or limit from the sampled posterior.',
    },
  ];
}

/**
 * Changes each coordinate by some errors to either side, the others following as their correlations have it, and
 * compares the drop with a Gaussian's.
 */
function notGaussian(
  objective: Objective,
  theta: Float64Array,
  principal: Basis,
  parameters: readonly FittedParameter[],
): FitProblem[] {
  const { coordinates } = objective.target;
  const known = coordinates.flatMap(({ id }, i) => {
    const { error } = parameters[i];
    return error === null ? [] : [{ id, i, error }];
  });
  // Column i of the covariance over error i: the change of all coordinates with one error of coordinate i.
  const walks = known.map(({ i, error }) =>
    principal.reduce<Float64Array>(
      (sum, p) => moved(sum, p, (WALK * p[i]) / error),
      new Float64Array(theta.length),
    ),
  );
  const { forward, backward } = dropsAlong(objective, theta, walks);
  const expected = WALK ** 2 / 2;
  const ids: string[] = [];
  let [least, most] = [Infinity, -Infinity];
  known.forEach(({ id }, k) => {
    // Beyond an edge of the support the drop is infinite: that is told by `nearEdges`.
    const drops = [forward[k], backward[k]].filter(Number.isFinite);
    if (drops.every((d) => d >= expected / GAUSSIAN_FACTOR && d <= expected * GAUSSIAN_FACTOR)) return;
    [least, most] = [Math.min(least, ...drops), Math.max(most, ...drops)];
    ids.push(id);
  });
  if (ids.length === 0) return [];
  return [
    {
      code: 'not_gaussian',
      parameters: ids,
      message: `${WALK} errors from the maximum the log posterior falls by ${least.toPrecision(2)} to ${most.toPrecision(2)} instead of ${expected} (${ids.join(', ')})`,
      remedy: 'The errors are a rough guide there: sample the posterior for intervals.',
    },
  ];
}
