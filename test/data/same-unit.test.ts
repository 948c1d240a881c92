import { describe, expect, test } from 'vitest';
import { sameUnit } from '../../src/data/same-unit.js';

describe('sameUnit', () => {
  test.each([
    ['m-2 s-1 sr-1 GV-1', '1 / (GV s sr m2)'],
    ['m-2 s-1 sr-1 GV-1', 'sr^-1 m**-2 s^(-1) / GV'],
    ['m-2 s-1 sr-1 GV-1', '1/(m2 s sr GV)'],
    ['m-2.s-1', 's-1 m-2'],
    ['GeV', ' GeV '],
    ['', '1'],
    ['m m', 'm2'],
    ['m / m', ''],
  ])('%s is %s', (a, b) => {
    expect(sameUnit(a, b)).toBe(true);
    expect(sameUnit(b, a)).toBe(true);
  });

  test.each([
    ['GeV', 'TeV'],
    ['GeV', 'GV'],
    ['GeV', ''],
    ['m-2 s-1 sr-1 GV-1', 'm-2 s-1 sr-1'],
    ['m-2 s-1 sr-1 GV-1', 'm2 s sr GV'],
    ['m-2', 'm-1'],
    ['s', 'sr'],
    ['1e-3', ''],
    ['m / s / sr', 'm / (s sr)'],
  ])('%s is not %s', (a, b) => {
    expect(sameUnit(a, b)).toBe(false);
    expect(sameUnit(b, a)).toBe(false);
  });

  test('what is no unit equals nothing, not even itself', () => {
    expect(sameUnit('GeV^^2', 'GeV^^2')).toBe(false);
  });
});
