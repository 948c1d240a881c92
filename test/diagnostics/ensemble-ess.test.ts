import { describe, expect, test } from 'vitest';
import type { Draws } from '../../src/chain/draws.js';
import { columnError } from '../../src/diagnostics/column-error.js';
import { fillColumn, layoutOf } from '../../src/diagnostics/column-layout.js';
import { createColumn } from '../../src/diagnostics/column.js';
import { essOfEnsembles } from '../../src/diagnostics/ensemble-ess.js';
import { essMean } from '../../src/diagnostics/ess.js';
import { mcseMedian, mcseQuantile, mcseSd } from '../../src/diagnostics/mcse.js';
import { summarise } from '../../src/diagnostics/summary.js';
import { streamRng } from '../../src/math/rng.js';
import { mean, variance } from '../../src/math/sum.js';
import { ar1, ar1Tau, drawsOf } from './ar1.js';

const shape = { ensembles: 4, walkers: 10, length: 1001 };
const rho = 0.6;

/** Walkers that share a part: x = a c(t) + b z(t), both AR(1), the first one series for all walkers of an ensemble. */
function moving(a: number, key: string): Draws {
  const rng = streamRng('together', key);
  const common = Array.from({ length: shape.ensembles }, () => ar1(rng, shape.length, rho));
  const b = Math.sqrt(1 - a * a);
  return drawsOf(shape, {
    x: (e) => ar1(rng, shape.length, rho).map((z, i) => a * common[e][i] + b * z),
  });
}

function columnOf(draws: Draws) {
  const column = createColumn(layoutOf(draws));
  fillColumn(draws, 'x', column.layout, column.all);
  return column;
}

const sizes = (a: number, f: (x: number) => number) =>
  Array.from({ length: 40 }, (_, run) => {
    const draws = moving(a, `${a}/${run}`);
    const { all, layout } = columnOf(draws);
    const walkers = draws.walkerSeries('x').map((series) => series.map(f));
    return { ensembles: essOfEnsembles(all, layout, f), walkers: essMean(walkers) };
  });

/** Mean of the ratios to a size, and its standard error. */
function compared(list: readonly number[], size: number): readonly [number, number] {
  const ratios = Float64Array.from(list, (ess) => ess / size);
  return [mean(ratios), Math.sqrt(variance(ratios) / ratios.length)];
}

const rows = shape.ensembles * shape.walkers * 1000;

describe('the effective size that ensembles tell', () => {
  test('is that of the walkers where these are independent', () => {
    const [ratio, error] = compared(
      sizes(0, (x) => x).map(({ ensembles }) => ensembles),
      rows / ar1Tau(rho),
    );
    expect(Math.abs(ratio - 1)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.03);
  });

  test('is right where they share a part, and that of walkers as chains too large by how many share it', () => {
    // Var of a step's mean: a^2 + b^2 / W of the variance of x, where independent walkers have 1 / W.
    const a = 0.5;
    const slower = shape.walkers * (a * a + (1 - a * a) / shape.walkers);
    const made = sizes(a, (x) => x);
    const [ratio, error] = compared(
      made.map(({ ensembles }) => ensembles),
      rows / ar1Tau(rho) / slower,
    );
    expect(Math.abs(ratio - 1)).toBeLessThan(4 * error);
    const [asChains] = compared(
      made.map(({ walkers }) => walkers),
      rows / ar1Tau(rho),
    );
    expect(asChains).toBeGreaterThan(0.9);
  });

  test('is that of a function of the draws: squares of a shared part', () => {
    // Cov(x^2, y^2) = 2 Cov(x, y)^2 for Gaussians, so that shares and autocorrelations enter squared.
    const a = 0.8;
    const slower = shape.walkers * (a ** 4 + (1 - a ** 4) / shape.walkers);
    const [ratio, error] = compared(
      sizes(a, (x) => x * x).map(({ ensembles }) => ensembles),
      rows / ar1Tau(rho * rho) / slower,
    );
    expect(Math.abs(ratio - 1)).toBeLessThan(4 * error);
  });
});

describe('printed errors', () => {
  test('never are smaller than those of walkers as chains, and larger where walkers move together', () => {
    for (const [a, factor] of [
      [0, 1],
      [0.8, 1.5],
    ]) {
      const draws = moving(a, 'errors');
      const series = draws.walkerSeries('x');
      const { mcseSd: sd, mcseMedian: median } = summarise(draws).quantities[0];
      const q95 = columnError(columnOf(draws), 0.95);
      for (const [printed, asChains] of [
        [sd, mcseSd(series)],
        [median, mcseMedian(series)],
        [q95, mcseQuantile(series, 0.95)],
      ])
        expect(printed / asChains).toBeGreaterThan(factor * (1 - 1e-11));
    }
  });

  test('of few steps are those of walkers as chains', () => {
    const rng = streamRng('together', 'few');
    const few = drawsOf({ ensembles: 2, walkers: 4, length: 4 }, { x: () => ar1(rng, 4, 0) });
    const { all, layout } = columnOf(few);
    expect(essOfEnsembles(all, layout, (x) => x)).toBeNaN();
    expect(columnError(columnOf(few), 0.5)).toBe(mcseMedian(few.walkerSeries('x')));
  });
});
