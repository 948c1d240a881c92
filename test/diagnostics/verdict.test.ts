import { describe, expect, test } from 'vitest';
import type { ChainColumn } from '../../src/chain/columns.js';
import type { Draws } from '../../src/chain/draws.js';
import { essMean, essQuantile, essTail } from '../../src/diagnostics/ess.js';
import { summarise } from '../../src/diagnostics/summary.js';
import { assess, type ConvergenceRules } from '../../src/diagnostics/verdict.js';
import { rulesOf } from '../../src/draw/assess-chain.js';
import { streamRng } from '../../src/math/rng.js';
import { normalCdf } from '../../src/math/special.js';
import { ar1, drawsOf, type Shape } from './ar1.js';

const shape: Shape = { ensembles: 4, walkers: 16, length: 400, spacing: 5 };
const rho = 0.6; // tau = 4 draws, so the series are 100 tau long

type Column = (ensemble: number, walker: number) => Float64Array;
const healthy = (key: string): Column => {
  const rng = streamRng('verdict', key);
  return () => ar1(rng, shape.length, rho);
};
/** -chi^2/2 of ten degrees of freedom, roughly: mean -5, sd 2.2. */
const healthyLogPosterior = (): Column => {
  const column = healthy('log posterior');
  return (e, w) => column(e, w).map((z) => -5 + 2.2 * z);
};
const chain = (columns: Record<string, Column>): Draws =>
  drawsOf(shape, { x: healthy('x'), log_posterior: healthyLogPosterior(), ...columns });
const codes = (draws: Draws, rules?: Partial<ConvergenceRules>): string[] =>
  assess(summarise(draws), rules).problems.map(({ code }) => code);

describe('a healthy chain', () => {
  test('converges', () => {
    expect(assess(summarise(chain({})))).toMatchObject({ converged: true, problems: [] });
  });

  test('with constant columns too', () => {
    const theta: Column = () => new Float64Array(shape.length).fill(84.415);
    expect(codes(chain({ theta_deg: theta }))).toEqual([]);
  });

  test('with zeros and ones, and with what is cut off at its top', () => {
    const y = healthy('atoms');
    const draws = chain({
      rare: (e, w) => y(e, w).map((v) => (v > 1 ? 1 : 0)),
      common: (e, w) => y(e, w).map((v) => (v > -1 ? 1 : 0)),
      capped: (e, w) => y(e, w).map((v) => Math.min(v, 1)),
      floored: (e, w) => y(e, w).map((v) => Math.max(v, -1)),
    });
    expect(assess(summarise(draws))).toMatchObject({ converged: true, problems: [] });
    // Of lying below the largest value, where the 95 % quantile is that.
    const capped = draws.walkerSeries('capped');
    const [{ essTail: told }] = summarise(draws, ['capped']).quantities;
    const below = essMean(capped.map((x) => x.map((v) => (v < 1 ? 1 : 0))));
    expect(told).toBeAllclose(Math.min(below, essQuantile(capped, 0.05)), { rtol: 1e-12 });
    expect(essTail(capped)).toBeNaN();
  });

  test('does not when more is asked of it, and says how many steps that takes', () => {
    const { converged, problems, stepsNeeded } = assess(summarise(chain({})), { minEss: 50_000 });
    expect(converged).toBe(false);
    expect(problems.map(({ code, parameters }) => [code, [...parameters].sort()])).toEqual([
      ['ess_bulk', ['x']],
      ['ess_tail', ['x']],
    ]);
    // 25,600 rows of tau 4 are 6,400 effective draws after 2,000 steps.
    expect(stepsNeeded / 2000).toBeAllclose(50_000 / 6_400, { rtol: 0.2 });
    expect(problems[0].remedy).toMatch(/Draw about 1[4-9]000 steps in all/);
  });
});

test('where nobody can tell how many steps it takes, the remedy says so in words', () => {
  const summary = summarise(chain({}), ['x']);
  // Without an effective size there is no tail to be told either.
  const unknown = { ...summary, quantities: [{ ...summary.quantities[0], essBulk: NaN, tailShape: NaN }] };
  const { problems } = assess(unknown);
  expect(problems).toMatchObject([
    { code: 'ess_bulk', remedy: 'Draw several times as many steps (--resume --steps N).' },
  ]);
});

