/**
 * What warm-up does beside taking steps. All of it happens before the first kept step and depends on the state and the stream
 * alone, so that it costs no correctness: afterwards every move is what the last fit made of it, for good.
 */
import type { Rng } from '../math/rng.js';
import type { Target } from '../target.js';
import type { EnsembleState } from './ensemble.js';
import { fitMixture, MOST_COMPONENTS } from './fit-mixture.js';
import { reseatLaggards } from './laggards.js';
import { mixtureSize } from './mixture.js';
import type { MoveMix } from './moves/registry.js';

/** Positions of the whole ensemble remembered for one fit. */
const MEMORIES = 40;

/** The windows from whose steps the mixture is fitted, each at its end, in sixteenths of warm-up: half is left to settle. */
const WINDOWS: readonly (readonly [from: number, to: number])[] = [
  [8, 9],
  [9, 10],
  [10, 12],
  [12, 16],
];

/** To be called after each step of warm-up, the last one included. */
export function adaptAfterStep(state: EnsembleState, target: Target, warmup: number, rng: Rng): void {
  const { iteration, walkers, dim, theta, tuning, memory } = state;
  if (iteration === warmup >> 1 || iteration === (3 * warmup) >> 2) reseatLaggards(state, target, rng);
  if (tuning.length === 0) return;
  const at = (sixteenth: number): number => (sixteenth * warmup) >> 4;
  const window = WINDOWS.find(([from, to]) => iteration > at(from) && iteration <= at(to));
  if (window === undefined) return;
  const [from, to] = [at(window[0]), at(window[1])];
  if ((to - iteration) % Math.ceil((to - from) / MEMORIES) === 0) memory.push(theta.slice());
  if (iteration !== to) return;
  const draws = new Float64Array(memory.length * walkers * dim);
  memory.forEach((positions, i) => draws.set(positions, i * walkers * dim));
  memory.length = 0;
  const most = to === warmup ? MOST_COMPONENTS : 1; // earlier, the draws are too much alike to tell components apart
  const fitted = fitMixture(draws, dim, walkers, most, rng);
  if (fitted === null) return;
  tuning.fill(0);
  tuning.set(fitted);
}

/** Numbers of the tuning of an ensemble with these moves: room for the largest mixture, or nothing where no move learns. */
export function tuningSize(mix: MoveMix, dim: number): number {
  return mix.some(({ move }) => move.learns === true) ? mixtureSize(dim, MOST_COMPONENTS) : 0;
}
