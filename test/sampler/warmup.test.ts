import { describe, expect, it } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { decodeCheckpoint } from '../../src/run/checkpoint.js';
import { createEnsembleRunner } from '../../src/run/ensemble-runner.js';
import { isTuned, type EnsembleState } from '../../src/sampler/ensemble.js';
import { parseMoveMix } from '../../src/sampler/moves/registry.js';
import { drawStart } from '../../src/sampler/start.js';
import { createWorkspace, step } from '../../src/sampler/step.js';
import { adaptAfterStep } from '../../src/sampler/warmup.js';
import { autoregressive, targetOf } from './checks/density.js';

const warmup = 160;
const target = targetOf(autoregressive(4, 0.8));
const moves = 'independence:0.6,de:0.3,stretch:0.1';
const settings = { seed: '3', ensembles: 1, walkers: 16, warmup, thin: 1, moves };

/** The state after every tenth step of a run of 300, warm-up included. */
function states(): EnsembleState[] {
  const runner = createEnsembleRunner(target, settings, 0);
  return Array.from({ length: 30 }, () => decodeCheckpoint(runner.advance(10).checkpoint).state);
}

/** After which steps, of those seen, the tuning was another one than before. */
const changes = (seen: readonly EnsembleState[]): number[] =>
  seen.flatMap(({ iteration, tuning }, i) =>
    i > 0 && tuning.some((x, k) => x !== seen[i - 1].tuning[k]) ? [iteration] : [],
  );

describe('learning', () => {
  it('ends with warm-up: the tuning is fitted four times, the last time at its end, and never again', () => {
    expect(changes(states())).toEqual([90, 100, 120, 160]);
  });

  it('would be noticed if it went on', () => {
    const mix = parseMoveMix(moves);
    const rng = streamRng('on and on');
    const state = drawStart(target, 0, 16, mix, rng);
    const workspace = createWorkspace(state);
    const seen: EnsembleState[] = [];
    for (let t = 1; t <= 320; t++) {
      step(state, target, mix, rng, workspace);
      adaptAfterStep(state, target, t <= warmup ? warmup : 320, rng);
      if (t % 10 === 0) seen.push({ ...state, iteration: t, tuning: state.tuning.slice() });
    }
    expect(changes(seen).filter((t) => t > warmup)).not.toEqual([]);
  });

  it('leaves no memories behind, and takes none in the first half of warm-up', () => {
    for (const { iteration, memory } of states())
      if (iteration <= warmup / 2 || iteration >= warmup) expect(memory).toHaveLength(0);
  });

  it('proposes nothing before there is something to propose from, and its share afterwards', () => {
    const seen = states();
    for (const state of seen.filter(({ iteration }) => iteration < 90)) {
      expect(isTuned(state)).toBe(false);
      expect(state.counts.moveProposed[0]).toBe(0);
      // the others keep their proportions: 3 to 1, two draws of a move per step
      const { moveProposed, steps } = state.counts;
      const z = (moveProposed[1] / 8 - 1.5 * steps) / Math.sqrt(2 * steps * 0.75 * 0.25);
      expect(Math.abs(z)).toBeLessThan(4);
    }
    const { moveProposed, moveAccepted, steps } = seen[29].counts;
    expect(steps).toBe(140);
    const z = (moveProposed[0] / 8 - 1.2 * steps) / Math.sqrt(2 * steps * 0.6 * 0.4);
    expect(Math.abs(z)).toBeLessThan(4);
    // on a Gaussian, fitted, it is accepted most of the time
    expect(moveAccepted[0] / moveProposed[0]).toBeGreaterThan(0.6);
  });

  it('costs ensembles without a move that learns nothing', () => {
    const runner = createEnsembleRunner(target, { ...settings, moves: 'de:0.9,stretch:0.1' }, 0);
    const { state } = decodeCheckpoint(runner.advance(150).checkpoint);
    expect(state.memory).toHaveLength(0);
    expect(state.tuning).toHaveLength(0);
  });
});
