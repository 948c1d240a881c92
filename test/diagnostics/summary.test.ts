import { describe, expect, test } from 'vitest';
import { essBulk, essMean, essTail } from '../../src/diagnostics/ess.js';
import { mcseMean } from '../../src/diagnostics/mcse.js';
import { nestedRhat } from '../../src/diagnostics/nested-rhat.js';
import { rhat } from '../../src/diagnostics/rhat.js';
import { summarise } from '../../src/diagnostics/summary.js';
import { median, quantiles } from '../../src/math/quantile.js';
import { streamRng } from '../../src/math/rng.js';
import { mean, variance } from '../../src/math/sum.js';
import { ar1, ar1Draws, ar1Tau, cautiousErrors, drawsOf } from './ar1.js';

const flat = (chains: Float64Array[]): Float64Array =>
  Float64Array.from(chains.flatMap((chain) => [...chain]));
/** Each ensemble as one chain of its pooled draws, in which halves of the steps are halves of the chain. */
const only = (summary: ReturnType<typeof summarise>): (typeof summary.quantities)[number] =>
  summary.quantities[0];

describe('each number equals the reference function', () => {
  const rng = streamRng('summary', 'values');
  test.each([
    { name: 'even length', ensembles: 4, walkers: 6, length: 60, round: 1e9 },
    { name: 'odd length', ensembles: 3, walkers: 4, length: 51, round: 1e9 },
    { name: 'ties', ensembles: 2, walkers: 8, length: 41, round: 2 },
    { name: 'one ensemble', ensembles: 1, walkers: 5, length: 40, round: 1e9 },
    { name: 'long enough for the radix sort', ensembles: 2, walkers: 10, length: 201, round: 1e9 },
  ])('$name', ({ ensembles, walkers, length, round }) => {
    const draws = drawsOf(
      { ensembles, walkers, length, spacing: 7 },
      { x: (e) => ar1(rng, length, 0.5).map((x) => Math.round((x * (1 + e / 4) + e / 3) * round) / round) },
    );
    const series = draws.walkerSeries('x');
    const all = flat(series);
    const superchains = series.map((_, i) => Math.floor(i / walkers));
    const s = only(summarise(draws));
    const tight = { rtol: 1e-11 };
    expect(s.kind).toBe('varies');
    expect(s.mean).toBeAllclose(mean(all), tight);
    expect(s.sd).toBeAllclose(Math.sqrt(variance(all)), tight);
    expect(s.median).toBe(median(all));
    expect([...s.ci95, ...s.ci68]).toEqual(quantiles(all, [0.025, 0.975, 0.16, 0.84]));
    expect(s.essBulk).toBeAllclose(essBulk(series), tight);
    expect(s.essTail).toBeAllclose(essTail(series), tight);
    expect(s.essMean).toBeAllclose(essMean(series), tight);
    expect(s.mcseMean).toBeAllclose(mcseMean(series), tight);
    const errors = cautiousErrors(series, walkers);
    expect(s.mcseSd).toBeAllclose(errors.sd, tight);
    expect(s.mcseMedian).toBeAllclose(errors.quantile(0.5), tight);
    expect(s.rhatNested).toBeAllclose(nestedRhat(series, superchains), tight);
    // R-hat of pooled ensembles: an odd chain loses its middle step, not its middle row.
    const pooled = draws.pooledSeries('x');
    if (length % 2 === 0) expect(s.rhat).toBeAllclose(rhat(pooled), tight);
    else expect(s.rhat).toBeAllclose(rhat(pooled), { rtol: 0.05 });
  });
});

