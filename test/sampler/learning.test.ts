import { describe, expect, it } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { decodeCheckpoint } from '../../src/run/checkpoint.js';
import type { SamplerSettings } from '../../src/run/ensemble-runner.js';
import { sample } from '../../src/run/sample.js';
import { isTuned, type EnsembleState } from '../../src/sampler/ensemble.js';
import { learn, lessonsOf, remember } from '../../src/sampler/learning.js';
import { parseMoveMix } from '../../src/sampler/moves/registry.js';
import { componentSize } from '../../src/sampler/mixture.js';
import { createEvaluations, type Target } from '../../src/target.js';
import { autoregressive, exactEnsemble, targetOf } from './checks/density.js';

const warmup = 160;
const target = targetOf(autoregressive(4, 0.8));
const moves = 'independence:0.6,de:0.3,stretch:0.1';
const settings = { seed: '3', ensembles: 2, walkers: 16, warmup, thin: 1, moves };

/** The states of both ensembles at every commit of a run of 300 steps, warm-up included. */
async function states(
  changed: Partial<SamplerSettings> = {},
  density: Target = target,
): Promise<EnsembleState[][]> {
  const seen: EnsembleState[][] = [];
  await sample({
    target: density,
    threads: 0,
    settings: { ...settings, ...changed },
    interval: 10,
    stop: { steps: 140 },
    commit: (blocks) => {
      seen.push(blocks.map(({ checkpoint }) => decodeCheckpoint(checkpoint).state));
    },
  });
  return seen;
}

/** Between which commits the tuning of an ensemble changed: the steps of the later ones. */
const changes = (seen: readonly EnsembleState[]): number[] =>
  seen.flatMap(({ iteration, tuning }, i) =>
    i > 0 && tuning.some((x, k) => x !== seen[i - 1].tuning[k]) ? [iteration] : [],
  );

describe('learning', () => {
  it('takes place seven times, at the end of warm-up for the last time, and never again', async () => {
    expect(lessonsOf(warmup)).toEqual([30, 40, 60, 80, 100, 130, 160]);
    const seen = await states();
    for (const e of [0, 1])
      expect(changes(seen.map((both) => both[e]))).toEqual([40, 50, 70, 90, 110, 140, 170]);
  });

  it('gives all ensembles the same mixture', async () => {
    for (const [one, other] of await states()) expect(one.tuning).toEqual(other.tuning);
  });

  it('remembers the second half of its steps so far, and forgets everything after warm-up', async () => {
    for (const [{ iteration, memory }] of await states())
      if (iteration <= 20 || iteration > warmup) expect(memory).toHaveLength(0);
      else expect(memory).toHaveLength(iteration - Math.max(20, iteration / 2));
  });

  it('proposes nothing before there is something to propose from, and its share afterwards', async () => {
    const seen = (await states()).map(([state]) => state);
    for (const state of seen.filter(({ iteration }) => iteration <= 30)) {
      expect(isTuned(state)).toBe(false);
      expect(state.counts.moveProposed[0]).toBe(0);
      // the others keep their proportions: 3 to 1, two draws of a move per step
      const { moveProposed, steps } = state.counts;
      const z = (moveProposed[1] / 8 - 1.5 * steps) / Math.sqrt(2 * steps * 0.75 * 0.25);
      expect(Math.abs(z)).toBeLessThan(4);
    }
    const { moveProposed, moveAccepted, steps } = seen.at(-1)!.counts;
    expect(steps).toBe(140);
    const z = (moveProposed[0] / 8 - 1.2 * steps) / Math.sqrt(2 * steps * 0.6 * 0.4);
    expect(Math.abs(z)).toBeLessThan(4);
    // on a Gaussian, fitted, it is accepted most of the time
    expect(moveAccepted[0] / moveProposed[0]).toBeGreaterThan(0.6);
  });

  it('learns from the walkers of all ensembles', () => {
    const density = autoregressive(4, 0.8);
    const made = [0, 1].map((ensemble) => {
      const state = exactEnsemble(density, 16, parseMoveMix(moves), streamRng('apart', ensemble));
      for (let i = 0; i < state.theta.length; i++) state.theta[i] += 20 * ensemble;
      for (let iteration = 21; iteration <= 40; iteration++) remember({ ...state, iteration }, warmup, 2);
      return state;
    });
    const mixture = learn(made, true, streamRng('fit'))!;
    const centres = Array.from({ length: mixture[0] }, (_, j) => mixture[1 + j * componentSize(4) + 2]);
    expect(Math.min(...centres)).toBeLessThan(5);
    expect(Math.max(...centres)).toBeGreaterThan(15);
  });

  it('flattens no density that leaves its prior unwritten', async () => {
    const evaluate: Target['evaluate'] = (theta, count, out) => {
      const { logPosterior } = out;
      target.evaluate(theta, count, { ...createEvaluations(count, 0), logPosterior });
    };
    // Were its prior taken for a flat one, walkers would go wherever they are proposed to.
    for (const { theta } of (await states({}, { ...target, evaluate })).at(15)!)
      for (const x of theta) expect(Math.abs(x)).toBeLessThan(10);
  });

  it('costs ensembles without a move that learns nothing', async () => {
    for (const [{ memory, tuning }] of await states({ moves: 'de:0.9,stretch:0.1' })) {
      expect(memory).toHaveLength(0);
      expect(tuning).toHaveLength(0);
    }
  });
});
