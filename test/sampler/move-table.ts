import { crankNicolson } from '../../src/sampler/moves/crank-nicolson.js';
import { de, deHalf, deHop } from '../../src/sampler/moves/differential-evolution.js';
import { independence } from '../../src/sampler/moves/independence.js';
import type { Move } from '../../src/sampler/moves/move.js';
import { snooker } from '../../src/sampler/moves/snooker.js';
import { stretch } from '../../src/sampler/moves/stretch.js';
import { walk } from '../../src/sampler/moves/walk.js';

export interface MoveUnderTest {
  readonly move: Move;
  /** Steps after which the move's effective sample sizes suffice, with 4 x 20 walkers. */
  readonly steps: number;
  /** The maps of space under which chains map to chains. */
  readonly invariance: 'affine' | 'scale';
}

/** One line per move: every check of moves.test.ts then runs on it. In the order of the registry. */
export const moveTable: readonly MoveUnderTest[] = [
  { move: stretch, steps: 4000, invariance: 'affine' },
  { move: walk, steps: 2000, invariance: 'affine' },
  { move: de, steps: 2000, invariance: 'affine' },
  { move: deHalf, steps: 4000, invariance: 'affine' },
  { move: deHop, steps: 4000, invariance: 'affine' },
  { move: snooker, steps: 4000, invariance: 'scale' },
  { move: independence, steps: 4000, invariance: 'affine' },
  { move: crankNicolson, steps: 4000, invariance: 'affine' },
];
