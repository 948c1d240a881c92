/** Whether derived quantities are the functions that began the run, told by their values at the last draws. */
import { openChain } from '../chain/reader.js';
import { InputError, type Problem } from '../errors.js';
import type { Target } from '../target.js';

/**
 * Computes the derived quantities of the first ensemble's last kept step again: the last bit must agree with what the chain holds.
 * Its columns are those of the target. Nothing is compared while there are no draws: then there is nothing to mix.
 * @throws InputError with one problem per quantity, at the first walker at which it differs
 */
export function checkSameDerived(target: Target, path: string): void {
  const { coordinates, derived } = target;
  if (derived.length === 0) return;
  const chain = openChain(path);
  try {
    const { walkers, length } = chain;
    if (length === 0) return;
    const last = (id: string): Float64Array => {
      const out = new Float64Array(walkers);
      chain.rows(0, id, (length - 1) * walkers, out);
      return out;
    };
    const theta = coordinates.map(({ id }) => last(id));
    const now = new Float64Array(walkers * derived.length);
    for (let w = 0; w < walkers; w++)
      target.derive(
        Float64Array.from(theta, (column) => column[w]),
        0,
        now,
        w * derived.length,
      );
    const problems = derived.flatMap(({ id }, q): Problem[] => {
      const walker = last(id).findIndex((value, w) => !Object.is(value, now[w * derived.length + q]));
      if (walker < 0) return [];
      const point = coordinates.map((coordinate, k) => `${coordinate.id}=${theta[k][walker]}`).join(', ');
      return [
        {
          where: `${path}: ${id}`,
          expected: `the function it was begun with, ${last(id)[walker]} at ${point}`,
          got: String(now[walker * derived.length + q]),
          hint: 'Undo the change, or draw a new chain with --force or --out.',
        },
      ];
    });
    if (problems.length > 0) throw new InputError(problems);
  } finally {
    chain.close();
  }
}
