import { streamRng } from '../../../src/math/rng.js';
import type { Move } from '../../../src/sampler/moves/move.js';
import { createWorkspace, updateHalf } from '../../../src/sampler/step.js';
import { exactEnsemble, onlyMove, redraw, targetOf, type Density } from './density.js';

const [SIDE, DIM] = [3, 3];

/** A density that is constant in each of SIDE^DIM unit cells, zero outside them: enumerable, and with edges everywhere. */
function cells(weights: Float64Array): Density & { cellOf(x: Float64Array, at: number): number } {
  const cellOf = (x: Float64Array, at: number): number => {
    let cell = 0;
    for (let k = 0; k < DIM; k++) {
      const i = Math.floor(x[at + k]);
      if (i < 0 || i >= SIDE) return -1;
      cell = cell * SIDE + i;
    }
    return cell;
  };
  return {
    dim: DIM,
    cellOf,
    logDensity(x, at) {
      const cell = cellOf(x, at);
      return cell < 0 ? -Infinity : Math.log(weights[cell]);
    },
    draw(rng, out, at) {
      let u = rng.uniform();
      let cell = 0;
      while (cell < weights.length - 1 && u >= weights[cell]) u -= weights[cell++];
      for (let k = DIM - 1; k >= 0; k--, cell = Math.floor(cell / SIDE))
        out[at + k] = (cell % SIDE) + rng.uniform();
    },
  };
}

/**
 * Detailed balance: for walkers drawn exactly and any fixed complement, the number of moves from cell i to cell j and back
 * must be equal, within 5 standard errors for every pair of cells and by chi-square over all pairs together.
 */
export function checkDetailedBalance(move: Move, repeats: number, seed: string): string[] {
  const half = 16;
  const rng = streamRng(seed, move.name);
  const weights = Float64Array.from({ length: SIDE ** DIM }, () => 0.2 + rng.uniform());
  const total = weights.reduce((a, b) => a + b, 0);
  const density = cells(weights.map((w) => w / total));
  const target = targetOf(density);
  const state = exactEnsemble(density, 2 * half, onlyMove(move), rng);
  const workspace = createWorkspace(state);
  for (let i = 0; i < 2 * half; i++) workspace.order[i] = i;
  const [active, complement] = workspace.halves;
  const flow = new Float64Array(weights.length ** 2);
  const from = new Int32Array(half);
  for (let repeat = 0; repeat < repeats; repeat++) {
    if (repeat % 500 === 0) redraw(state, density, rng, half);
    redraw(state, density, rng, 0, half);
    for (let i = 0; i < half; i++) from[i] = density.cellOf(state.theta, i * DIM);
    updateHalf(state, target, onlyMove(move), 0, active.rows, complement, rng, workspace);
    for (let i = 0; i < half; i++) flow[from[i] * weights.length + density.cellOf(state.theta, i * DIM)]++;
  }
  const complaints: string[] = [];
  let moved = 0;
  let [chiSquare, pairs] = [0, 0];
  for (let i = 0; i < weights.length; i++)
    for (let j = 0; j < i; j++) {
      const [there, back] = [flow[i * weights.length + j], flow[j * weights.length + i]];
      if (there + back === 0) continue;
      const z = (there - back) / Math.sqrt(there + back);
      moved += there + back;
      chiSquare += z * z;
      pairs++;
      if (Math.abs(z) > 5)
        complaints.push(`cells ${i} and ${j}: ${there} there, ${back} back, z = ${z.toFixed(1)}`);
    }
  const excess = (chiSquare - pairs) / Math.sqrt(2 * pairs); // z^2 has mean 1 and variance < 2 in every pair
  if (excess > 4) complaints.push(`all pairs: chi2 = ${chiSquare.toFixed(0)} for ${pairs}`);
  if (moved < 100 * weights.length) complaints.push(`only ${moved} moves between cells: nothing was tested`);
  return complaints;
}
