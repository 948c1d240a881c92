/**
 * How moves learn from warm-up: the ensembles remember where their walkers were in the second half of the steps that they have taken so
 * far, and at a few fixed steps one mixture is fitted to all that all of them remember. They share that proposal distribution and nothing
 * else; after warm-up it stays as it is, and given it the ensembles are independent. Together they know several times as many
 * independent draws as each alone, and a mixture in 27 dimensions needs thousands.
 */
import type { Rng } from '../math/rng.js';
import type { EnsembleState } from './ensemble.js';
import { fitMixture, MOST_COMPONENTS } from './fit-mixture.js';
import { mixtureSize } from './mixture.js';
import type { MoveMix } from './moves/registry.js';

/** Draws of all ensembles that the last lesson is fitted to, about. */
const DRAWS = 16_000;
/** Draws that the lessons before it are fitted to: they only have to be good enough for the next one. */
const PROVISIONAL_DRAWS = 6000;
/** Most positions of an ensemble remembered at a time: closer together they tell nothing new. */
const MEMORIES = 80;

/**
 * When the ensembles begin to remember, and the lessons, in sixteenths of warm-up. The first comes early, from little: what it
 * teaches takes the walkers to where the next ones are learnt from.
 */
const SIXTEENTHS: readonly [beginning: number, ...lessons: number[]] = [2, 3, 4, 6, 8, 10, 13, 16];

/** The steps after which the ensembles learn, ascending: the last is the end of warm-up. */
export function lessonsOf(warmup: number): readonly number[] {
  return inSteps(warmup).slice(1);
}

/** Whether the moves of this mixture have anything to learn. */
export function hasLessons(mix: MoveMix): boolean {
  return mix.some(({ move }) => move.learns === true);
}

/**
 * Adds the positions to the memory when it is time, and forgets those of the first half of the steps so far; to be called after
 * each step of warm-up.
 * @param ensembles how many learn together
 */
export function remember(
  { iteration, walkers, theta, memory }: EnsembleState,
  warmup: number,
  ensembles: number,
): void {
  const [beginning] = inSteps(warmup);
  const most = Math.min(MEMORIES, Math.ceil(DRAWS / (walkers * ensembles)));
  const apart = Math.max(1, Math.floor(warmup / 2 / most));
  const remembered = (step: number): number => Math.max(0, Math.floor((step - beginning) / apart));
  if (remembered(iteration) > remembered(iteration - 1)) memory.push(theta.slice());
  memory.splice(0, memory.length - (remembered(iteration) - remembered(iteration >> 1)));
}

/**
 * The mixture fitted to what the ensembles remember; null when that is too little or does not span the space.
 * @param states of all ensembles, after one of `lessonsOf`   @param isLast the end of warm-up
 */
export function learn(states: readonly EnsembleState[], isLast: boolean, rng: Rng): Float64Array | null {
  const [{ walkers, dim, memory }] = states;
  const all = states.length * walkers;
  const every = isLast ? 1 : Math.ceil((memory.length * all) / PROVISIONAL_DRAWS);
  const draws = new Float64Array(Math.ceil(memory.length / every) * all * dim);
  states.forEach((state, e) => {
    for (let i = 0; i * every < memory.length; i++)
      draws.set(state.memory[i * every], (i * all + e * walkers) * dim);
  });
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
