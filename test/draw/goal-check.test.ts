import { describe, expect, test } from 'vitest';
import { createDraws, viewDraws } from '../../src/chain/draws.js';
import type { Chain } from '../../src/chain/reader.js';
import { assessDraws, checkGoal, judge, type Assessment } from '../../src/draw/assess-chain.js';
import { namedErrors } from '../../src/draw/named-quantity.js';
import { createGoalCheck } from '../../src/draw/goal-check.js';
import { summarise } from '../../src/diagnostics/summary.js';
import { streamRng } from '../../src/math/rng.js';

const [ENSEMBLES, WALKERS, STEPS] = [4, 8, 1500];

/** A chain held in memory: AR(1) series with coefficient rho per column, so that their effective sizes are known. */
function chainOf(rhos: Readonly<Record<string, number>>, reads: string[] = []): Chain {
  const ids = ['log_posterior', ...Object.keys(rhos)];
  const columns = new Map(
    ids.map((id) => {
      const rng = streamRng(id);
      const rho = rhos[id] ?? 0;
      const rows = new Float64Array(ENSEMBLES * STEPS * WALKERS);
      for (let e = 0; e < ENSEMBLES; e++)
        for (let w = 0; w < WALKERS; w++)
          for (let i = 0, x = rng.normal(); i < STEPS; i++) {
            x = rho * x + Math.sqrt(1 - rho * rho) * rng.normal();
            rows[(e * STEPS + i) * WALKERS + w] = x;
          }
      return [id, rows];
    }),
  );
  const column = (id: string): Float64Array => {
    reads.push(id);
    return columns.get(id)!.slice();
  };
  const steps = Uint32Array.from({ length: STEPS }, (_, i) => i + 1);
  return {
    ...createDraws({ ids, ensembles: ENSEMBLES, walkers: WALKERS, steps }, column),
    columns: ids.map((id, i) => ({ id, unit: '1', latex: id, kind: i === 0 ? 'density' : 'coordinate' })),
    column,
    close: () => undefined,
  } as Partial<Chain> as Chain;
}

const NO_ERRORS = { rhatNested: NaN, essMean: NaN, mcseMean: NaN, mcseSd: NaN, mcseMedian: NaN };
/** What a look tells: everything that a verdict depends on. */
const withoutErrors = ({ summary, ...assessment }: Assessment) => ({
  ...assessment,
  summary: {
    ...summary,
    quantities: summary.quantities.map((q) => ({ ...q, ...NO_ERRORS })),
  },
});

describe('a view of a chain', () => {
  const chain = chainOf({ x: 0.5 });
  test('of its first steps is the chain as it was then', () => {
    const view = viewDraws(chain, 700);
    expect([view.length, view.steps.at(-1)]).toEqual([700, 700]);
    const [whole, part] = [chain.walkerSeries('x'), view.walkerSeries('x')];
    part.forEach((series, i) => expect(series).toEqual(whole[i].subarray(0, 700)));
  });

  test('of every n-th step keeps every n-th draw of every walker', () => {
    const view = viewDraws(chain, 100, 7);
    expect([...view.steps]).toEqual(Array.from({ length: 14 }, (_, i) => 7 * (i + 1)));
    const whole = chain.walkerSeries('x');
    view.walkerSeries('x').forEach((series, i) => {
      expect([...series]).toEqual([...view.steps].map((step) => whole[i][step - 1]));
    });
  });

  test('of everything is the chain itself', () => {
    expect(viewDraws(chain, 1e9)).toBe(chain);
  });
});

