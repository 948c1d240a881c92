import { describe, expect, it } from 'vitest';
import { NamePlacer } from '../../../src/report/figures/sky-names.js';
import { smoothPath } from '../../../src/report/figures/sky-path.js';

describe('NamePlacer', () => {
  const page = { width: 400, height: 300 };

  it('writes to the right of a point that nothing surrounds', () => {
    const place = new NamePlacer(page, []).place('name', [100, 100], 11, 9);
    expect(place.free).toBe(true);
    expect(place.x).toBe(109);
  });

  it('goes to another side where a line runs, a name stands or the page ends', () => {
    const line = Array.from({ length: 50 }, (_, i): [number, number] => [104 + i, 100]);
    expect(new NamePlacer(page, line).place('name', [100, 100], 11, 9).x).toBeLessThan(100);
    const placer = new NamePlacer(page, []);
    const [first, second] = [0, 1].map(() => placer.place('name', [100, 100], 11, 9));
    expect([second.x, second.y]).not.toEqual([first.x, first.y]);
    expect(new NamePlacer(page, []).place('name', [390, 100], 11, 9).x).toBeLessThan(390);
  });

  it('says when every side is taken', () => {
    const placer = new NamePlacer(page, []);
    placer.keepClear([100, 100], 60);
    expect(placer.place('name', [100, 100], 11, 9).free).toBe(false);
  });
});

describe('smoothPath', () => {
  it('keeps the given vectors and lies on a straight line between vectors of one', () => {
    const line = [0, 1, 2, 3].map((i): [number, number, number] => [i, 2 * i, 1]);
    const path = smoothPath(line);
    line.forEach((v) => expect(path.some((p) => p.every((c, k) => Math.abs(c - v[k]) < 1e-12))).toBe(true));
    // The ends have one neighbour only: the middle stretch is exact.
    path.slice(4, 9).forEach(([x, y, z]) => {
      expect(y).toBeCloseTo(2 * x, 12);
      expect(z).toBeCloseTo(1, 12);
    });
  });
});
