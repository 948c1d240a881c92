import { expect, test } from 'vitest';
import { orderStatistics } from '../../src/math/order-statistics.js';
import { streamRng } from '../../src/math/rng.js';

const cases: Readonly<Record<string, (u: number) => number>> = {
  'spread evenly': (u) => u,
  'in a far tail': (u) => Math.tan(Math.PI * (u - 0.5)),
  'all in one part': (u) => (u < 0.001 ? 1e12 : u),
  'with many ties': (u) => Math.floor(4 * u),
  equal: () => 3,
  'too far apart for a difference': (u) => (u - 0.5) * 3.5e308,
  'too close for parts': (u) => Math.floor(3 * u) * Number.MIN_VALUE,
};

test.each(Object.entries(cases))('of values %s are those of the sorted values', (name, value) => {
  const rng = streamRng('order', name);
  const x = Float64Array.from({ length: 3001 }, () => value(rng.uniform()));
  const sorted = x.slice().sort();
  const at = orderStatistics(x, sorted[0], sorted.at(-1)!);
  expect(Float64Array.from(x, (_, i) => at(i))).toEqual(sorted);
});

test('a single value is its own', () => {
  expect(orderStatistics(Float64Array.of(7), 7, 7)(0)).toBe(7);
});
