import { describe, expect, it } from 'vitest';
import { contourRegions, UNIT } from '../../../src/plot/density/contour-paths.js';
import { densityThresholds } from '../../../src/plot/density/levels.js';
import { simplifyLine } from '../../../src/plot/density/simplify-line.js';
import { upsample } from '../../../src/plot/density/upsample.js';

const bins = 128;

function field(pdf: (x: number, y: number) => number, lo: number, hi: number) {
  const grid = { lo, hi, bins, edgeLo: false, edgeHi: false };
  const at = (i: number): number => lo + ((i + 0.5) * (hi - lo)) / bins;
  const density = Float64Array.from({ length: bins * bins }, (_, k) =>
    pdf(at(k % bins), at(Math.floor(k / bins))),
  );
  return { x: grid, y: grid, density };
}

describe('contourRegions', () => {
  it('draws circles of the right radius around a normal density', () => {
    const d = field((x, y) => Math.exp(-(x * x + y * y) / 2), -5, 5);
    const levels = [0.39346934, 0.86466472];
    const regions = contourRegions(d, densityThresholds(d.density, levels));
    // 1 - exp(-r^2 / 2) of the probability lies within r: r = 1 and 2.
    regions.forEach((region, k) => {
      expect(region.rings).toHaveLength(1);
      for (const [u, v] of region.rings[0]) {
        const r = Math.hypot((u / UNIT) * 10 - 5, (v / UNIT) * 10 - 5);
        expect(r).toBeAllclose(k + 1, { rtol: 0.02 });
      }
    });
  });

  it('closes a region at an edge for filling and leaves the edge out of its line', () => {
    const d = field((x, y) => Math.exp(-(x * x + y * y) / 2), 0, 5);
    const [region] = contourRegions(d, densityThresholds(d.density, [0.68]));
    const onEdge = (p: readonly [number, number]): boolean => p[0] < 1 || p[1] < 1;
    expect(region.rings[0].some(([u]) => u < 1)).toBe(true);
    expect(region.rings[0].some(([, v]) => v < 1)).toBe(true);
    // One open arc whose two ends alone lie on the edges.
    expect(region.lines).toHaveLength(1);
    expect(region.lines[0].filter(onEdge)).toHaveLength(2);
  });

  it('has nothing to draw for an empty density', () => {
    const d = field(() => 0, 0, 1);
    expect(contourRegions(d, densityThresholds(d.density, [0.68]))).toEqual([{ rings: [], lines: [] }]);
  });
});

describe('densityThresholds', () => {
  it('cuts off the asked part of a density with known cells', () => {
    const [t] = densityThresholds(Float64Array.of(0.1, 0.4, 0.2, 0.3), [0.7]);
    // 0.4 + 0.3 is 0.7: the threshold is between 0.3 and 0.2.
    expect(t).toBeGreaterThanOrEqual(0.2);
    expect(t).toBeLessThanOrEqual(0.3);
  });
});

describe('upsample', () => {
  it('keeps a linear field linear away from the edges', () => {
    const n = 16;
    const out = upsample(
      Float64Array.from({ length: n * n }, (_, k) => 3 + (k % n) + 2 * Math.floor(k / n)),
      n,
    );
    for (let j = 6; j < 24; j++)
      for (let i = 6; i < 24; i++) expect(out[j * 2 * n + i]).toBeCloseTo(3 + (i - 0.5) / 2 + (j - 0.5), 12);
  });
});

describe('simplifyLine', () => {
  it('keeps corners and drops points between them', () => {
    const line = [
      [0, 0],
      [1, 0.01],
      [2, 0],
      [2, 1],
      [2, 2],
    ] as const;
    expect(simplifyLine(line, 0.1)).toEqual([
      [0, 0],
      [2, 0],
      [2, 2],
    ]);
  });

  it('keeps a ring closed and within tolerance', () => {
    const ring = Array.from({ length: 361 }, (_, i) => {
      const a = (i * Math.PI) / 180;
      return [100 * Math.cos(i === 360 ? 0 : a), 100 * Math.sin(i === 360 ? 0 : a)] as const;
    });
    const simple = simplifyLine(ring, 0.5);
    expect(simple[0]).toEqual(simple.at(-1));
    expect(simple.length).toBeLessThan(60);
    // The sagitta of each chord of the circle is at most the tolerance.
    for (let i = 1; i < simple.length; i++) {
      const chord = Math.hypot(simple[i][0] - simple[i - 1][0], simple[i][1] - simple[i - 1][1]);
      expect(100 - Math.sqrt(1e4 - (chord / 2) ** 2)).toBeLessThan(0.5 + 1e-9);
    }
  });
});
