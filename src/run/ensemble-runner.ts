/** One ensemble being run: from its start or a checkpoint, block by block. Pure: no files, no clock, no threads. */
import type { Block } from '../chain/block.js';
import type { EnsembleState } from '../sampler/ensemble.js';
import type { Target } from '../target.js';
import { createStepper } from './stepper.js';

/** What decides the draws of a run, beside the target. Plain data. */
export interface SamplerSettings {
  /** Any text; ensemble k draws from the stream (seed, 'ensemble', k). */
  readonly seed: string;
  /** Number of independent ensembles, >= 1; 4 or more for a diagnosis between them. */
  readonly ensembles: number;
  /** Walkers per ensemble, even. */
  readonly walkers: number;
  /** Steps before the first counted one. */
  readonly warmup: number;
  /** Every thin-th step is kept, >= 1. */
  readonly thin: number;
  /** Mixture of moves as in `--moves`. */
  readonly moves: string;
  /** Rungs of the ladder of a tempered ensemble, the posterior and the prior included; 1 or none: not tempered. */
  readonly temperatures?: number;
}

export interface EnsembleRunner {
  /**
   * Advances by `steps` steps and returns what they leave behind.
   * @param lesson what the ensembles have learnt together before these steps: `Lesson`
   * @throws RangeError when the steps straddle the end of warm-up; InputError when no start is found; RunError where the density is NaN
   */
  advance(steps: number, lesson?: Lesson): Block;
}

/** A mixture for the moves that learn, null where it could not be fitted (sampler/learning.ts). Plain data. */
export interface Lesson {
  readonly mixture: Float64Array | null;
}

/** A runner of ensemble number `ensemble`, at its start or where the checkpoint left it. */
export function createEnsembleRunner(
  target: Target,
  settings: SamplerSettings,
  ensemble: number,
  checkpoint?: Uint8Array,
): EnsembleRunner {
  const { walkers, warmup, thin } = settings;
  const stepper = createStepper(target, settings, ensemble, checkpoint);
  const { state } = stepper;

  return {
    advance(steps, lesson) {
      const from = state.iteration;
      const to = from + steps;
      if (from < warmup && to > warmup)
        throw new RangeError(`advance: ${from} to ${to} straddles the end of warm-up at ${warmup}`);
      if (lesson !== undefined) stepper.teach(lesson.mixture);
      const keptBefore = Math.max(0, Math.floor((from - warmup) / thin));
      const kept = to <= warmup ? 0 : Math.floor((to - warmup) / thin) - keptBefore;
      const block = allocate(target, walkers, kept);
      for (let i = 0, row = 0; i < steps; i++) {
        stepper.step();
        const number = state.iteration - warmup;
        if (number <= 0 || number % thin !== 0) continue;
        block.steps[row / walkers] = number;
        storeRows(state, target, block, row);
        row += walkers;
      }
      const { steps: numbers, columns } = block;
      const bytes = stepper.checkpoint();
      return { ensemble, steps: numbers, walkers, columns, iteration: state.iteration, checkpoint: bytes };
    },
  };
}

interface Rows {
  readonly steps: Uint32Array;
  readonly columns: Float64Array[];
  /** [derived] of one row, before it is spread over the columns. */
  readonly derived: Float64Array;
}

function allocate(target: Target, walkers: number, kept: number): Rows {
  const { terms, coordinates, derived } = target;
  const count = 3 + terms.length + coordinates.length + derived.length;
  return {
    steps: new Uint32Array(kept),
    columns: Array.from({ length: count }, () => new Float64Array(kept * walkers)),
    derived: new Float64Array(derived.length),
  };
}

/** Copies all walkers into the rows from `row` on, derived quantities computed. */
function storeRows(state: EnsembleState, target: Target, { columns, derived }: Rows, row: number): void {
  const { walkers, dim, theta, evaluations } = state;
  const { logPosterior, logPrior, logLikelihood, terms } = evaluations;
  const nTerms = target.terms.length;
  for (let w = 0; w < walkers; w++) {
    columns[0][row + w] = logPosterior[w];
    columns[1][row + w] = logPrior[w];
    columns[2][row + w] = logLikelihood[w];
    let column = 3;
    for (let t = 0; t < nTerms; t++) columns[column++][row + w] = terms[w * nTerms + t];
    for (let k = 0; k < dim; k++) columns[column++][row + w] = theta[w * dim + k];
    if (derived.length === 0) continue;
    target.derive(theta, w * dim, derived, 0);
    for (const value of derived) columns[column++][row + w] = value;
  }
}
