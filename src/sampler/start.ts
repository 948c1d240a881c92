/** Where the walkers of an ensemble begin: dispersed points of finite posterior. */
import { InputError, type Problem } from '../errors.js';
import type { Rng } from '../math/rng.js';
import { createEvaluations, type Evaluations, type Target } from '../target.js';
import { brokenDensity } from './broken-density.js';
import { copyEvaluation, createEnsemble, type EnsembleState } from './ensemble.js';
import type { MoveMix } from './moves/registry.js';
import { explainStart } from './start-explanation.js';
import { tuningSize } from './learning.js';

/** Tries per walker before a start counts as impossible. */
const TRIES = 200;

/**
 * Number of walkers when none is asked for. Three times as many shorten the autocorrelation time by at most a fifth and
 * warm-up (in steps) not at all, so few walkers are the cheapest: docs/sampler.md.
 */
export function defaultWalkers(dim: number): number {
  return Math.max(32, 2 * Math.ceil(1.2 * dim));
}

/**
 * What is wrong with a number of walkers: it must be even (two halves), at least 2 * dim (or the complement does not span
 * the space), and its half must be large enough for every move of the mixture.
 */
export function walkerProblems(walkers: number, dim: number, mix: MoveMix): Problem[] {
  const where = 'walkers';
  const got = String(walkers);
  const problems: Problem[] = [];
  if (!Number.isInteger(walkers) || walkers % 2 !== 0 || walkers < 2 * dim || walkers < 2) {
    const hint = `At least ${2 * dim}; the default is ${defaultWalkers(dim)}.`;
    problems.push({ where, expected: `an even number >= 2 * dim (dim = ${dim})`, got, hint });
  }
  for (const { move } of mix)
    if (walkers < 2 * move.minComplement)
      problems.push({
        where,
        expected: `at least ${2 * move.minComplement} for the move '${move.name}'`,
        got,
      });
  return problems;
}

/**
 * Draws every walker from the coordinates' starting distributions, again and again until its posterior is finite.
 * @throws InputError when the number of walkers does not fit, when a walker finds no point of finite posterior (naming the
 * coordinates that stand in the way), or when a coordinate has no spread; RunError where the density is NaN or +Infinity
 */
export function drawStart(
  target: Target,
  ensemble: number,
  walkers: number,
  mix: MoveMix,
  rng: Rng,
): EnsembleState {
  const dim = target.coordinates.length;
  const problems = walkerProblems(walkers, dim, mix);
  if (problems.length > 0) throw new InputError(problems);
  const names = mix.map(({ move }) => move.name);
  const state = createEnsemble(ensemble, walkers, dim, target.terms.length, names, tuningSize(mix, dim));
  const batch = createEvaluations(walkers, target.terms.length);
  const tried = new Float64Array(walkers * dim);
  let found = 0;
  for (let attempt = 0; attempt < TRIES && found < walkers; attempt++) {
    const missing = walkers - found;
    for (let i = 0; i < missing; i++)
      for (let k = 0; k < dim; k++) tried[i * dim + k] = target.coordinates[k].start(rng.uniform());
    target.evaluate(tried, missing, batch);
    for (let i = 0; i < missing; i++) {
      const logPosterior = batch.logPosterior[i];
      if (Number.isNaN(logPosterior) || logPosterior === Infinity)
        throw brokenDensity(
          target,
          tried,
          batch,
          i,
          `a starting point of ensemble ${ensemble}`,
          Float64Array.of(...state.theta.subarray(0, found * dim), ...finiteRows(tried, batch, i, missing)),
        );
      if (logPosterior === -Infinity) continue;
      for (let k = 0; k < dim; k++) state.theta[found * dim + k] = tried[i * dim + k];
      copyEvaluation(batch, i, state.evaluations, found);
      found++;
    }
  }
  if (found < walkers) throw new InputError(explainStart(target, state.theta, found, walkers, TRIES, rng));
  const flat = coordinatesWithoutSpread(state, target);
  if (flat.length > 0) throw new InputError(flat);
  return state;
}

/** The points from row `from` to row `to` at which the posterior is finite. */
function finiteRows(theta: Float64Array, { logPosterior }: Evaluations, from: number, to: number): number[] {
  const dim = theta.length / logPosterior.length;
  const rows = Array.from({ length: to - from }, (_, r) => from + r);
  return rows
    .filter((row) => Number.isFinite(logPosterior[row]))
    .flatMap((row) => [...theta.subarray(row * dim, (row + 1) * dim)]);
}

/** Every proposal is a combination of walkers, so a coordinate in which all of them agree would stay put forever. */
function coordinatesWithoutSpread({ theta, walkers, dim }: EnsembleState, target: Target): Problem[] {
  const problems: Problem[] = [];
  for (let k = 0; k < dim; k++) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = 0; i < walkers; i++) {
      low = Math.min(low, theta[i * dim + k]);
      high = Math.max(high, theta[i * dim + k]);
    }
    // Below about 1e-12 of the value the differences between walkers are mostly rounding.
    if (high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high))) continue;
    problems.push({
      where: `start of ${target.coordinates[k].id}`,
      expected: 'walkers that start at different values',
      got: `${low} for all of them`,
      hint: 'Widen its starting distribution, or fix the parameter.',
    });
  }
  return problems;
}
