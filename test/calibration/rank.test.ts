import { describe, expect, test } from 'vitest';
import { chooseRows, rankAmong } from '../../src/calibration/rank.js';
import { streamRng } from '../../src/math/rng.js';

describe('the rank of the truth', () => {
  const rng = streamRng('ranks');

  test('is the number of draws below', () => {
    expect(rankAmong(2.5, [1, 2, 3], rng)).toBe(2);
    expect(rankAmong(0, [1, 2, 3], rng)).toBe(0);
    expect(rankAmong(9, [1, 2, 3], rng)).toBe(3);
  });

  test('among equals is each of those possible equally often', () => {
    const counts = [0, 0, 0, 0, 0];
    const n = 8000;
    for (let i = 0; i < n; i++) counts[rankAmong(1, [0, 1, 1, 1, 5].slice(0, 4), rng)]++;
    // One below and three equal: 1, 2, 3 or 4 below, a quarter each.
    expect(counts[0]).toBe(0);
    for (const count of counts.slice(1))
      expect(Math.abs(count / n - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / n));
  });
});

test('rows are chosen once each, all equally likely', () => {
  const rng = streamRng('rows');
  const counts = new Float64Array(6);
  for (let i = 0; i < 3000; i++) {
    const rows = chooseRows(6, 2, rng);
    expect(rows[0]).not.toBe(rows[1]);
    for (const row of rows) counts[row]++;
  }
  for (const count of counts)
    expect(Math.abs(count / 3000 - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 3000));
});
