import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../src/diagnostics/column-layout.js';
import { summariseColumn } from '../../src/diagnostics/column-summary.js';
import type { Column, Cut } from '../../src/diagnostics/column.js';
import { compiledColumn } from '../../src/diagnostics/compiled-column.js';
import { MOST_COUNTED } from '../../src/diagnostics/indicator-ess.js';
import { plainColumn } from '../../src/diagnostics/plain-column.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1 } from './ar1.js';

const shapes = [
  { ensembles: 4, walkers: 6, length: 100 },
  { ensembles: 3, walkers: 5, length: 131 },
  { ensembles: 1, walkers: 1, length: 1300 },
  { ensembles: 2, walkers: 32, length: 64 },
  { ensembles: 1, walkers: 3, length: 7 },
  { ensembles: 2, walkers: 4, length: 1 },
];
const kinds: Readonly<Record<string, (x: number, walker: number) => number>> = {
  normal: (x) => x,
  'with ties': (x) => Math.round(4 * x) / 4 + 0,
  'zeros and ones': (x) => (x > 1 ? 1 : 0),
  'far from zero': (x) => 1e6 + x,
  'with a tail that crowds most draws in one part of the range': (x) => Math.exp(12 * x),
  'with walkers that rest': (x, walker) => (walker % 3 === 1 ? 0.5 : x),
  'very large': (x) => 1e300 * x,
};
const cases = shapes.flatMap((shape) => Object.keys(kinds).map((kind) => ({ ...shape, kind })));

/** The same draws in both. */
function columns({ kind, ...shape }: (typeof cases)[number]): [compiled: Column, plain: Column] {
  const rng = streamRng('column', kind);
  const layout = layoutOf(shape);
  const both: [Column, Column] = [compiledColumn(layout)!, plainColumn(layout)];
  const draws = ar1(rng, both[0].all.length, 0.7).map((x, i) =>
    kinds[kind](x, Math.floor(i / Math.max(layout.half, 1)) % shape.walkers),
  );
  for (const { all } of both) all.set(draws);
  return both;
}

test('columns are compiled on this machine, so that the comparisons below compare', () => {
  expect(compiledColumn(layoutOf(shapes[0]))).not.toBeNull();
});

describe('compiled passes over a column have the bits of the plain ones', () => {
  test.each(cases)('$ensembles x $walkers x $length, $kind', (shape) => {
    const [compiled, plain] = columns(shape);
    const { split, half } = plain.layout;
    const same = (ask: (column: Column) => unknown): void => expect(ask(compiled)).toEqual(ask(plain));
    const series = (cut: Cut): void => {
      same((column) => column.moments(cut));
      const { means, squares } = plain.moments(cut);
      const scales = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
      const n = cut === 'halves' ? half : cut === 'walkers' ? shape.length : 2 * half;
      if (n === 0) return;
      for (const lags of [1, Math.ceil(n / 3), n]) {
        same((column) => column.autocovarianceSums(cut, means, null, lags));
        same((column) => column.autocovarianceSums(cut, means, scales, lags));
      }
    };
    same((column) => column.range());
    same((column) => column.squaresAbout(0.25));
    same((column) => (column.sort(), column.sorted));
    for (const limit of half === 0 ? [] : [plain.sorted[0], plain.sorted[Math.floor(0.9 * split)]])
      same((column) => {
        const { means, count } = column.below(limit);
        const lags = Math.min(half, MOST_COUNTED);
        count(Math.min(lags, 8));
        const { pairs, edges } = count(lags);
        return { means, pairs: pairs.slice(0, lags), edges: edges.slice(0, lags) };
      });
    series('walkers');
    same((column) => (column.rankNormalise(), column.all));
    series('halves');
    series('joined halves');
    const center = plain.sorted[Math.floor(plain.sorted.length / 2)];
    if (half > 0) same((column) => column.foldedSums(center));
  });

  test.each(cases)('and so has their summary: $ensembles x $walkers x $length, $kind', (shape) => {
    const [compiled, plain] = columns(shape);
    expect(summariseColumn(compiled, 3)).toEqual(summariseColumn(plain, 3));
  });

  test('a draw that is not finite', () => {
    for (const wrong of [NaN, Infinity, -Infinity])
      for (const at of [0, 41, 42]) {
        const layout = layoutOf({ ensembles: 1, walkers: 1, length: 43 });
        const column = compiledColumn(layout)!;
        column.all[at] = wrong;
        expect(column.range()).toEqual([NaN, NaN]);
      }
  });
});
