import { streamRng } from '../../../src/math/rng.js';
import { createEnsemble } from '../../../src/sampler/ensemble.js';
import { componentSize } from '../../../src/sampler/mixture.js';
import type { Move } from '../../../src/sampler/moves/move.js';
import { createWorkspace, step } from '../../../src/sampler/step.js';
import { autoregressive, exactEnsemble, onlyMove, targetOf } from './density.js';

const [DIM, WALKERS, STEPS] = [3, 16, 100];

/** Lower triangular with well-separated scales, so that its inverse is a forward substitution. */
const affineMap = [
  [250, 0, 0],
  [-3, 0.5, 0],
  [40, 0.125, 0.01],
];
const scaleMap = [
  [250, 0, 0],
  [0, 0.5, 0],
  [0, 0, 0.01],
];
const SHIFT = [10, -3, 0.2];

/**
 * The same random numbers, with start and density mapped by x -> A x + b, give the mapped chain (Goodman & Weare 2010, sec. 2).
 * Compared after every step, then made equal again: left alone, rounding errors grow by sqrt(1 + 2 gamma^2) with each
 * accepted difference of walkers.
 */
export function checkInvariance(move: Move, invariance: 'affine' | 'scale', seed: string): string[] {
  const density = autoregressive(DIM, 0.5);
  const matrix = invariance === 'affine' ? affineMap : scaleMap;
  const unmapped = new Float64Array(DIM);
  const mapped = targetOf({
    dim: DIM,
    logDensity(y, at) {
      for (let k = 0; k < DIM; k++) {
        let rest = y[at + k] - SHIFT[k];
        for (let j = 0; j < k; j++) rest -= matrix[k][j] * unmapped[j];
        unmapped[k] = rest / matrix[k][k];
      }
      return density.logDensity(unmapped, 0);
    },
  });
  const mix = onlyMove(move);
  const state = exactEnsemble(density, WALKERS, mix, streamRng(seed, 'start'));
  const image = createEnsemble(0, WALKERS, DIM, 0, [move.name], state.tuning.length);
  image.tuning.set(mapMixture(state.tuning, matrix));
  const mapAll = (theta: Float64Array): Float64Array =>
    Float64Array.from(theta, (_, index) => {
      const k = index % DIM;
      return matrix[k].reduce((sum, a, j) => sum + a * theta[index - k + j], SHIFT[k]);
    });
  image.theta.set(mapAll(state.theta));
  image.evaluations.logPosterior.set(state.evaluations.logPosterior);
  const [rng, imageRng] = [streamRng(seed, 'steps'), streamRng(seed, 'steps')];
  const [workspace, imageWorkspace] = [createWorkspace(state), createWorkspace(image)];
  const target = targetOf(density);
  let worst = 0;
  for (let t = 0; t < STEPS; t++) {
    step(state, target, mix, rng, workspace);
    step(image, mapped, mix, imageRng, imageWorkspace);
    const expected = mapAll(state.theta);
    image.theta.forEach((y, index) => {
      worst = Math.max(worst, Math.abs(y - expected[index]) / Math.hypot(...matrix[index % DIM]));
    });
    image.theta.set(expected);
  }
  if (state.counts.accepted.some((n) => n === 0)) return ['a walker never moved: nothing was tested'];
  return worst < 2e-12 ? [] : [`a mapped step is off by ${worst} of a coordinate's scale`];
}

/** The mixture of A x + b: centres mapped, each inverse factor M made M A^-1. A is triangular, too. */
function mapMixture(mixture: Float64Array, matrix: readonly (readonly number[])[]): Float64Array {
  const mapped = mixture.slice();
  const determinant = matrix.reduce((product, row, k) => product * row[k], 1);
  for (let j = 0, from = 1; j < (mixture[0] ?? 0); j++, from += componentSize(DIM)) {
    mapped[from + 1] -= Math.log(determinant);
    const triangle = from + 2 + DIM;
    const at = (k: number, l: number): number => triangle + (k * (k + 1)) / 2 + l;
    for (let k = 0; k < DIM; k++) {
      mapped[from + 2 + k] = matrix[k].reduce((sum, a, l) => sum + a * mixture[from + 2 + l], SHIFT[k]);
      // N A = M, row by row, from the diagonal to the left
      for (let l = k; l >= 0; l--) {
        let rest = mixture[at(k, l)];
        for (let m = l + 1; m <= k; m++) rest -= mapped[at(k, m)] * matrix[m][l];
        mapped[at(k, l)] = rest / matrix[l][l];
      }
    }
  }
  return mapped;
}