/** A published rule that averaged over parameters stopped at once in the second case and never in the first. */
describe('quantities of very different size and place are judged one by one', () => {
  test('exact draws about 0 and about 100 converge', () => {
    const y = healthy('about 100');
    expect(codes(chain({ y: (e, w) => y(e, w).map((v) => v + 100) }))).toEqual([]);
  });

  test('a drift of ten standard deviations in a narrow quantity shows beside a wide one', () => {
    const narrow = healthy('narrow');
    const wide = healthy('wide');
    const draws = chain({
      narrow: (e, w) => narrow(e, w).map((v, i) => 1e-3 * (v + (10 * i) / shape.length)),
      wide: (e, w) => wide(e, w).map((v) => 1e3 * v),
    });
    const { problems } = assess(summarise(draws));
    expect(problems.map(({ code }) => code)).toContain('rhat');
    expect(problems.find(({ code }) => code === 'rhat')?.parameters).toEqual(['narrow']);
  });

  test.each([3, 10])(
    'a drift of %i standard deviations, alike in all ensembles, is no convergence',
    (sds) => {
      const y = healthy('drift');
      expect(codes(chain({ y: (e, w) => y(e, w).map((v, i) => v + (sds * i) / shape.length) }))).toContain(
        'rhat',
      );
    },
  );
});

