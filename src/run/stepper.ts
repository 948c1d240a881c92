/** What advances one ensemble by a step and remembers where it is: an ordinary ensemble, or one rung of a tempered one. */
import { InputError } from '../errors.js';
import { restoreRng, streamRng } from '../math/rng.js';
import { resetCounts, type EnsembleState } from '../sampler/ensemble.js';
import { parseMoveMix } from '../sampler/moves/registry.js';
import { drawStart } from '../sampler/start.js';
import { teach } from '../sampler/learning.js';
import { createWorkspace, step } from '../sampler/step.js';
import { adaptAfterStep, likelihoodPower } from '../sampler/warmup.js';
import type { Target } from '../target.js';
import { createTemperedWorkspace, drawTemperedStart, stepTempered } from '../tempering/tempered-ensemble.js';
import { checkTemperable } from '../tempering/tempered-target.js';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import type { SamplerSettings } from './ensemble-runner.js';
import { decodeTemperedCheckpoint, encodeTemperedCheckpoint } from './tempered-checkpoint.js';

export interface Stepper {
  /** The ensemble of the posterior: its rows are what a chain stores. The same object at every step. */
  readonly state: EnsembleState;
  step(): void;
  /** What the ensembles have learnt together (sampler/learning.ts). A tempered ensemble does not learn. */
  teach(mixture: Float64Array | null): void;
  /** Everything needed to continue. */
  checkpoint(): Uint8Array;
}

/** The stepper of ensemble number `ensemble`, at its start or where the checkpoint left it. */
export function createStepper(
  target: Target,
  settings: SamplerSettings,
  ensemble: number,
  checkpoint?: Uint8Array,
): Stepper {
  const temperatures = settings.temperatures ?? 1;
  return temperatures > 1
    ? temperedStepper(target, { ...settings, temperatures }, ensemble, checkpoint)
    : plainStepper(target, settings, ensemble, checkpoint);
}

function plainStepper(
  target: Target,
  settings: SamplerSettings,
  ensemble: number,
  checkpoint: Uint8Array | undefined,
): Stepper {
  const { seed, ensembles, walkers, warmup } = settings;
  const mix = parseMoveMix(settings.moves);
  const saved = checkpoint === undefined ? null : decodeCheckpoint(checkpoint);
  const rng = saved === null ? streamRng(seed, 'ensemble', ensemble) : restoreRng(saved.rng);
  const state = saved?.state ?? drawStart(target, ensemble, walkers, mix, rng);
  if (saved !== null) checkFits(state, target, settings, ensemble);
  const workspace = createWorkspace(
    state,
    target.coordinates.map(({ support }) => support),
  );
  return {
    state,
    step() {
      if (state.iteration === warmup) {
        resetCounts(state.counts); // what warm-up accepted says nothing about the draws
        state.memory.length = 0;
      }
      step(state, target, mix, rng, workspace, likelihoodPower(state, warmup));
      if (state.iteration <= warmup) adaptAfterStep(state, target, warmup, ensembles, rng);
    },
    teach(mixture) {
      teach(state, mixture);
      workspace.density?.set(state.tuning);
    },
    checkpoint: () => encodeCheckpoint(state, rng.state()),
  };
}

/**
 * Walkers that lag behind find their way through the hotter rungs: they are not reseated. Nor does a move learn here, for the ladder
 * moves during warm-up: the other moves of the mixture do its share.
 */
function temperedStepper(
  target: Target,
  settings: SamplerSettings & { readonly temperatures: number },
  ensemble: number,
  checkpoint: Uint8Array | undefined,
): Stepper {
  const { seed, warmup, temperatures } = settings;
  const mix = parseMoveMix(settings.moves);
  checkTemperable(target);
  const saved = checkpoint === undefined ? null : decodeTemperedCheckpoint(checkpoint);
  const rng = saved === null ? streamRng(seed, 'ensemble', ensemble) : restoreRng(saved.rng);
  const tempered = saved?.state ?? drawTemperedStart(target, ensemble, settings, mix, rng);
  const state = tempered.rungs[0];
  if (saved !== null) {
    checkFits(state, target, settings, ensemble);
    const got = tempered.rungs.length;
    if (got !== temperatures)
      throw new InputError({
        where: 'checkpoint',
        expected: `${temperatures} temperatures`,
        got: String(got),
      });
  }
  const workspace = createTemperedWorkspace(tempered, target);
  return {
    state,
    step() {
      if (state.iteration === warmup) for (const rung of tempered.rungs) resetCounts(rung.counts);
      stepTempered(tempered, mix, rng, workspace, warmup);
    },
    teach: () => undefined,
    checkpoint: () => encodeTemperedCheckpoint(tempered, rng.state()),
  };
}

/** A checkpoint continues only the run it came from; the chain compares configurations, this compares shapes. */
function checkFits(state: EnsembleState, target: Target, settings: SamplerSettings, ensemble: number): void {
  const describe = (parts: readonly (string | number)[]): string =>
    `ensemble ${parts[0]}, ${parts[1]} walkers, ${parts[2]} coordinates, ${parts[3]} terms, moves ${parts[4]}`;
  const moves = parseMoveMix(settings.moves).map(({ move }) => move.name);
  const expected = describe([
    ensemble,
    settings.walkers,
    target.coordinates.length,
    target.terms.length,
    moves.join(' '),
  ]);
  const terms = state.evaluations.terms.length / state.walkers;
  const got = describe([state.ensemble, state.walkers, state.dim, terms, state.counts.moves.join(' ')]);
  if (got !== expected) throw new InputError({ where: 'checkpoint', expected, got });
}
