/** Whether the standard errors that a goal asks for are small enough, at a fraction of what all of them cost where one is not. */
import type { Draws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { errorStride, type Goal } from './assess-chain.js';
import { createNamedErrors, parseNamed } from './named-quantity.js';

/**
 * The errors that were computed, and the column of the worst one that is too large, or null where none is.
 * @param every kept steps per step of the look; errors see as many rows or more
 */
export type ErrorCheck = (
  draws: Draws,
  chain: Chain,
  every: number,
) => { readonly errors: ReadonlyMap<string, number>; readonly missedBy: string | null };

/** All errors are computed at the first look, which ranks them, and at the last; in between the first that is too large says no alone. */
export function createErrorCheck(goal: Goal): ErrorCheck {
  const asked = goal.until_mcse ?? {};
  let names: readonly string[] = Object.keys(asked);
  let ranked = false;
  return (draws, chain, every) => {
    const errors = new Map<string, number>();
    if (names.length === 0) return { errors, missedBy: null };
    const errorOf = createNamedErrors(draws, Math.min(every, errorStride(draws, chain)));
    /** Of the error asked for; what cannot be told is the worst. */
    const ratios = new Map<string, number>();
    for (const name of names) {
      errors.set(name, errorOf(name));
      const ratio = errors.get(name)! / asked[name];
      ratios.set(name, Number.isNaN(ratio) ? Infinity : ratio);
      if (ranked && ratio > 1) break;
    }
    const ratioOf = (name: string): number => ratios.get(name) ?? 0;
    names = [...names].sort((a, b) => ratioOf(b) - ratioOf(a));
    ranked = true;
    return { errors, missedBy: ratioOf(names[0]) > 1 ? parseNamed(names[0], chain.ids)!.column : null };
  };
}
