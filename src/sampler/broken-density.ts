/** What is said of a density that is NaN or +Infinity somewhere: where, and which coordinates it depends on. */
import { RunError } from '../errors.js';
import { createEvaluations, type Evaluations, type Target } from '../target.js';

/**
 * The message for a density that is NaN or +Infinity at row `i` of `theta`.
 * @param finite [dim] a point at which it is finite, to compare with; null when none is known
 */
export function brokenDensity(
  target: Target,
  theta: Float64Array,
  evaluations: Evaluations,
  i: number,
  who: string,
  finite: Float64Array | null,
): RunError {
  const dim = target.coordinates.length;
  const broken = theta.slice(i * dim, (i + 1) * dim);
  const point = target.coordinates.map(({ id }, k) => `${id}=${broken[k]}`).join(', ');
  const [posterior, prior, likelihood] = [
    evaluations.logPosterior[i],
    evaluations.logPrior[i],
    evaluations.logLikelihood[i],
  ];
  const cause = finite === null ? '' : ` ${explainBroken(target, broken, finite)}`;
  return new RunError(
    `evaluate: the log posterior is ${posterior} for ${who} (log prior ${prior}, log likelihood ${likelihood}) at ${point}; a density must be finite, or -Infinity to reject a point.${cause}`,
  );
}

/**
 * Puts one coordinate after the other of the broken point back to the finite one. Those that heal it alone are the ones it
 * depends on; where none does, those that break the finite point alone.
 */
function explainBroken(target: Target, broken: Float64Array, finite: Float64Array): string {
  const { coordinates } = target;
  const mixed = (from: Float64Array, other: Float64Array, k: number): boolean => {
    const trial = from.slice();
    trial[k] = other[k];
    return isBroken(target, trial);
  };
  const differing = [...coordinates.keys()].filter((k) => broken[k] !== finite[k]);
  const healing = differing.filter((k) => !mixed(broken, finite, k));
  const breaking = differing.filter((k) => mixed(finite, broken, k));
  const involved = healing.length > 0 ? healing : breaking;
  if (involved.length === 0)
    return 'No single coordinate is to blame: putting any one of them back to where the density was finite does not help.';
  const names = involved.map((k) => coordinates[k].id);
  const places = involved.map((k) => `${coordinates[k].id}=${finite[k]}`);
  return `Compared with a point where it is finite (${places.join(', ')}), it depends on ${names.join(' and ')} whether the density is a number: narrow the prior there, or repair the formula.`;
}

function isBroken(target: Target, theta: Float64Array): boolean {
  const out = createEvaluations(1, target.terms.length);
  target.evaluate(theta, 1, out);
  return Number.isNaN(out.logPosterior[0]) || out.logPosterior[0] === Infinity;
}