describe('walkers are judged by their own series', () => {
  const rho = 0.9;
  const shape = { ensembles: 4, walkers: 16, length: 2000, spacing: 3 };
  const draws = ar1Draws(shape, rho, 'own series');
  const s = only(summarise(draws));
  const rows = 4 * 16 * 2000;

  test('tau of AR(1) walkers is that of the process, in steps of the sampler', () => {
    // Each walker's own mean takes about 10 tau / N off: the window of 5 tau on both sides, at tau / N per lag.
    const bias = (10 * ar1Tau(rho)) / 2000;
    expect(s.tau / 3 / ar1Tau(rho)).toBeAllclose(1 - bias, { atol: 0.05 });
  });

  test('so are effective sizes: rows / tau, for the mean and the rank-normalised bulk', () => {
    expect(s.essMean / (rows / ar1Tau(rho))).toBeAllclose(1, { atol: 0.1 });
    expect(s.essBulk / (rows / ar1Tau(rho))).toBeAllclose(1, { atol: 0.1 });
    expect(s.mcseMean).toBeAllclose(Math.sqrt(ar1Tau(rho) / rows), { rtol: 0.06 });
  });

  test('rows that interleave walkers would claim ten times as much: the trap this guards', () => {
    expect(essBulk(draws.pooledSeries('x')) / s.essBulk).toBeGreaterThan(8);
  });

  test('the order of walkers within an ensemble does not matter', () => {
    const series = draws.walkerSeries('x');
    const turned = drawsOf(shape, { x: (e, w) => series[16 * e + ((w + 5) % 16)] });
    const t = only(summarise(turned));
    expect([t.rhat, t.essBulk, t.essTail, t.tau]).toBeAllclose([s.rhat, s.essBulk, s.essTail, s.tau], {
      rtol: 1e-9,
    });
  });
});

describe('ensembles that disagree', () => {
  const rng = streamRng('summary', 'disagree');
  const shape = { ensembles: 4, walkers: 8, length: 100 };
  const rhatOf = (column: (e: number, w: number, i: number) => number): number =>
    only(
      summarise(
        drawsOf(shape, {
          x: (e, w) => Float64Array.from({ length: 100 }, (_, i) => column(e, w, i)),
        }),
      ),
    ).rhat;

  test('in location, in scale, or between halves of the run raise R-hat; walkers alone do not', () => {
    expect(rhatOf(() => rng.normal())).toBeLessThan(1.01);
    expect(rhatOf((e) => rng.normal() + (e === 3 ? 1 : 0))).toBeGreaterThan(1.05);
    expect(rhatOf((e) => rng.normal() * (e === 3 ? 3 : 1))).toBeGreaterThan(1.05);
    expect(rhatOf((_, __, i) => rng.normal() + (i < 50 ? 0 : 1))).toBeGreaterThan(1.05);
    expect(rhatOf((_, w) => rng.normal() + (w < 4 ? 0 : 1))).toBeLessThan(1.01);
  });
});

describe('columns that cannot be judged', () => {
  const shape = { ensembles: 2, walkers: 4, length: 20 };
  const rng = streamRng('summary', 'odd columns');
  const normal = (): Float64Array => Float64Array.from({ length: 20 }, () => rng.normal());

  test('a constant is told as such, with its value', () => {
    const s = only(summarise(drawsOf(shape, { x: () => new Float64Array(20).fill(84.4) })));
    expect(s).toMatchObject({
      kind: 'constant',
      mean: 84.4,
      sd: 0,
      median: 84.4,
      ci68: [84.4, 84.4],
      rhat: NaN,
      tau: NaN,
    });
  });

  test('a constant with rounding errors too', () => {
    const x = (): Float64Array => normal().map((z) => 4.95 * (1 + Number.EPSILON * Math.sign(z)));
    expect(only(summarise(drawsOf(shape, { x }))).kind).toBe('constant');
  });

  test('NaN makes every number NaN', () => {
    const s = only(summarise(drawsOf(shape, { x: () => normal().fill(NaN, 3, 4) })));
    expect(s).toMatchObject({ kind: 'not finite', mean: NaN, rhat: NaN, essBulk: NaN });
  });

  test('no draws at all', () => {
    expect(only(summarise(drawsOf({ ...shape, length: 0 }, { x: () => new Float64Array(0) }))).kind).toBe(
      'empty',
    );
  });

  test('a constant walker does not take tau away from the others', () => {
    const x = (e: number, w: number): Float64Array => (e + w === 0 ? normal().fill(0.1) : normal());
    expect(only(summarise(drawsOf(shape, { x }))).tau).toBeGreaterThan(0);
  });

  test('one, two and three draws give NaN, never an exception', () => {
    for (const length of [1, 2, 3]) {
      const x = (): Float64Array => normal().subarray(0, length);
      const s = only(summarise(drawsOf({ ...shape, length }, { x })));
      expect([s.kind, s.essBulk]).toEqual(['varies', NaN]);
    }
  });
});
