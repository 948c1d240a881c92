/**
 * The red-blue update (Foreman-Mackey et al. 2013, arXiv:1202.3665, algorithm 3): the ensemble is split at random into two
 * halves; the first moves given the second, then the second given the first at its new positions. Labels are shuffled,
 * rows never, so row i stays one walker's series. Nothing is allocated per step.
 */
import type { Rng } from '../math/rng.js';
import { createEvaluations, type Evaluations, type Target } from '../target.js';
import { brokenDensity, pointsFrom } from './broken-density.js';
import type { MixtureDensity } from './mixture-density.js';
import { copyEvaluation, isTuned, type EnsembleState } from './ensemble.js';
import type { MoveMix } from './moves/registry.js';
import { createComplement, densityOf, unbounded, type Complement, type Move } from './moves/move.js';

/** Buffers of one ensemble's steps. */
export interface Workspace {
  /** [walkers] split labels: the first half of the entries are the rows of one half, the rest those of the other. */
  readonly order: Int32Array;
  /** The two halves as seen by each other. Views into `order` and the ensemble's theta. */
  readonly halves: readonly [Complement, Complement];
  /** What moves that learn propose from, to be set whenever the tuning has changed; null where no move learns. */
  readonly density: MixtureDensity | null;
  /** [walkers/2 * dim] */
  readonly proposal: Float64Array;
  /** [walkers/2] log Hastings ratios of the proposals. */
  readonly logHastings: Float64Array;
  /** [walkers/2] the density at the proposals. */
  readonly evaluations: Evaluations;
}

/** @param support [dim] of the target's coordinates */
export function createWorkspace(
  state: EnsembleState,
  support: Complement['support'] = unbounded(state.dim),
): Workspace {
  const { walkers, dim, theta, evaluations, tuning } = state;
  const half = walkers / 2;
  const order = new Int32Array(walkers);
  const density = densityOf(tuning, dim, walkers);
  return {
    order,
    density,
    halves: [
      createComplement(theta, order.subarray(0, half), dim, tuning, support, density),
      createComplement(theta, order.subarray(half), dim, tuning, support, density),
    ],
    proposal: new Float64Array(half * dim),
    logHastings: new Float64Array(half),
    evaluations: createEvaluations(half, evaluations.terms.length / walkers),
  };
}

/**
 * Advances the ensemble by one step: every walker is proposed once. Each half draws its own move from the mixture.
 * @param beta draws from prior * likelihood^beta; below 1 during warm-up only, and where the density tells its prior
 */
export function step(
  state: EnsembleState,
  target: Target,
  mix: MoveMix,
  rng: Rng,
  workspace: Workspace,
  beta = 1,
): void {
  const [first, second] = workspace.halves;
  const tuned = isTuned(state);
  splitAtRandom(workspace.order, rng);
  updateHalf(state, target, mix, drawMove(mix, tuned, rng), first.rows, second, rng, workspace, beta);
  updateHalf(state, target, mix, drawMove(mix, tuned, rng), second.rows, first, rng, workspace, beta);
  state.iteration++;
  state.counts.steps++;
}

/** Puts 0 ... n-1 into `order` such that the first half is a uniformly drawn subset (partial Fisher-Yates). */
function splitAtRandom(order: Int32Array, rng: Rng): void {
  const n = order.length;
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = 0; i < n / 2; i++) {
    const j = i + rng.int(n - i);
    const row = order[i];
    order[i] = order[j];
    order[j] = row;
  }
}

/** A move with the probability of its weight; moves that learn are passed over until they have learnt. */
function drawMove(mix: MoveMix, tuned: boolean, rng: Rng): number {
  let total = 1;
  if (!tuned) for (const { move, weight } of mix) if (move.learns === true) total -= weight;
  let u = total * rng.uniform();
  let last = 0;
  for (let i = 0; i < mix.length; i++) {
    if (!tuned && mix[i].move.learns === true) continue;
    u -= mix[i].weight;
    if (u < 0) return i;
    last = i; // what rounding leaves of u belongs to the last move
  }
  return last;
}

/**
 * Proposes every active walker, evaluates the proposals as one batch, then accepts or rejects each one.
 * @param active rows to update; they must not occur in `complement.rows`   @param moveIndex the move to use, in `mix`
 * @param beta as for `step`
 * @throws RunError where the density is NaN or +Infinity
 */
export function updateHalf(
  state: EnsembleState,
  target: Target,
  mix: MoveMix,
  moveIndex: number,
  active: Int32Array,
  complement: Complement,
  rng: Rng,
  workspace: Workspace,
  beta = 1,
): void {
  const { theta, dim, evaluations: current, counts } = state;
  const { proposal, logHastings, evaluations: proposed } = workspace;
  const move: Move = mix[moveIndex].move;
  const n = active.length;
  move.prepare?.(complement);
  for (let i = 0; i < n; i++)
    logHastings[i] = move.propose(theta, active[i] * dim, complement, rng, proposal, i * dim);
  target.evaluate(proposal, n, proposed);
  let accepted = 0;
  for (let i = 0; i < n; i++) {
    const row = active[i];
    const logPosterior = proposed.logPosterior[i];
    if (Number.isNaN(logPosterior) || logPosterior === Infinity) {
      const who = `walker ${row} of ensemble ${state.ensemble}`;
      throw brokenDensity(target, proposal, proposed, i, who, pointsFrom(theta, dim, row));
    }
    const change =
      beta === 1 || logPosterior === -Infinity
        ? logPosterior - current.logPosterior[row]
        : proposed.logPrior[i] -
          current.logPrior[row] +
          beta * (proposed.logLikelihood[i] - current.logLikelihood[row]);
    const logRatio = logHastings[i] + change;
    if (!(Math.log(rng.uniform()) < logRatio)) continue;
    for (let k = 0; k < dim; k++) theta[row * dim + k] = proposal[i * dim + k];
    copyEvaluation(proposed, i, current, row);
    counts.accepted[row]++;
    accepted++;
  }
  counts.moveProposed[moveIndex] += n;
  counts.moveAccepted[moveIndex] += accepted;
}
