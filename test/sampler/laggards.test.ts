import { expect, test } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { createEnsemble } from '../../src/sampler/ensemble.js';
import type { EnsembleState } from '../../src/sampler/ensemble.js';
import { reseatLaggards } from '../../src/sampler/laggards.js';
import type { Target } from '../../src/target.js';

const dim = 3;
const walkers = 40;

/** A standard normal density in three dimensions. */
const normal: Target = {
  coordinates: Array.from({ length: dim }, (_, k) => ({
    id: `x${k}`,
    unit: '1',
    latex: 'x',
    support: [-Infinity, Infinity] as const,
    prior: null,
    start: (u: number) => u,
  })),
  terms: [],
  derived: [],
  evaluate(theta, count, out) {
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < dim; k++) sum += theta[i * dim + k] ** 2;
      out.logPosterior[i] = -0.5 * sum;
    }
  },
  derive: () => undefined,
};

/** Exact draws, some of them thrown far away. */
function ensemble(seed: string, far: readonly number[]): EnsembleState {
  const rng = streamRng(seed);
  const state = createEnsemble(0, walkers, dim, 0, ['stretch']);
  for (let i = 0; i < walkers * dim; i++) state.theta[i] = rng.normal();
  for (const row of far) state.theta[row * dim] += 100;
  normal.evaluate(state.theta, walkers, state.evaluations);
  return state;
}

test('walkers far below the others begin again among them, with the density of where they are', () => {
  const state = ensemble('a', [3, 17]);
  const before = state.theta.slice();
  expect(reseatLaggards(state, normal, streamRng('b'))).toBe(2);
  for (let row = 0; row < walkers; row++) {
    const at = state.theta.subarray(row * dim, (row + 1) * dim);
    const isFar = row === 3 || row === 17;
    expect(Array.from(at).every((x, k) => x === before[row * dim + k])).toBe(!isFar);
    expect(state.evaluations.logPosterior[row]).toBe(-0.5 * at.reduce((sum, x) => sum + x * x, 0));
    expect(Math.abs(at[0])).toBeLessThan(10);
  }
});

test('a healthy ensemble is left alone', () => {
  for (let seed = 0; seed < 200; seed++) {
    expect(reseatLaggards(ensemble(`healthy ${seed}`, []), normal, streamRng('b'))).toBe(0);
  }
});
