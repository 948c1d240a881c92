import { describe, expect, test } from 'vitest';
import { createDraws, stepSpacing } from '../../src/chain/draws.js';

describe('draws in memory', () => {
  const column = Float64Array.from({ length: 2 * 3 * 2 }, (_, i) => i);
  const draws = createDraws(
    { ids: ['x'], ensembles: 2, walkers: 2, steps: Uint32Array.of(4, 8, 12) },
    () => column,
  );

  test('are cut into the series of each walker', () => {
    expect(draws.walkerSeries('x').map((series) => [...series])).toEqual([
      [0, 2, 4],
      [1, 3, 5],
      [6, 8, 10],
      [7, 9, 11],
    ]);
  });

  test('are cut into the rows of each ensemble', () => {
    expect(draws.pooledSeries('x').map((series) => [...series])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
  });

  test('are handed out as copies', () => {
    draws.pooledSeries('x')[0][0] = 99;
    draws.walkerSeries('x')[0][0] = 99;
    expect(column[0]).toBe(0);
  });

  test('tell their spacing', () => {
    expect(stepSpacing(draws)).toBe(4);
    expect(stepSpacing({ steps: Uint32Array.of(20) })).toBe(1);
  });
});
