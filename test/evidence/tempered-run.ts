import { estimateEvidence } from '../../src/evidence/evidence.js';
import type { Evidence } from '../../src/evidence/evidence.js';
import { streamRng } from '../../src/math/rng.js';
import { defaultMoves, parseMoveMix } from '../../src/sampler/moves/registry.js';
import type { Target } from '../../src/target.js';
import {
  createTemperedWorkspace,
  drawTemperedStart,
  stepTempered,
} from '../../src/tempering/tempered-ensemble.js';
import type { TemperedState } from '../../src/tempering/tempered-ensemble.js';

export interface TemperedSettings {
  readonly seed: string;
  readonly ensembles: number;
  readonly walkers: number;
  readonly temperatures: number;
  readonly warmup: number;
  readonly steps: number;
  readonly moves?: string;
}

/** Runs tempered ensembles without a chain. @param visit sees each one after every step that counts */
export function runTempered(
  target: Target,
  settings: TemperedSettings,
  visit: (state: TemperedState, ensemble: number) => void = () => undefined,
): { readonly evidence: Evidence; readonly states: readonly TemperedState[] } {
  const mix = parseMoveMix(settings.moves ?? defaultMoves);
  const states = Array.from({ length: settings.ensembles }, (_, e) => {
    const rng = streamRng(settings.seed, 'ensemble', e);
    const state = drawTemperedStart(target, e, settings, mix, rng);
    const workspace = createTemperedWorkspace(state, target);
    for (let i = 0; i < settings.warmup + settings.steps; i++) {
      stepTempered(state, mix, rng, workspace, settings.warmup);
      if (i >= settings.warmup) visit(state, e);
    }
    return state;
  });
  return { evidence: estimateEvidence(states), states };
}
