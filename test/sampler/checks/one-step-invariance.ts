import { streamRng } from '../../../src/math/rng.js';
import { normalCdf } from '../../../src/math/special.js';
import type { Move } from '../../../src/sampler/moves/move.js';
import { createWorkspace, step } from '../../../src/sampler/step.js';
import { exactEnsemble, onlyMove, redraw, standardNormal, targetOf } from './density.js';

const [DIM, WALKERS] = [5, 20];

/** Positions of `ensembles` ensembles drawn exactly from a standard normal density and advanced by one step, [ensembles * WALKERS * DIM]. */
function oneStep(move: Move, ensembles: number, seed: string): Float64Array {
  const density = standardNormal(DIM);
  const target = targetOf(density);
  const rng = streamRng(seed, move.name);
  const state = exactEnsemble(density, WALKERS, onlyMove(move), rng);
  const workspace = createWorkspace(state);
  const after = new Float64Array(ensembles * state.theta.length);
  for (let e = 0; e < ensembles; e++) {
    redraw(state, density, rng);
    step(state, target, onlyMove(move), rng, workspace);
    after.set(state.theta, e * state.theta.length);
  }
  return after;
}

/**
 * A correct step leaves the walkers of an ensemble independent standard normal draws. Compared with that: the ensemble mean
 * of |x|^2 and its variance, the centre of mass, the variance within the first half of the rows, and the distribution of
 * every coordinate.
 */
export function checkOneStepInvariance(move: Move, ensembles: number, seed: string): string[] {
  const after = oneStep(move, ensembles, seed);
  const half = WALKERS / 2;
  const size = WALKERS * DIM;
  const meanSquare = new Float64Array(ensembles);
  const centre = new Float64Array(ensembles);
  const within = new Float64Array(ensembles);
  for (let e = 0; e < ensembles; e++)
    for (let k = 0; k < DIM; k++) {
      let [sum, squares, halfSum, halfSquares] = [0, 0, 0, 0];
      for (let i = 0; i < WALKERS; i++) {
        const x = after[e * size + i * DIM + k];
        sum += x;
        squares += x * x;
        if (i >= half) continue;
        halfSum += x;
        halfSquares += x * x;
      }
      meanSquare[e] += squares / WALKERS;
      centre[e] += sum ** 2 / WALKERS;
      within[e] += (halfSquares - halfSum ** 2 / half) / (half - 1);
    }
  const spread = (2 * DIM) / WALKERS; // variance of the ensemble mean of |x|^2
  const complaints = [
    zTest('mean of |x|^2', meanSquare, DIM),
    zTest(
      'variance of the ensemble mean of |x|^2',
      meanSquare.map((x) => (x - DIM) ** 2),
      spread,
    ),
    zTest('centre of mass', centre, DIM),
    zTest('variance within a half', within, DIM),
  ];
  for (let k = 0; k < DIM; k++) {
    const column = new Float64Array(ensembles * WALKERS);
    for (let i = 0; i < column.length; i++) column[i] = after[i * DIM + k];
    // Kolmogorov: P(D sqrt(n) > 2.15) = 1.9e-4, five coordinates together 1e-3
    const d = kolmogorov(column);
    if (d > 2.15) complaints.push(`distribution of x${k}: D sqrt(n) = ${d.toFixed(2)}`);
  }
  return complaints.filter((complaint) => complaint !== null);
}

function zTest(name: string, values: Float64Array, truth: number): string | null {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const z = (mean - truth) / Math.sqrt(variance / n);
  return Math.abs(z) < 4 ? null : `${name}: ${mean}, truth ${truth}, z = ${z.toFixed(1)}`;
}

/** Kolmogorov's statistic against the standard normal distribution, times sqrt(n). */
function kolmogorov(values: Float64Array): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  let d = 0;
  sorted.forEach((x, i) => {
    const cdf = normalCdf(x);
    d = Math.max(d, cdf - i / n, (i + 1) / n - cdf);
  });
  return d * Math.sqrt(n);
}

/**
 * Permutation test of the energy distance between walkers after one step (one per ensemble, so that they are independent)
 * and fresh exact draws. @returns its p value
 */
export function energyDistanceP(move: Move, seed: string): number {
  const n = 400;
  const after = oneStep(move, n, seed);
  const rng = streamRng(seed, 'exact');
  const points = new Float64Array(2 * n * DIM);
  for (let e = 0; e < n; e++) points.set(after.subarray(e * WALKERS * DIM, e * WALKERS * DIM + DIM), e * DIM);
  for (let i = n * DIM; i < points.length; i++) points[i] = rng.normal();
  const distance = new Float64Array(4 * n * n);
  for (let i = 0; i < 2 * n; i++)
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < DIM; k++) sum += (points[i * DIM + k] - points[j * DIM + k]) ** 2;
      distance[i * 2 * n + j] = distance[j * 2 * n + i] = Math.sqrt(sum);
    }
  // Twice the sum over unlike pairs minus the sum over like ones; the labels are +1 and -1.
  const energy = (labels: Int8Array): number => {
    let sum = 0;
    for (let i = 0; i < 2 * n; i++)
      for (let j = 0; j < i; j++) sum -= labels[i] * labels[j] * distance[i * 2 * n + j];
    return sum;
  };
  const labels = Int8Array.from({ length: 2 * n }, (_, i) => (i < n ? 1 : -1));
  const observed = energy(labels);
  const permutations = 1999;
  let larger = 0;
  for (let p = 0; p < permutations; p++) {
    for (let i = 2 * n - 1; i > 0; i--) {
      const j = rng.int(i + 1);
      [labels[i], labels[j]] = [labels[j], labels[i]];
    }
    if (energy(labels) >= observed) larger++;
  }
  return (larger + 1) / (permutations + 1);
}
