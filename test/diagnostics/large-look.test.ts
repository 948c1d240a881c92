import { describe, expect, test } from 'vitest';
import { viewWalkers } from '../../src/chain/draws.js';
import { createLook } from '../../src/diagnostics/large-look.js';
import { createSummariser } from '../../src/diagnostics/summary.js';
import { assess } from '../../src/diagnostics/verdict.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1, ar1Tau, drawsOf } from './ar1.js';

const shape = { ensembles: 4, walkers: 16, length: 1500, spacing: 2 };
const rows = 4 * 16 * 1500;
const rng = streamRng('large look');
const draws = drawsOf(shape, {
  log_posterior: () => ar1(rng, shape.length, 0.5),
  fast: () => ar1(rng, shape.length, 0),
  slow: () => ar1(rng, shape.length, 0.7),
  flat: () => new Float64Array(shape.length).fill(3),
});
const ids = ['fast', 'slow', 'flat'];

describe('a look at many rows', () => {
  const look = createLook(draws, 40_000).summary(ids);
  const full = createSummariser(draws, 'verdict').summary(ids);

  test('finds the effective sizes of all of them, from some', () => {
    for (const [i, tau] of [
      [0, 1],
      [1, ar1Tau(0.7)],
    ]) {
      const [some, all] = [look.quantities[i], full.quantities[i]];
      expect(all.essBulk / (rows / tau)).toBeAllclose(1, { atol: 0.1 });
      expect(some.essBulk / all.essBulk).toBeAllclose(1, { atol: 0.1 });
      expect(some.essTail / all.essTail).toBeAllclose(1, { atol: 0.15 });
      expect(some.tau / all.tau).toBeAllclose(1, { atol: 0.1 });
    }
    expect(look.quantities[2]).toEqual(full.quantities[2]);
  });

  test('agrees with a look at all of them, and knows how many steps there are', () => {
    expect(assess(look).problems).toEqual([]);
    expect(assess(full).problems).toEqual([]);
    expect(look.length * look.spacing).toBe(full.length * full.spacing);
    expect([look.ensembles, look.walkers]).toEqual([4, 16]);
  });

  test('sorts no more of a column than it may', () => {
    expect(look.length).toBe(500);
    const { essBulk, essTail, tau } = createSummariser(viewWalkers(draws, 6), 'verdict').quantity('slow');
    expect(look.quantities[1]).toMatchObject({
      essBulk: (16 / 6) * essBulk,
      essTail: (16 / 6) * essTail,
      tau,
    });
  });

  test('sees the one walker that keeps to a mode of its own, though it is none of the some', () => {
    const alone = 2;
    const apart = drawsOf(shape, {
      log_posterior: () => ar1(rng, shape.length, 0.5),
      x: (e, w) => ar1(rng, shape.length, 0.3).map((x) => x + (e === 1 && w === alone ? 8 : 0)),
    });
    expect(
      Math.max(
        ...viewWalkers(apart, 6)
          .walkerSeries('x')
          .map((x) => Math.max(...x)),
      ),
    ).toBeLessThan(6);
    const codes = assess(createLook(apart, 40_000).summary(['x'])).problems.map(({ code }) => code);
    expect(codes).toContain('walkers_disagree');
  });

  test('is an ordinary one where the rows are few, or nothing can be left out', () => {
    expect(createLook(draws, rows).summary(ids)).toEqual(full);
    expect(createLook(viewWalkers(draws, 4), 1000).summary(['slow'])).toEqual(
      createSummariser(viewWalkers(draws, 4), 'verdict').summary(['slow']),
    );
  });
});

describe('a view of some walkers', () => {
  test('has their series', () => {
    const all = draws.walkerSeries('slow');
    const some = viewWalkers(draws, 5).walkerSeries('slow');
    const chosen = [1, 4, 8, 11, 14];
    expect(some).toEqual([0, 1, 2, 3].flatMap((e) => chosen.map((w) => all[16 * e + w])));
    expect(viewWalkers(draws, 16).walkerSeries('slow')).toEqual(all);
  });
});
