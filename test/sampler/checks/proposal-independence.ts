import { streamRng } from '../../../src/math/rng.js';
import type { Move } from '../../../src/sampler/moves/move.js';
import { createWorkspace, updateHalf } from '../../../src/sampler/step.js';
import type { Target } from '../../../src/target.js';
import { exactEnsemble, onlyMove, standardNormal, targetOf } from './density.js';

/**
 * Given the complement, the proposals of one half-step must be independent of each other. The same half-step is repeated
 * from the same positions with new random numbers, on a density that rejects everything; increments of every two walkers
 * must be uncorrelated in every pair of coordinates.
 */
export function checkProposalIndependence(move: Move, repeats: number, seed: string): string[] {
  const [dim, walkers] = [3, 12];
  const half = walkers / 2;
  const rng = streamRng(seed, move.name);
  const state = exactEnsemble(standardNormal(dim), walkers, onlyMove(move), rng);
  const workspace = createWorkspace(state);
  for (let i = 0; i < walkers; i++) workspace.order[i] = i;
  const [active, complement] = workspace.halves;
  const increments = Array.from({ length: half * dim }, () => new Float64Array(repeats));
  let repeat = 0;
  const target: Target = {
    ...targetOf({ dim, logDensity: () => -Infinity }),
    evaluate(theta, count, out) {
      for (let i = 0; i < count * dim; i++) increments[i][repeat] = theta[i] - state.theta[i];
      out.logPosterior.fill(-Infinity, 0, count);
    },
  };
  for (; repeat < repeats; repeat++)
    updateHalf(state, target, onlyMove(move), 0, active.rows, complement, rng, workspace);
  const scores = increments.map(standardise);
  const complaints: string[] = [];
  for (let a = 0; a < half * dim; a++)
    for (let b = 0; b < a; b++) {
      if (Math.floor(a / dim) === Math.floor(b / dim)) continue; // coordinates of one walker may well be correlated
      const r = scores[a].reduce((sum, x, t) => sum + x * scores[b][t], 0) / repeats;
      if (Math.abs(r) > 4 / Math.sqrt(repeats))
        complaints.push(
          `walkers ${Math.floor(a / dim)} and ${Math.floor(b / dim)}: correlation ${r.toFixed(3)}`,
        );
    }
  return complaints;
}

function standardise(x: Float64Array): Float64Array {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const sd = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);
  return x.map((value) => (value - mean) / sd);
}