describe('what is wrong is named, with the quantities concerned', () => {
  test('ensembles that disagree', () => {
    const y = healthy('y');
    const draws = chain({ y: (e, w) => y(e, w).map((v) => v + (e === 2 ? 1 : 0)) });
    const { problems } = assess(summarise(draws));
    expect(problems).toMatchObject([{ code: 'rhat', parameters: ['y'] }]);
    expect(problems[0].message).toMatch(/ensembles disagree on y: R-hat 1\.\d+ \(limit 1.01\)/);
  });

  test('two modes that no walker leaves, though the ensembles agree to a thousandth', () => {
    const mode = healthy('mode');
    // Every ensemble has ten of sixteen walkers in the mode at +6, as an even start leaves them.
    const draws = chain({ mode: (e, w) => mode(e, w).map((v) => v + (w < 10 ? 6 : -6)) });
    const summary = summarise(draws);
    expect(summary.quantities.find(({ id }) => id === 'mode')!.rhat).toBeLessThan(1.002);
    expect(assess(summary).problems[0]).toMatchObject({ code: 'walkers_disagree', parameters: ['mode'] });
  });

  test('not walkers that rest long and leave: effective sizes know of their scatter, and no mode keeps them', () => {
    const rng = streamRng('verdict', 'rests');
    // White noise, so that the window from which tau is told is short, and now and then a rest of up to 400 draws 1 sd out.
    const resting: Column = () => {
      const column = new Float64Array(long.length);
      let left = 0;
      return column.map(() => {
        if (left > 0) left--;
        else if (rng.uniform() < 0.0003) left = rng.int(400);
        return (left > 0 ? 1 : 0) + rng.normal();
      });
    };
    const long: Shape = { ensembles: 4, walkers: 56, length: 6000 };
    const summary = summarise(drawsOf(long, { resting }));
    const problems = (rules?: Partial<ConvergenceRules>): string[] =>
      assess(summary, rules).problems.map(({ code }) => code);
    expect(problems({ maxWalkerMemory: -1 })).toEqual(['walkers_disagree']);
    expect(problems()).toEqual([]);
    // The share of draws in rests is known within its stated error.
    const [{ mean, mcseMean }] = summary.quantities;
    const rests = 0.0003 * 199.5;
    expect(Math.abs(mean - rests / (1 + rests))).toBeLessThan(4 * mcseMean);
  });

  test('modes that differ in scale alone', () => {
    const funnel = healthy('scale');
    const column: Column = (e, w) => funnel(e, w).map((v) => v * (w < 8 ? 0.1 : 1));
    const density: Column = (e, w) => column(e, w).map((v) => -0.5 * v * v - (w < 8 ? 0 : 5));
    expect(codes(chain({ log_posterior: density }))).toContain('walkers_disagree');
  });

  test('a tail so heavy that its standard deviation is not known', () => {
    const rng = streamRng('verdict', 'heavy');
    // ln |x| is normal with variance 9 / 4: what the width of a funnel does to its other coordinates.
    const funnel: Column = () => ar1(rng, shape.length, rho).map((v) => rng.normal() * Math.exp(1.5 * v));
    const { problems } = assess(summarise(chain({ funnel })));
    expect(problems).toMatchObject([{ code: 'heavy_tail', parameters: ['funnel'] }]);
    expect(problems[0].message).toMatch(/Pareto shape 0\.\d\d/);
  });

  test('which is a note, and no problem, where the quantity is a function of others', () => {
    const rng = streamRng('verdict', 'heavy');
    const funnel: Column = () => ar1(rng, shape.length, rho).map((v) => rng.normal() * Math.exp(1.5 * v));
    const verdict = assess(summarise(chain({ funnel })), { derived: ['funnel'] });
    expect(verdict).toMatchObject({
      converged: true,
      problems: [],
      notes: [{ code: 'heavy_tail', parameters: ['funnel'] }],
    });
  });

  test('which is nothing at all between two walls, where every tail ends', () => {
    const rng = streamRng('verdict', 'arm');
    // One draw in a hundred lies in an arm that reaches from the rest to the wall.
    const arm: Column = () =>
      ar1(rng, shape.length, 0).map((v) => (rng.uniform() < 0.01 ? 8 ** rng.uniform() : 0.3 * Math.tanh(v)));
    const summary = summarise(chain({ arm }));
    expect(assess(summary).problems).toMatchObject([{ code: 'heavy_tail', parameters: ['arm'] }]);
    const columns: ChainColumn[] = [
      { id: 'arm', kind: 'coordinate', unit: '1', latex: 'a', support: [-1, 8] },
      { id: 'x', kind: 'coordinate', unit: '1', latex: 'x', support: [-Infinity, 8] },
    ];
    expect(rulesOf({ columns }).bounded).toEqual(['arm']);
    expect(assess(summary, rulesOf({ columns }))).toMatchObject({ converged: true, problems: [], notes: [] });
  });

  test('but not tails whose standard deviation these draws tell', () => {
    const y = healthy('light');
    const logNormal: Column = (e, w) => y(e, w).map((v) => Math.exp(0.5 * v));
    const exponential: Column = (e, w) => y(e, w).map((v) => v ** 2);
    expect(codes(chain({ logNormal, exponential, y }))).toEqual([]);
  });

  test('a frozen walker', () => {
    const y = healthy('frozen');
    const freeze =
      (column: Column): Column =>
      (e, w) =>
        e === 1 && w === 7 ? column(e, w).fill(column(e, w)[0]) : column(e, w);
    const draws = chain({ x: freeze(y), log_posterior: freeze(healthyLogPosterior()) });
    const { problems } = assess(summarise(draws));
    const stuck = problems.find(({ code }) => code === 'stuck_walkers');
    expect(stuck?.message).toContain('7 of ensemble 1 (frozen)');
  });

  test('but not walkers that rested and left, while they repeat few draws', () => {
    const y = healthy('rests');
    const resting =
      (walkers: number, part: number, column: Column): Column =>
      (e, w) => {
        const draws = column(e, w);
        return e === 1 && w < walkers ? draws.fill(draws[50], 50, 50 + part * shape.length) : draws;
      };
    const told = (walkers: number, part: number): string[] =>
      codes(
        chain({ x: resting(walkers, part, y), log_posterior: resting(walkers, part, healthyLogPosterior()) }),
      );
    // Of 64 walkers: 0.3 %, 1.3 % and 0.9 % of the draws, the last by a walker that rests for most of the run.
    expect(told(1, 0.2)).toEqual([]);
    expect(told(4, 0.2)).toContain('stuck_walkers');
    expect(told(1, 0.6)).toContain('stuck_walkers');
  });

  test('nor any that rested where the density rises without end', () => {
    const y = healthy('neck');
    const lp = healthy('log posterior in a neck');
    const rested =
      (column: Column): Column =>
      (e, w) => {
        const draws = column(e, w);
        return e === 1 && w === 0 ? draws.fill(draws[50], 50, 50 + 0.2 * shape.length) : draws;
      };
    // Exponential upper tails of the log posterior: of scale 1 as at an edge where the density goes like x^-1/2, of 3 as in a neck.
    const told = (scale: number): string[] => {
      const height: Column = (e, w) => lp(e, w).map((z) => -scale * Math.log(normalCdf(-z)));
      return codes(chain({ x: rested(y), log_posterior: rested(height) }));
    };
    expect(told(1)).toEqual([]);
    expect(told(3)).toEqual(['stuck_walkers']);
  });

  test('a narrow mode that walkers neither enter nor leave, which the log posterior alone shows', () => {
    const x = healthy('x of modes');
    const lp = healthyLogPosterior();
    // A sixteenth of the walkers sits where the density is higher, in the middle of the others.
    const draws = chain({
      x: (e, w) => x(e, w).map((v) => (w === 3 ? 0.1 * v : v)),
      log_posterior: (e, w) => lp(e, w).map((v) => v + (w === 3 ? 9 : 0)),
    });
    expect(assess(summarise(draws, ['x'])).problems).toEqual([]);
    const { problems } = assess(summarise(draws));
    expect(problems.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['walkers_disagree', ['log_posterior']],
      ['too_short', ['log_posterior']],
    ]);
  });

  test('a walker far below in the posterior', () => {
    const lp = healthyLogPosterior();
    const draws = chain({ log_posterior: (e, w) => lp(e, w).map((v) => v - (e === 3 && w === 2 ? 40 : 0)) });
    expect(summarise(draws).stuck).toMatchObject([{ ensemble: 3, walker: 2, reason: 'far' }]);
    expect(codes(draws)).toContain('stuck_walkers');
  });

  test('but not a walker that arrived late, nor slow acceptance alike for all', () => {
    const lp = healthyLogPosterior();
    const late: Column = (e, w) => lp(e, w).map((v, i) => v - (e === 3 && w === 2 && i < 150 ? 40 : 0));
    expect(summarise(chain({ log_posterior: late })).stuck).toEqual([]);
    const slow: Column = (e, w) => {
      const moves = lp(e, w);
      return moves.map((_, i) => moves[i - (i % 12)]);
    };
    expect(summarise(chain({ log_posterior: slow })).stuck).toEqual([]);
  });

  test('too few steps', () => {
    const rng = streamRng('verdict', 'slow');
    const summary = summarise(chain({ y: () => ar1(rng, shape.length, 0.98) }));
    const { problems, stepsNeeded } = assess(summary);
    const short = problems.find(({ code }) => code === 'too_short');
    expect(short?.parameters).toEqual(['y']);
    expect(short?.message).toMatch(
      /^(2000 steps are \d+\.\d autocorrelation times of y|the walkers' means of y scatter as if each had \d\.\d independent draws)/,
    );
    const { essBulk, essTail, tau, walkerSpread } = summary.quantities.find(({ id }) => id === 'y')!;
    const byRule = [(2000 * 400) / Math.min(essBulk, essTail), 15 * tau, 3 * tau * walkerSpread];
    expect(stepsNeeded).toBeAllclose(Math.max(2000, ...byRule), { rtol: 1e-12 });
    expect(stepsNeeded).toBeGreaterThan(2000);
  });

  test('or too few by the scatter of the walkers, though tau alone looks long enough', () => {
    const rng = streamRng('verdict', 'two scales');
    // A fifth of the variance is slow: the window of tau closes before it is seen.
    const y: Column = () => {
      const slow = ar1(rng, shape.length, 0.995);
      return ar1(rng, shape.length, 0.2).map((fast, i) => fast + 0.5 * slow[i]);
    };
    const summary = summarise(chain({ y }));
    const { tau } = summary.quantities.find(({ id }) => id === 'y')!;
    expect(2000 / tau).toBeGreaterThan(15);
    const { problems } = assess(summary, { minDrawsPerWalker: 10 });
    expect(problems.find(({ code }) => code === 'too_short')?.message).toMatch(
      /the walkers' means of y scatter as if each had \d\.\d independent draws \(at least 10\)/,
    );
  });

  test('no walker that moves', () => {
    const rng = streamRng('verdict', 'still');
    const draws = chain({ y: () => new Float64Array(shape.length).fill(rng.normal()) });
    const short = assess(summarise(draws)).problems.find(({ code }) => code === 'too_short');
    expect(short?.message).toBe('no walker moves in y: it has no autocorrelation time.');
  });

  test('numbers that are not finite', () => {
    const y = healthy('nan');
    const draws = chain({ y: (e, w) => y(e, w).fill(e === 0 ? NaN : 1, 10, 11) });
    expect(assess(summarise(draws)).problems).toMatchObject([{ code: 'not_finite', parameters: ['y'] }]);
  });

  test('numbers none of which is finite', () => {
    expect(codes(drawsOf(shape, { x: () => new Float64Array(shape.length).fill(NaN) }))).toEqual([
      'not_finite',
    ]);
  });

  test('one ensemble alone', () => {
    const column = healthy('alone');
    expect(codes(drawsOf({ ...shape, ensembles: 1 }, { x: column }))).toEqual(['one_ensemble']);
  });

  test('no draws, or nothing that varies', () => {
    const none = drawsOf({ ...shape, length: 0 }, { x: () => new Float64Array(0) });
    expect(assess(summarise(none))).toMatchObject({
      converged: false,
      stepsNeeded: NaN,
      problems: [{ code: 'no_draws' }],
    });
    const constant = drawsOf(shape, { x: () => new Float64Array(shape.length).fill(1) });
    expect(codes(constant)).toEqual(['no_draws']);
  });
});
