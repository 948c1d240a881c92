import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearchSpace, reflect } from '../../src/fit/search-space.js';
import { roomAlong, roomOf } from '../../src/fit/support.js';
import { densityTarget, flat } from './density-target.js';

const { coordinates } = densityTarget({
  priors: { wide: flat(0, 30), narrow: flat(0, 3e-3) },
  logLikelihood: () => 0,
});
const space = createSearchSpace(coordinates, (c, u) => c.start(u));

describe('reflect', () => {
  const edges = fc
    .tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: 0.1, max: 50, noNaN: true }))
    .map(([min, width]) => [min, min + width] as const);

  it('leaves the inside alone and folds the rest inside, continuously', () => {
    fc.assert(
      fc.property(edges, fc.double({ min: -500, max: 500, noNaN: true }), ([min, max], x) => {
        const folded = reflect(x, [min, max]);
        expect(folded).toBeGreaterThanOrEqual(min);
        expect(folded).toBeLessThanOrEqual(max);
        if (x >= min && x <= max) expect(folded).toBe(x);
        expect(Math.abs(reflect(x + 1e-6, [min, max]) - folded)).toBeLessThan(2e-6);
      }),
    );
  });

  it.each([
    [-1, [0, Infinity], 1],
    [7, [-Infinity, 5], 3],
    [-1, [-Infinity, Infinity], -1],
    [-1, [0, 3], 1],
    [4, [0, 3], 2],
    [7, [0, 3], 1],
  ] as const)('%d into %j is %d', (x, support, expected) => {
    expect(reflect(x, support)).toBe(expected);
  });
});

describe('search space', () => {
  it('measures coordinates in central 95 % widths of their starts', () => {
    expect(space.scale).toBeAllclose([28.5, 2.85e-3], { rtol: 1e-12 });
  });

  it('goes there and back', () => {
    const theta = Float64Array.of(12, 1e-3);
    const out = new Float64Array(4);
    space.toTheta(space.toScaled(theta), 0, out, 1);
    expect(out.subarray(2)).toBeAllclose(theta, { rtol: 1e-14 });
  });

  it('names a coordinate that has one start only', () => {
    expect(() => createSearchSpace(coordinates, () => 1)).toThrow('starting values of wide');
  });
});

describe('support', () => {
  it('measures the room of a point', () => {
    expect(roomOf(coordinates, Float64Array.of(29, 1e-3))).toBeAllclose([1, 1e-3], { rtol: 1e-12 });
  });

  it('measures the room along a direction in multiples of it', () => {
    expect(roomAlong(coordinates, Float64Array.of(20, 1e-3), Float64Array.of(-2, 1e-4))).toBeAllclose(
      [5, 10],
      {
        rtol: 1e-12,
      },
    );
    expect(roomAlong(coordinates, Float64Array.of(20, 1e-3), Float64Array.of(0, 0))).toEqual([
      Infinity,
      Infinity,
    ]);
  });
});
