import { describe, expect, it } from 'vitest';
import { InputError, RunError } from '../../src/errors.js';
import { streamRng } from '../../src/math/rng.js';
import { defaultMoves, parseMoveMix } from '../../src/sampler/moves/registry.js';
import { defaultWalkers, drawStart } from '../../src/sampler/start.js';
import type { Coordinate, Target } from '../../src/target.js';
import { targetOf } from './checks/density.js';

const mix = parseMoveMix(defaultMoves);

/** A target that starts every coordinate in (0, 1). */
function unit(
  logDensity: (x: Float64Array, at: number) => number,
  dim = 3,
  change: (coordinate: Coordinate, k: number) => Coordinate = (coordinate) => coordinate,
): Target {
  const target = targetOf({ dim, logDensity });
  return { ...target, coordinates: target.coordinates.map((c, k) => change({ ...c, start: (u) => u }, k)) };
}

function failure(target: Target, walkers = 12): string {
  try {
    drawStart(target, 0, walkers, mix, streamRng('failure'));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return '';
}

describe('drawStart', () => {
  it('spreads the walkers over the starting distributions, where the posterior is finite', () => {
    const target = unit((x, at) => (x[at] + x[at + 1] < 0.5 ? 0 : -Infinity));
    const state = drawStart(target, 0, 200, mix, streamRng('spread'));
    const column = (k: number): number[] => Array.from({ length: 200 }, (_, i) => state.theta[3 * i + k]);
    for (let i = 0; i < 200; i++) expect(column(0)[i] + column(1)[i]).toBeLessThan(0.5);
    expect(state.evaluations.logPosterior.every((lp) => lp === 0)).toBe(true);
    // x2 is free: its mean is that of the uniform distribution
    const mean = column(2).reduce((a, b) => a + b, 0) / 200;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 200));
    expect(new Set(column(0)).size).toBe(200);
  });

  it('is a function of the stream alone', () => {
    const target = unit(() => 0);
    const theta = (seed: string): Float64Array => drawStart(target, 0, 12, mix, streamRng(seed)).theta;
    expect(theta('a')).toEqual(theta('a'));
    expect(theta('a')).not.toEqual(theta('b'));
  });

  it.each([
    [31, 3, 'an even number >= 2 * dim (dim = 3), got 31'],
    [6, 4, 'an even number >= 2 * dim (dim = 4), got 6. At least 8; the default is 32.'],
    [0, 3, 'got 0'],
    [2.5, 1, 'got 2.5'],
    [4, 1, "walkers: expected at least 6 for the move 'snooker', got 4."],
  ])('refuses %d walkers in %d dimensions', (walkers, dim, message) => {
    expect(
      failure(
        unit(() => 0, dim),
        walkers,
      ),
    ).toContain(message);
  });

  it('suggests numbers of walkers it accepts itself', () => {
    for (const dim of [1, 2, 11, 16, 17, 27, 60]) {
      expect(defaultWalkers(dim) % 2).toBe(0);
      expect(() =>
        drawStart(
          unit(() => 0, dim),
          0,
          defaultWalkers(dim),
          mix,
          streamRng('default'),
        ),
      ).not.toThrow();
    }
  });

  it('names coordinates that start outside their own support', () => {
    const target = unit(
      (x, at) => (x[at + 1] > 2 ? 0 : -Infinity),
      3,
      (coordinate, k) => (k === 1 ? { ...coordinate, support: [2, 5] } : coordinate),
    );
    expect(failure(target)).toBe(
      'start of x1: expected values inside its support (2, 5), got 0.0125 to 0.9875. Move the start or widen the prior.',
    );
  });

  it('names the coordinate whose value would make the posterior finite, when no walker finds a place', () => {
    const target = unit(
      (x, at) => (x[at + 2] > 3 ? 0 : -Infinity),
      3,
      (coordinate) => ({ ...coordinate, support: [0, 10] }),
    );
    const message = failure(target);
    expect(message).toMatch(
      /^start: expected 12 walkers with a finite posterior, got 0 after 200 tries each\./,
    );
    expect(message).toMatch(
      /log likelihood is -Infinity because of x2 \(finite for example at 3\.\d+, median start 0\.5\)/,
    );
  });

  it('names the coordinate when its support is unbounded', () => {
    expect(failure(unit((x, at) => (x[at] < -50 ? 0 : -Infinity)))).toContain(
      'because of x0 (finite for example at -',
    );
  });

  it('says whether prior or likelihood vanishes when no single coordinate helps', () => {
    const prior = unit(() => -Infinity);
    const target: Target = {
      ...prior,
      evaluate(theta, count, out) {
        prior.evaluate(theta, count, out);
        out.logPrior.fill(-Infinity, 0, count);
      },
    };
    expect(failure(prior)).toContain(
      'the log likelihood is -Infinity, and no change of a single coordinate helps',
    );
    expect(failure(target)).toContain(
      'the log prior is -Infinity, and no change of a single coordinate helps',
    );
  });

  it('names the coordinate that leaves the finite region, when few walkers find a place', () => {
    const target = unit((x, at) => (Math.abs(x[at + 1] - 0.3) < 2e-4 ? 0 : -Infinity));
    const message = failure(target, 60);
    expect(message).toMatch(/got [1-9]\d* after 200 tries each/);
    expect(message).toContain(
      'vanishes for most starting values of x1 (0 % of its starting values are finite).',
    );
  });

  it('names a coordinate in which all walkers start at one value', () => {
    const target = unit(
      () => 0,
      3,
      (coordinate, k) => (k === 2 ? { ...coordinate, start: () => 7 } : coordinate),
    );
    expect(failure(target)).toBe(
      'start of x2: expected walkers that start at different values, got 7 for all of them. Widen its starting distribution, or fix the parameter.',
    );
  });

  it('ends the run where the density is NaN', () => {
    const run = (): unknown =>
      drawStart(
        unit((x, at) => (x[at] > 0.5 ? NaN : 0)),
        1,
        12,
        mix,
        streamRng('nan'),
      );
    expect(run).toThrow(RunError);
    expect(run).toThrow('the log posterior is NaN for a starting point of ensemble 1');
  });
});
