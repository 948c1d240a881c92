import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.js';
import { streamRng } from '../../src/math/rng.js';
import { createEnsemble } from '../../src/sampler/ensemble.js';
import { defaultMoves, parseMoveMix } from '../../src/sampler/moves/registry.js';
import { drawStart } from '../../src/sampler/start.js';
import { createWorkspace, step } from '../../src/sampler/step.js';
import type { Target } from '../../src/target.js';
import { standardNormal, targetOf } from './checks/density.js';

const mix = parseMoveMix(defaultMoves);

/** Two terms that are functions of the point, so that a mixed-up row shows. */
function withTerms(dim: number): Target {
  const base = targetOf(standardNormal(dim));
  const quantity = (id: string): Target['terms'][number] => ({ id, unit: '1', latex: id });
  return {
    ...base,
    terms: [quantity('first'), quantity('second')],
    evaluate(theta, count, out) {
      base.evaluate(theta, count, out);
      for (let i = 0; i < count; i++) {
        out.terms[2 * i] = theta[i * dim];
        out.terms[2 * i + 1] = theta[i * dim + 1] ** 2;
      }
    },
  };
}

describe('a step', () => {
  it('keeps every row consistent: density and terms are those of its position', () => {
    const target = withTerms(2);
    const rng = streamRng('rows');
    const state = drawStart(target, 0, 12, mix, rng);
    const workspace = createWorkspace(state);
    for (let t = 0; t < 200; t++) step(state, target, mix, rng, workspace);
    for (let i = 0; i < 12; i++) {
      const [x, y] = state.theta.subarray(2 * i, 2 * i + 2);
      expect(state.evaluations.logPosterior[i]).toBe(-(x * x + y * y) / 2);
      expect(state.evaluations.terms[2 * i]).toBe(x);
      expect(state.evaluations.terms[2 * i + 1]).toBe(y * y);
    }
    expect(state.iteration).toBe(200);
  });

  it('moves a row only by accepted proposals of that row: rows are walkers, never permuted', () => {
    const target = targetOf(standardNormal(3));
    const rng = streamRng('walkers');
    const state = drawStart(target, 0, 10, mix, rng);
    const workspace = createWorkspace(state);
    for (let t = 0; t < 300; t++) {
      const before = state.theta.slice();
      const accepted = state.counts.accepted.slice();
      step(state, target, mix, rng, workspace);
      for (let i = 0; i < 10; i++) {
        const moved = state.theta.subarray(3 * i, 3 * i + 3).some((x, k) => x !== before[3 * i + k]);
        expect(moved).toBe(state.counts.accepted[i] > accepted[i]);
      }
    }
  });

  it('counts one proposal per walker and step, by move', () => {
    const target = targetOf(standardNormal(3));
    const rng = streamRng('counts');
    const state = drawStart(target, 0, 10, mix, rng);
    const workspace = createWorkspace(state);
    const steps = 2000;
    for (let t = 0; t < steps; t++) step(state, target, mix, rng, workspace);
    const { accepted, moveProposed, moveAccepted } = state.counts;
    const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);
    expect(state.counts.steps).toBe(steps);
    expect(sum(moveProposed)).toBe(10 * steps);
    expect(sum(moveAccepted)).toBe(sum(accepted));
    mix.forEach(({ weight }, i) => {
      // each half draws its move: 2 * steps draws
      const sd = Math.sqrt((weight * (1 - weight)) / (2 * steps));
      expect(Math.abs(moveProposed[i] / (10 * steps) - weight)).toBeLessThan(4 * sd);
    });
  });

  it('puts every walker in either half equally often, whoever its neighbour is', () => {
    const target = targetOf({ dim: 1, logDensity: () => -Infinity });
    const walkers = 6;
    const state = createEnsemble(0, walkers, 1, 0, ['stretch']);
    const workspace = createWorkspace(state);
    const rng = streamRng('split');
    const together = new Float64Array(walkers * walkers);
    const steps = 6000;
    for (let t = 0; t < steps; t++) {
      step(state, target, parseMoveMix('stretch'), rng, workspace);
      expect(Array.from(workspace.order).sort()).toEqual([0, 1, 2, 3, 4, 5]);
      const first = workspace.order.subarray(0, 3);
      for (const i of first) for (const j of first) together[i * walkers + j]++;
    }
    for (let i = 0; i < walkers; i++)
      for (let j = 0; j < walkers; j++) {
        const p = i === j ? 1 / 2 : 1 / 5; // (3/6)(2/5)
        const z = (together[i * walkers + j] - steps * p) / Math.sqrt(steps * p * (1 - p));
        expect(Math.abs(z)).toBeLessThan(4);
      }
  });

  it('hands the target whole halves and neither more nor less', () => {
    const base = targetOf(standardNormal(2));
    const batches: number[] = [];
    const target: Target = {
      ...base,
      evaluate(theta, count, out) {
        batches.push(count);
        base.evaluate(theta, count, out);
        theta.fill(NaN, count * 2); // what lies behind the batch is nobody's
      },
    };
    const rng = streamRng('batches');
    const state = drawStart(target, 0, 14, mix, rng);
    const workspace = createWorkspace(state);
    batches.length = 0;
    for (let t = 0; t < 5; t++) step(state, target, mix, rng, workspace);
    expect(batches).toEqual(new Array(10).fill(7));
  });

  it.each([NaN, Infinity])('ends the run where the density is %d, naming walker and point', (bad) => {
    const base = targetOf(standardNormal(2));
    let broken = false;
    const target: Target = {
      ...base,
      evaluate(theta, count, out) {
        base.evaluate(theta, count, out);
        if (broken) out.logPosterior[3] = bad;
      },
    };
    const rng = streamRng('nan');
    const state = drawStart(target, 2, 8, mix, rng);
    broken = true;
    const run = (): void => step(state, target, mix, rng, createWorkspace(state));
    expect(run).toThrow(RunError);
    broken = true;
    expect(run).toThrow(
      new RegExp(
        `log posterior is ${bad} for walker \\d of ensemble 2 \\(.*\\) at x0=-?[\\d.]+, x1=-?[\\d.]+`,
      ),
    );
  });
});
