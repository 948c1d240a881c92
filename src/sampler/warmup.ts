/**
 * What warm-up does beside taking steps. All of it happens before the first kept step, so that it costs no correctness:
 * afterwards every move is what the last fit made of it, for good.
 */
import type { Rng } from '../math/rng.js';
import type { Target } from '../target.js';
import type { EnsembleState } from './ensemble.js';
import { reseatLaggards } from './laggards.js';
import { remember } from './learning.js';

/** For which share of warm-up the likelihood is flattened, where moves learn, and its power at the beginning. */
const ANNEALING = { share: 0.9, power: 0.3 } as const;

/**
 * The power of the likelihood at the next step of warm-up, rising to 1: walkers find through a flatter likelihood into arms and modes
 * from which the mixture is then learnt. Always 1 for moves that do not learn (how many walkers sit in a mode after it would stay
 * as it is) and for a density that does not tell its prior (a power of a density need not have an integral).
 */
export function likelihoodPower({ iteration, tuning, evaluations }: EnsembleState, warmup: number): number {
  const end = ANNEALING.share * warmup;
  if (tuning.length === 0 || iteration >= end || Number.isNaN(evaluations.logPrior[0])) return 1;
  return ANNEALING.power ** (1 - iteration / end);
}

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
