/** What is said of a density that is NaN or +Infinity somewhere: where, and which coordinates it depends on. */
import { RunError } from '../errors.js';
import { createEvaluations, type Evaluations, type Target } from '../target.js';

/** Points that are compared with at most: the union of what eight of them tell hardly ever lacks a coordinate that one would name. */
const MOST_COMPARED = 8;

/**
 * The message for a density that is NaN or +Infinity at row `i` of `theta`.
 * @param finite [n * dim] points at which it is finite, to compare with, that of the walker itself first; empty when none is known
 */
export function brokenDensity(
  target: Target,
  theta: Float64Array,
  evaluations: Evaluations,
  i: number,
  who: string,
  finite: Float64Array,
): RunError {
  const dim = target.coordinates.length;
  const broken = theta.slice(i * dim, (i + 1) * dim);
  const point = target.coordinates.map(({ id }, k) => `${id}=${broken[k]}`).join(', ');
  const [posterior, prior, likelihood] = [
    evaluations.logPosterior[i],
    evaluations.logPrior[i],
    evaluations.logLikelihood[i],
  ];
  const cause = finite.length === 0 ? '' : ` ${explainBroken(target, broken, finite)}`;
  return new RunError(
    `evaluate: the log posterior is ${posterior} for ${who} (log prior ${prior}, log likelihood ${likelihood}) at ${point}; a density must be finite, or -Infinity to reject a point.${cause}`,
  );
}

/** Rows of `theta`, row `first` in front of the others: what `brokenDensity` compares with. */
export function pointsFrom(theta: Float64Array, dim: number, first: number): Float64Array {
  const at = first * dim;
  return Float64Array.of(
    ...theta.subarray(at, at + dim),
    ...theta.subarray(0, at),
    ...theta.subarray(at + dim),
  );
}

/**
 * Puts one coordinate after the other of the broken point to where it is at a finite one. Those that heal it alone are what it
 * depends on; where none does at any point, those that break a finite point alone. One point may be so far inside in one coordinate, and so
 * close to the edge in another, that only the one heals: hence several, and the union. A coordinate on which it does not depend is named by none.
 */
function explainBroken(target: Target, broken: Float64Array, finite: Float64Array): string {
  const { coordinates } = target;
  const points = spread(finite, coordinates.length);
  const healed = coordinates.map((_, k) =>
    points.find((point) => point[k] !== broken[k] && isFinite(target, replaced(broken, point, k))),
  );
  const told = healed.some((point) => point !== undefined)
    ? healed
    : coordinates.map((_, k) =>
        points.find((point) => point[k] !== broken[k] && isBroken(target, replaced(point, broken, k))),
      );
  const names: string[] = [];
  const places: string[] = [];
  told.forEach((point, k) => {
    if (point === undefined) return;
    names.push(coordinates[k].id);
    places.push(`${coordinates[k].id}=${point[k]}`);
  });
  if (names.length === 0)
    return 'No single coordinate is to blame: putting any one of them back to where the density was finite does not help.';
  const compared = points.length === 1 ? 'a point' : 'points';
  return `Compared with ${compared} where it is finite (${places.join(', ')}), it depends on ${names.join(' and ')} whether the density is a number: narrow the prior there, or repair the formula.`;
}

/** The first of the points, and some of the others, evenly spaced. */
function spread(points: Float64Array, dim: number): Float64Array[] {
  const n = points.length / dim;
  const compared = Math.min(n, MOST_COMPARED);
  return Array.from({ length: compared }, (_, i) => {
    const row = Math.floor((i * n) / compared);
    return points.slice(row * dim, (row + 1) * dim);
  });
}

function replaced(point: Float64Array, by: Float64Array, k: number): Float64Array {
  const trial = point.slice();
  trial[k] = by[k];
  return trial;
}

function isBroken(target: Target, theta: Float64Array): boolean {
  const value = logPosteriorAt(target, theta);
  return Number.isNaN(value) || value === Infinity;
}

/** A point that is merely rejected (-Infinity) may never have been computed: it does not tell whether it is healed. */
function isFinite(target: Target, theta: Float64Array): boolean {
  return Number.isFinite(logPosteriorAt(target, theta));
}

function logPosteriorAt(target: Target, theta: Float64Array): number {
  const out = createEvaluations(1, target.terms.length);
  target.evaluate(theta, 1, out);
  return out.logPosterior[0];
}