describe('the outlook of an assessment', () => {
  const chain = chainOf({ slow: 0.9, fast: 0.2 });
  const summary = summarise(viewDraws(chain, STEPS), ['slow', 'fast']);
  const ess = Math.min(...summary.quantities.map(({ essBulk }) => essBulk));

  test('effective sizes grow with the steps', () => {
    const { goalMet, stepsNeeded } = judge(summary, { until_ess: 3 * ess });
    expect(goalMet).toBe(false);
    expect(stepsNeeded).toBeCloseTo(3 * STEPS, 6);
    const missed = { name: null, asked: 3 * ess, reached: ess };
    expect(judge(summary, { until_ess: 3 * ess }).shortfalls).toEqual([{ ...missed, stepsNeeded }]);
  });

  test('standard errors fall with their root', () => {
    const errors = new Map([['fast', 2]]);
    expect(judge(summary, { until_mcse: { fast: 1 } }, errors).stepsNeeded).toBeCloseTo(4 * STEPS, 6);
    expect(judge(summary, { until_mcse: { fast: 3 } }, errors)).toMatchObject({
      goalMet: true,
      shortfalls: [],
    });
    expect(judge(summary, { until_mcse: { fast: 1 }, until_ess: 1 }, errors).shortfalls).toMatchObject([
      { name: 'fast', asked: 1, reached: 2 },
    ]);
  });

  test('nobody can tell what more steps would do to a chain that is long enough and yet not converged', () => {
    expect(judge(summary, {}, new Map(), { maxRhat: 1 })).toMatchObject({ goalMet: false, stepsNeeded: NaN });
  });
});

