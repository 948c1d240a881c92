/**
 * How moves learn from warm-up: in its second half the ensembles remember where their walkers were, and at a few fixed steps one
 * mixture is fitted to all that all of them remember. They share that proposal distribution and nothing else; after warm-up it stays as it is, and given
 * it the ensembles are independent. Together they know several times as many independent draws as each alone, and a mixture in
 * 27 dimensions needs hundreds per component.
 */
import type { Rng } from '../math/rng.js';
import type { EnsembleState } from './ensemble.js';
import { fitMixture, MOST_COMPONENTS } from './fit-mixture.js';
import { mixtureSize } from './mixture.js';
import type { MoveMix } from './moves/registry.js';

/** Draws of all ensembles remembered between one lesson and the next, about. */
const DRAWS = 2000;
/** Most positions of an ensemble remembered from one lesson to the next: closer together they tell nothing new. */
const MEMORIES = 40;

/** When the ensembles begin to remember, and the lessons, in sixteenths of warm-up: half is left to settle. */
const SIXTEENTHS: readonly [beginning: number, ...lessons: number[]] = [8, 10, 13, 16];

/** The steps after which the ensembles learn, ascending: the last is the end of warm-up. */
export function lessonsOf(warmup: number): readonly number[] {
  return inSteps(warmup).slice(1);
}

/** Whether the moves of this mixture have anything to learn. */
export function hasLessons(mix: MoveMix): boolean {
  return mix.some(({ move }) => move.learns === true);
}

/** Adds the positions to the memory when it is time; to be called after each step of warm-up. @param ensembles how many learn together */
export function remember(
  { iteration, walkers, theta, memory }: EnsembleState,
  warmup: number,
  ensembles: number,
): void {
  const steps = inSteps(warmup);
  const next = steps.findIndex((step) => iteration <= step);
  if (next < 1) return;
  const most = Math.min(MEMORIES, Math.ceil(DRAWS / (walkers * ensembles)));
  const apart = Math.ceil((steps[next] - steps[next - 1]) / most);
  if ((steps[next] - iteration) % apart === 0) memory.push(theta.slice());
}

/**
 * The mixture fitted to what the ensembles remember; null when that is too little or does not span the space.
 * @param states of all ensembles, after one of `lessonsOf`
 */
export function learn(states: readonly EnsembleState[], rng: Rng): Float64Array | null {
  const [{ walkers, dim, memory }] = states;
  const all = states.length * walkers;
  const draws = new Float64Array(memory.length * all * dim);
  states.forEach((state, e) =>
    state.memory.forEach((positions, i) => draws.set(positions, (i * all + e * walkers) * dim)),
  );
  return fitMixture(draws, dim, all, MOST_COMPONENTS, rng);
}

/** Makes a fitted mixture what the moves of an ensemble propose from; without one they keep the one before. */
export function teach({ tuning }: EnsembleState, mixture: Float64Array | null): void {
  if (mixture === null) return;
  tuning.fill(0);
  tuning.set(mixture);
}

/** Numbers of the tuning of an ensemble with these moves: room for the largest mixture, or nothing where no move learns. */
export function tuningSize(mix: MoveMix, dim: number): number {
  return hasLessons(mix) ? mixtureSize(dim, MOST_COMPONENTS) : 0;
}

function inSteps(warmup: number): readonly number[] {
  return SIXTEENTHS.map((sixteenths) => (sixteenths * warmup) >> 4);
}
