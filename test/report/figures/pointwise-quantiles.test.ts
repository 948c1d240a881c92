import { describe, expect, it } from 'vitest';
import {
  phaseQuantiles,
  pointwiseQuantiles,
  wrapDeg,
} from '../../../src/report/figures/pointwise-quantiles.js';

describe('pointwiseQuantiles', () => {
  it('gives quantiles of the draws at each abscissa', () => {
    const curves = Array.from({ length: 101 }, (_, k) => [k, -k]);
    const q = pointwiseQuantiles(curves);
    expect(q.median).toEqual([50, -50]);
    expect(q.lo68).toBeAllclose([16, -84], { atol: 1e-9 });
    expect(q.hi95).toBeAllclose([97.5, -2.5], { atol: 1e-9 });
  });
});

describe('phaseQuantiles', () => {
  it('is not torn apart at 180 degrees', () => {
    const curves = Array.from({ length: 101 }, (_, k) => [wrapDeg(130 + k)]);
    const q = phaseQuantiles(curves);
    expect(q.hi68[0] - q.lo68[0]).toBeAllclose(68, { atol: 1e-9 });
    expect(q.wrapped[0]).toBeAllclose(180, { atol: 1e-9 });
  });

  it('follows a turn without jumps and wraps the median back', () => {
    const turn = Array.from({ length: 73 }, (_, i) => wrapDeg(10 * i));
    const q = phaseQuantiles([turn, turn, turn]);
    for (let i = 1; i < turn.length; i++)
      expect(q.median[i] - q.median[i - 1]).toBeAllclose(10, { atol: 1e-6 });
    expect(q.wrapped).toBeAllclose(turn, { atol: 1e-6 });
  });
});

describe('wrapDeg', () => {
  it.each([
    [0, 0],
    [180, 180],
    [-180, 180],
    [181, -179],
    [540, 180],
    [-725, -5],
  ])('%d to %d', (angle, expected) => {
    expect(wrapDeg(angle)).toBeCloseTo(expected, 12);
  });
});