describe('asking whether a goal is met', () => {
  test('costs the slowest quantity alone once it is known, and gives the answer of a full assessment', () => {
    const reads: string[] = [];
    const chain = chainOf({ a: 0.2, b: 0.9, c: 0.5 }, reads);
    const ask = createGoalCheck(() => chain, { until_ess: 1500 });
    expect(ask(300)).toMatchObject({ met: false });
    reads.length = 0;
    expect(ask(600)).toMatchObject({ met: false, assessment: null });
    // The first and the last tell how dense the steps are.
    expect(reads).toEqual(['a', 'c', 'b']);
    const last = ask(STEPS);
    const { every } = last.assessment!;
    const full = assessDraws(chain, { until_ess: 1500 }, { every });
    expect(last.met).toBe(full.goalMet);
    expect(last.met).toBe(true);
    expect(withoutErrors(last.assessment!)).toEqual(withoutErrors(full));
  });

  test('one that is met is the assessment of the rows it was asked about: nothing is read again', () => {
    const reads: string[] = [];
    const rhos = { b: 0.97, a: 0.2, c: 0.3, d: 0.97 };
    const ask = createGoalCheck(() => chainOf(rhos, reads), {});
    ask(200);
    reads.length = 0;
    const { met, assessment } = ask(STEPS);
    expect(met).toBe(true);
    // Each once, and the log posterior once more for walkers that are stuck. Of 48,000 rows many fewer tell whether 400 are independent: nobody asks tau.
    expect([...reads].sort()).toEqual(['a', 'b', 'c', 'd', 'log_posterior', 'log_posterior']);
    const { every } = assessment!;
    expect(withoutErrors(assessment!)).toEqual(withoutErrors(assessDraws(chainOf(rhos), {}, { every })));
  });

  test('one that is met at once ranks nobody', () => {
    const reads: string[] = [];
    const { met } = createGoalCheck(() => chainOf({ a: 0.2, b: 0.5, c: 0.3 }, reads), {})(STEPS);
    expect(met).toBe(true);
    expect([...reads].sort()).toEqual(['a', 'b', 'c', 'log_posterior', 'log_posterior']);
  });

  test('asks for all errors at the first look and for one alone while it is too large', () => {
    const reads: string[] = [];
    const chain = chainOf({ a: 0.2, b: 0.5, c: 0.9 }, reads);
    // Of unit variance: so many effective draws are asked for.
    const until_mcse = { a: 1000 ** -0.5, b: 1000 ** -0.5, 'median:c': 1500 ** -0.5 };
    const ask = createGoalCheck(() => chain, { until_mcse });
    expect(ask(100)).toMatchObject({ met: false, assessment: null });
    reads.length = 0;
    const second = ask(400);
    expect(second).toMatchObject({ met: false, assessment: null });
    // Twice a and c, for the strides of look and errors; then c for its error, and for its own summary.
    expect(reads.filter((id) => id === 'b')).toEqual([]);
    expect(second.stepsNeeded).toBeGreaterThan(600);
    const { met, assessment } = ask(STEPS);
    const { every } = assessment!;
    const full = assessDraws(chain, { until_mcse }, { every });
    expect([met, full.goalMet]).toEqual([true, true]);
    expect(withoutErrors(assessment!)).toEqual(withoutErrors(full));
  });

  test('the error of a mean is told from rows that tell all there is to know of it, that of a quantile from every row', () => {
    const chain = chainOf({ a: 0.95, b: 0.9 });
    const { shortfalls, every } = assessDraws(chain, { until_mcse: { a: 1e-9, 'q95:b': 1e-9 } });
    expect(every).toBeGreaterThan(1);
    const ofAll = namedErrors(chain, ['a', 'q95:b']);
    const [mean, quantile] = shortfalls.map(({ name, reached }) => reached / ofAll.get(name!)!);
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
    expect(quantile).toBe(1);
  });

  test('answers alike whether asked for the first time or again', () => {
    const make = () => createGoalCheck(() => chainOf({ a: 0.2, b: 0.97, c: 0.5 }), { until_ess: 2000 });
    const [once, again] = [make(), make()];
    const answers = [400, 800, 1500].map((steps) => once(steps));
    expect([400, 800, 1500].map((steps) => again(steps))).toEqual(answers);
  });

  test('looks at fewer steps where they are dense, with nearly the same effective size', () => {
    const chain = chainOf({ a: 0.97, b: 0.98 });
    const { every, minEss, summary } = assessDraws(chain, {});
    // Two hundred draws of each walker stay.
    expect([every, summary.length, summary.spacing]).toEqual([7, 214, 7]);
    const full = assessDraws(chain, {}, { every: 1 });
    expect(full.every).toBe(1);
    expect(minEss / full.minEss).toBeGreaterThan(0.9);
    expect(minEss / full.minEss).toBeLessThan(1.1);
  });

  test('looks at fewer steps where they are many more than the effective draws asked for, and finds as many as that', () => {
    // Independent draws: every row counts, and a goal of all of them needs them all.
    const chain = chainOf({ a: 0, b: 0 });
    const rows = ENSEMBLES * WALKERS * STEPS;
    for (const [until_ess, every] of [
      [400, 7],
      [rows / 40, 5],
      [rows / 8, 1],
      [0.9 * rows, 1],
    ]) {
      const { met, assessment } = createGoalCheck(() => chain, { until_ess })(STEPS);
      expect([met, assessment?.every]).toEqual([true, every]);
      expect(assessment!.minEss).toBeGreaterThan(0.9 * Math.min(rows / every, 8 * until_ess));
    }
    // Where an effective draw takes several rows, a goal that all rows meet by four per cent is met, for a stride by tau takes up to 2.7.
    for (const rho of [0.5, 0.8, 0.95]) {
      const slow = chainOf({ a: rho, b: rho });
      const { minEss } = assessDraws(slow, {}, { every: 1 });
      for (const share of [0.1, 0.2, 0.4, 0.6, 0.8, 0.96]) {
        const { met } = createGoalCheck(() => slow, { until_ess: share * minEss })(STEPS);
        expect([rho, share, met]).toEqual([rho, share, true]);
      }
    }
  });

  test('a goal about something that is not drawn is refused, each of them', () => {
    expect(() => checkGoal({ until_mcse: { alpha: 1, bta: 2 } }, ['alpha', 'beta', 'gamma'])).toThrow(
      '--until-mcse: expected a sampled or derived quantity, or median: or q95: and such a quantity, got "bta". Did you mean \'beta\'?',
    );
  });
});
