/**
 * What warm-up does beside taking steps. All of it happens before the first kept step, so that it costs no correctness:
 * afterwards every move is what the last fit made of it, for good.
 */
import type { Rng } from '../math/rng.js';
import type { Target } from '../target.js';
import type { EnsembleState } from './ensemble.js';
import { reseatLaggards } from './laggards.js';
import { remember } from './learning.js';

/** To be called after each step of warm-up, the last one included. @param ensembles how many learn together */
export function adaptAfterStep(
  state: EnsembleState,
  target: Target,
  warmup: number,
  ensembles: number,
  rng: Rng,
): void {
  const { iteration, tuning } = state;
  if (iteration === warmup >> 1 || iteration === (3 * warmup) >> 2) reseatLaggards(state, target, rng);
  if (tuning.length > 0) remember(state, warmup, ensembles);
}
