/** When a run pauses for its ensembles to learn together, and what they learn: the same however often the run was interrupted. */
import { streamRng } from '../math/rng.js';
import { hasLessons, learn, lessonsOf } from '../sampler/learning.js';
import { parseMoveMix } from '../sampler/moves/registry.js';
import { decodeCheckpoint } from './checkpoint.js';
import type { Lesson, SamplerSettings } from './ensemble-runner.js';

export interface Lessons {
  /** The first lesson after `iteration`, in steps since the start; Infinity when there is none. */
  next(iteration: number): number;
  /** What is learnt at `iteration` from the checkpoints written there; undefined when it is no lesson's. */
  at(iteration: number, checkpoints: readonly Uint8Array[]): Lesson | undefined;
}

export function createLessons({ seed, warmup, moves, temperatures = 1 }: SamplerSettings): Lessons {
  // The ladder of a tempered ensemble moves during warm-up: what its rungs remember is of no one density.
  const steps = temperatures === 1 && hasLessons(parseMoveMix(moves)) ? lessonsOf(warmup) : [];
  return {
    next: (iteration) => steps.find((step) => step > iteration) ?? Infinity,
    at(iteration, checkpoints) {
      if (iteration === 0 || !steps.includes(iteration)) return undefined;
      const states = checkpoints.map((bytes) => decodeCheckpoint(bytes).state);
      return { mixture: learn(states, iteration === warmup, streamRng(seed, 'lesson', iteration)) };
    },
  };
}
