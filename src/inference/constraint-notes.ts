import type { ChainConstraint } from './constraints.js';

/**
 * What must be said beside the constraints of a chain, whole sentences. x and B enter the model only through their product: the gyroradius is
 * R/B, and every use of a diffusion coefficient but x/kappa is a ratio in which B cancels (eqs. 7, 10, 11 of Xue & Liu 2025).
 */
export function constraintNotes(
  constraints: readonly Pick<ChainConstraint, 'id' | 'informed_by'>[],
): string[] {
  const ids = new Set(constraints.filter(({ informed_by }) => informed_by !== null).map(({ id }) => id));
  if (!['x_lic', 'b_field', 'x_b'].every((id) => ids.has(id))) return [];
  return [
    'x_lic and b_field are determined only as their product x_b: what is said of one alone rests on the prior of the other, and a measurement of one from outside gives the other.',
  ];
}
