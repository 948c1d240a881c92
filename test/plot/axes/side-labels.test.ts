import { describe, expect, it } from 'vitest';
import { spread } from '../../../src/plot/axes/side-labels.js';

describe('spread', () => {
  it('leaves positions alone that have room', () => {
    expect(spread([0, 20, 50], 12)).toEqual([0, 20, 50]);
  });

  it('moves a cluster apart around its mean', () => {
    expect(spread([10, 11], 12)).toEqual([4.5, 16.5]);
  });

  it('keeps the order and the gap when clusters run into each other', () => {
    const rows = spread([0, 1, 14, 15, 100], 12);
    rows.slice(1).forEach((row, i) => expect(row - rows[i]).toBeGreaterThanOrEqual(12 - 1e-9));
    expect(rows[4]).toBe(100);
    expect(rows.slice(0, 4).reduce((a, b) => a + b, 0)).toBeCloseTo(30, 9);
  });
});
