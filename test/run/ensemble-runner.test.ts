import { describe, expect, it } from 'vitest';
import { readAcceptance } from '../../src/run/acceptance.js';
import { createEnsembleRunner } from '../../src/run/ensemble-runner.js';
import { standardNormal, targetOf } from '../sampler/checks/density.js';

const target = targetOf(standardNormal(2));
const settings = { seed: '1', ensembles: 1, walkers: 8, warmup: 30, thin: 3, moves: 'de:0.9,stretch:0.1' };

describe('an ensemble runner', () => {
  it('counts acceptance from the end of warm-up on', () => {
    const runner = createEnsembleRunner(target, settings, 0);
    expect(readAcceptance(runner.advance(20).checkpoint).steps).toBe(20);
    expect(readAcceptance(runner.advance(10).checkpoint).steps).toBe(30);
    expect(readAcceptance(runner.advance(7).checkpoint).steps).toBe(7);
  });

  it('keeps every thin-th step after warm-up, however the steps are divided into blocks', () => {
    const kept = (sizes: readonly number[]): number[] => {
      const runner = createEnsembleRunner(target, settings, 0);
      runner.advance(30);
      return sizes.flatMap((size) => Array.from(runner.advance(size).steps));
    };
    for (const sizes of [[20], [1, 1, 1, 17], [2, 5, 13], [19, 1]])
      expect(kept(sizes)).toEqual([3, 6, 9, 12, 15, 18]);
  });

  it('does not straddle the end of warm-up', () => {
    const runner = createEnsembleRunner(target, settings, 0);
    expect(() => runner.advance(31)).toThrow(RangeError);
  });
});
