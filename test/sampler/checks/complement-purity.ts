import { streamRng } from '../../../src/math/rng.js';
import { createEnsemble } from '../../../src/sampler/ensemble.js';
import { createComplement, type Move } from '../../../src/sampler/moves/move.js';
import { createWorkspace, type step } from '../../../src/sampler/step.js';
import { exactEnsemble, onlyMove, standardNormal, targetOf } from './density.js';

/** A move may read the rows of its complement and nothing else of the ensemble: all other rows are NaN here. */
export function checkReadsComplementOnly(move: Move, seed: string): string[] {
  const [dim, walkers, half] = [3, 12, 6];
  const rng = streamRng(seed, move.name);
  const { theta, tuning } = exactEnsemble(standardNormal(dim), walkers, onlyMove(move), rng);
  const rows = Int32Array.from([1, 4, 5, 8, 9, 11]);
  const active = Array.from({ length: walkers }, (_, row) => row).filter((row) => !rows.includes(row));
  const poisoned = theta.slice();
  for (const row of active) poisoned.fill(NaN, row * dim, (row + 1) * dim);
  const complement = createComplement(poisoned, rows, dim, tuning);
  const out = new Float64Array(half * dim);
  move.prepare?.(complement);
  for (let repeat = 0; repeat < 2000; repeat++) {
    const logHastings = active.map((row, i) => move.propose(theta, row * dim, complement, rng, out, i * dim));
    if (out.some(Number.isNaN) || logHastings.some(Number.isNaN))
      return ['read a walker of the half that is moving'];
  }
  return [];
}

/**
 * With a recording move on a density that accepts everything: the two halves must be disjoint and cover the ensemble, the
 * first must see the second before it moved, and the second must see the first after it moved. Walker i carries the value i;
 * every update adds 1000.
 */
export function checkStepComplements(stepUnderTest: typeof step, seed: string): string[] {
  const walkers = 10;
  const seen: { readonly walker: number; readonly complement: readonly number[] }[] = [];
  const recorder: Move = {
    name: 'recorder',
    minComplement: 1,
    propose(x, xAt, { theta, rows, dim }, _rng, out, outAt) {
      seen.push({ walker: x[xAt], complement: Array.from(rows, (row) => theta[row * dim]) });
      out[outAt] = x[xAt] + 1000;
      return 0;
    },
  };
  const state = createEnsemble(0, walkers, 1, 0, ['recorder']);
  for (let i = 0; i < walkers; i++) state.theta[i] = i;
  const target = targetOf({ dim: 1, logDensity: () => 0 });
  stepUnderTest(state, target, onlyMove(recorder), streamRng(seed), createWorkspace(state));
  const complaints: string[] = [];
  const first = seen.slice(0, walkers / 2).map(({ walker }) => walker);
  const second = seen.slice(walkers / 2).map(({ walker }) => walker);
  const same = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length && a.every((x) => b.includes(x));
  if (
    !same(
      [...first, ...second],
      Array.from({ length: walkers }, (_, i) => i),
    )
  )
    complaints.push(`not every walker moved once from its own position: ${[...first, ...second].join(' ')}`);
  seen.forEach(({ walker, complement }, i) => {
    const expected = i < walkers / 2 ? second : first.map((x) => x + 1000);
    if (!same(complement, expected))
      complaints.push(`walker ${walker} was updated against ${complement.join(' ')}`);
  });
  return complaints;
}
