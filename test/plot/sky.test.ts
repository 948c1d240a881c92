import { describe, expect, it } from 'vitest';
import { project, skyPath } from '../../src/plot/sky.js';

const map = { x: 0, y: 0, r: 100, centerDeg: 0 };

describe('project', () => {
  it('puts the centre, the poles and the ends of the equator where Hammer has them', () => {
    expect(project(map, 0, 0)).toBeAllclose([0, 0], { atol: 1e-12 });
    expect(project(map, 0, 90)).toBeAllclose([0, -50], { atol: 1e-9 });
    expect(project(map, 0, -90)).toBeAllclose([0, 50], { atol: 1e-9 });
    // Longitudes grow to the left.
    expect(project(map, 180, 0)).toBeAllclose([-100, 0], { atol: 1e-9 });
    expect(project(map, -180, 0)).toBeAllclose([100, 0], { atol: 1e-9 });
  });

  it('keeps areas: the Jacobian is that of the sphere everywhere', () => {
    const h = 1e-3;
    const area = (l: number, b: number): number => {
      const at = (dl: number, db: number): readonly [number, number] => project(map, l + dl, b + db);
      const [e, w, n, s] = [at(h, 0), at(-h, 0), at(0, h), at(0, -h)];
      const cross = (e[0] - w[0]) * (n[1] - s[1]) - (e[1] - w[1]) * (n[0] - s[0]);
      return Math.abs(cross) / Math.cos((b * Math.PI) / 180);
    };
    const reference = area(0, 0);
    for (const [l, b] of [
      [60, 0],
      [-120, 30],
      [150, -60],
      [10, 80],
    ])
      expect(area(l, b)).toBeAllclose(reference, { rtol: 1e-5 });
  });

  it('interrupts a line that leaves the map on one side', () => {
    expect(
      skyPath(map, [
        [170, 0],
        [179, 0],
        [-179, 0],
        [-170, 0],
      ]).split('M'),
    ).toHaveLength(3);
    expect(
      skyPath(map, [
        [10, 0],
        [20, 0],
        [30, 5],
      ]).split('M'),
    ).toHaveLength(2);
  });
});
