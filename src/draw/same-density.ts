/** Whether the density that continues a run is the one that began it, told by its values where the walkers stand. */
import { InputError } from '../errors.js';
import { decodeCheckpoint } from '../run/checkpoint.js';
import { createEvaluations, type Target } from '../target.js';

/**
 * Evaluates the density at the walkers of the first ensemble: the last bit must agree with what the run stored.
 * @param checkpoints states of the ensembles; nothing is compared where there are none, or where their shape is another
 * @throws InputError naming the first walker at which the density differs
 */
export function checkSameDensity(target: Target, checkpoints: readonly Uint8Array[], where: string): void {
  if (checkpoints.length === 0) return;
  const { walkers, dim, theta, evaluations } = decodeCheckpoint(checkpoints[0]).state;
  if (dim !== target.coordinates.length) return;
  const now = createEvaluations(walkers, target.terms.length);
  target.evaluate(theta, walkers, now);
  const walker = now.logPosterior.findIndex((value, i) => !Object.is(value, evaluations.logPosterior[i]));
  if (walker < 0) return;
  const point = target.coordinates.map(({ id }, k) => `${id}=${theta[walker * dim + k]}`).join(', ');
  throw new InputError({
    where,
    expected: `the density it was begun with, ${evaluations.logPosterior[walker]} at ${point}`,
    got: String(now.logPosterior[walker]),
    hint: 'Undo the change, or draw a new chain with --force or --out.',
  });
}
