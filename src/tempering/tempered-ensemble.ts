/**
 * Parallel tempering of affine-invariant ensembles: on each rung of the ladder an ordinary ensemble moves among itself, and walkers
 * of neighbouring rungs swap places. Swaps follow Vousden, Farr & Mandel (2016), MNRAS 455, 1919, eq. (2), tried alternately
 * between even and odd pairs of rungs (Syed et al. 2022, JRSS B 84, 321, sec. 3), row i with row i. Every update leaves the
 * product of all rungs' densities invariant, so rung 0 is a chain of the posterior.
 */
import type { Rng } from '../math/rng.js';
import { copyEvaluation } from '../sampler/ensemble.js';
import type { EnsembleState } from '../sampler/ensemble.js';
import type { MoveMix } from '../sampler/moves/registry.js';
import { drawStart } from '../sampler/start.js';
import { createWorkspace, step } from '../sampler/step.js';
import type { Workspace } from '../sampler/step.js';
import { createEvaluations } from '../target.js';
import type { Evaluations, Target } from '../target.js';
import { adaptLadder, initialLadder } from './ladder.js';
import { retemper, temperedLogPosterior, temperedTarget } from './tempered-target.js';
import { addStep, createSums, resetSums } from './thermodynamic-sums.js';
import type { ThermodynamicSums } from './thermodynamic-sums.js';

/** Mutated in place, as an ensemble is. */
export interface TemperedState {
  /** [K] one ensemble per rung, all of the same size; rung 0 is at beta = 1. Row i of rung k keeps its rung, not its walker. */
  readonly rungs: readonly EnsembleState[];
  /** [K] from 1 to 0, decreasing. Adapted during warm-up only. */
  readonly betas: Float64Array;
  /** [K - 1] swaps tried between rung k and k + 1, since the ladder last changed or warm-up ended. */
  readonly swapsTried: Float64Array;
  /** [K - 1] sum of their acceptance probabilities: less noisy than the accepted number. */
  readonly swapsAccepted: Float64Array;
  /** What the evidence is computed from; filled after warm-up. */
  readonly sums: ThermodynamicSums;
}

/** Walkers at their starts on every rung, and a first ladder. @throws what `drawStart` throws */
export function drawTemperedStart(
  target: Target,
  ensemble: number,
  shape: { readonly walkers: number; readonly temperatures: number },
  mix: MoveMix,
  rng: Rng,
): TemperedState {
  const { walkers, temperatures: K } = shape;
  const prior = temperedTarget(target, new Float64Array(1), 0);
  const rungs = Array.from({ length: K }, (_, k) =>
    drawStart(k === K - 1 ? prior : target, ensemble, walkers, mix, rng),
  );
  const betas = initialLadder(
    K,
    Float64Array.from(rungs.flatMap(({ evaluations }) => [...evaluations.logLikelihood])),
  );
  const state = createTemperedState(rungs, betas);
  retemperAll(state);
  return state;
}

export function createTemperedState(rungs: readonly EnsembleState[], betas: Float64Array): TemperedState {
  const K = rungs.length;
  return {
    rungs,
    betas,
    swapsTried: new Float64Array(K - 1),
    swapsAccepted: new Float64Array(K - 1),
    sums: createSums(K),
  };
}

/** Buffers and the tempered targets of one state. */
export interface TemperedWorkspace {
  readonly targets: readonly Target[];
  readonly steps: readonly Workspace[];
  readonly theta: Float64Array;
  readonly evaluation: Evaluations;
}

export function createTemperedWorkspace(state: TemperedState, target: Target): TemperedWorkspace {
  return {
    targets: state.rungs.map((_, k) => temperedTarget(target, state.betas, k)),
    steps: state.rungs.map((rung) => createWorkspace(rung)),
    theta: new Float64Array(state.rungs[0].dim),
    evaluation: createEvaluations(1, target.terms.length),
  };
}

/**
 * One step of every rung, then swaps, then warm-up's adaptation or the sums.
 * @param warmup steps of warm-up. The ladder adapts at the ends of rounds of doubling length and is frozen from half of warm-up on
 */
export function stepTempered(
  state: TemperedState,
  mix: MoveMix,
  rng: Rng,
  workspace: TemperedWorkspace,
  warmup: number,
): void {
  const { rungs } = state;
  rungs.forEach((rung, k) => step(rung, workspace.targets[k], mix, rng, workspace.steps[k]));
  const { iteration } = rungs[0];
  for (let k = iteration % 2; k < rungs.length - 1; k += 2) swapNeighbours(state, k, rng, workspace);
  if (iteration > warmup) addStep(state.sums, state);
  else if (endsRound(iteration, warmup)) adapt(state);
  if (iteration === warmup) {
    forgetSwaps(state);
    resetSums(state.sums, state);
  }
}

/** Rounds end at warm-up / 64, / 32, ..., / 2. */
function endsRound(iteration: number, warmup: number): boolean {
  for (let halvings = 1; halvings <= 6; halvings++)
    if (iteration === Math.ceil(warmup / 2 ** halvings)) return true;
  return false;
}

function adapt(state: TemperedState): void {
  const { betas, swapsTried, swapsAccepted } = state;
  if (swapsTried.some((tried) => tried === 0)) return;
  adaptLadder(
    betas,
    swapsTried.map((tried, k) => 1 - swapsAccepted[k] / tried),
  );
  forgetSwaps(state);
  retemperAll(state);
}

function forgetSwaps({ swapsTried, swapsAccepted }: TemperedState): void {
  swapsTried.fill(0);
  swapsAccepted.fill(0);
}

function retemperAll({ rungs, betas }: TemperedState): void {
  rungs.forEach(({ evaluations, walkers }, k) => {
    retemper(evaluations, walkers, betas[k]);
  });
}

/** Tries to exchange every row of rung k with the same row of rung k + 1. */
function swapNeighbours(
  state: TemperedState,
  k: number,
  rng: Rng,
  { theta, evaluation }: TemperedWorkspace,
): void {
  const { rungs, betas } = state;
  const [cold, hot] = [rungs[k], rungs[k + 1]];
  const { walkers, dim } = cold;
  for (let i = 0; i < walkers; i++) {
    const logRatio =
      (betas[k] - betas[k + 1]) * (hot.evaluations.logLikelihood[i] - cold.evaluations.logLikelihood[i]);
    state.swapsTried[k]++;
    // Two points of zero likelihood (possible on the prior's rung alone) never meet: then the ratio would be NaN.
    state.swapsAccepted[k] += logRatio >= 0 ? 1 : Math.exp(logRatio);
    if (!(Math.log(rng.uniform()) < logRatio)) continue;
    const at = i * dim;
    theta.set(cold.theta.subarray(at, at + dim));
    cold.theta.set(hot.theta.subarray(at, at + dim), at);
    hot.theta.set(theta, at);
    copyEvaluation(cold.evaluations, i, evaluation, 0);
    copyEvaluation(hot.evaluations, i, cold.evaluations, i);
    copyEvaluation(evaluation, 0, hot.evaluations, i);
    for (const [rung, beta] of [
      [cold, betas[k]],
      [hot, betas[k + 1]],
    ] as const) {
      const { logPosterior, logPrior, logLikelihood } = rung.evaluations;
      logPosterior[i] = temperedLogPosterior(logPrior[i], logLikelihood[i], beta);
    }
  }
}
