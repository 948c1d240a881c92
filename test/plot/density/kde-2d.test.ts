import { describe, expect, it } from 'vitest';
import type { Rng } from '../../../src/math/rng.js';
import { streamRng } from '../../../src/math/rng.js';
import type { Density2d } from '../../../src/plot/density/kde-2d.js';
import { FINE_BINS, kde2d, pairHistogram } from '../../../src/plot/density/kde-2d.js';
import { densityThresholds } from '../../../src/plot/density/levels.js';
import { cellIndices, gridFor, sampleRange } from '../../../src/plot/density/sample-range.js';
import { phi } from './reference-densities.js';

type Support = readonly [number, number];
const free: Support = [-Infinity, Infinity];

interface Case {
  readonly name: string;
  readonly supports: readonly [Support, Support];
  readonly draw: (rng: Rng) => readonly [number, number];
  readonly pdf: (x: number, y: number) => number;
}

const gaussian = (rho: number): Case => {
  const s = Math.sqrt(1 - rho * rho);
  return {
    name: `correlation ${String(rho)}`,
    supports: [free, free],
    draw: (rng) => {
      const a = rng.normal();
      return [a, rho * a + s * rng.normal()];
    },
    pdf: (x, y) => (phi(x) * phi((y - rho * x) / s)) / s,
  };
};

const CASES: readonly Case[] = [
  gaussian(0),
  gaussian(0.9),
  gaussian(-0.99),
  {
    name: 'quarter of a normal',
    supports: [
      [0, Infinity],
      [0, Infinity],
    ],
    draw: (rng) => [Math.abs(rng.normal()), Math.abs(rng.normal())],
    pdf: (x, y) => 4 * phi(x) * phi(y),
  },
  {
    name: 'ridge cut at both ends',
    supports: [[0, 1], free],
    draw: (rng) => {
      const a = rng.uniform();
      return [a, -a + 0.05 * rng.normal()];
    },
    pdf: (x, y) => phi((y + x) / 0.05) / 0.05,
  },
  {
    name: 'curved ridge',
    supports: [free, free],
    draw: (rng) => {
      const a = rng.normal();
      return [a, a * a + 0.4 * rng.normal()];
    },
    pdf: (x, y) => (phi(x) * phi((y - x * x) / 0.4)) / 0.4,
  },
];

function sample(c: Case, n: number, key: string): { x: Float64Array; y: Float64Array } {
  const rng = streamRng('kde-2d', c.name, key);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) [x[i], y[i]] = c.draw(rng);
  return { x, y };
}

function estimate(c: Case, n: number): { density: Density2d; sample: { x: Float64Array; y: Float64Array } } {
  const s = sample(c, n, 'estimate');
  const gx = gridFor(sampleRange(s.x), FINE_BINS, c.supports[0]);
  const gy = gridFor(sampleRange(s.y), FINE_BINS, c.supports[1]);
  return { density: kde2d(pairHistogram(cellIndices(s.x, gx), cellIndices(s.y, gy)), gx, gy, n), sample: s };
}

/** Plain product kernel with the normal reference rule on the same cells, and both integrated squared errors. */
function errors(c: Case, n: number): { ours: number; plain: number } {
  const { density, sample: s } = estimate(c, n);
  const { x: gx, y: gy } = density;
  const [dx, dy] = [(gx.hi - gx.lo) / gx.bins, (gy.hi - gy.lo) / gy.bins];
  const sd = (v: Float64Array): number => {
    const mean = v.reduce((a, b) => a + b, 0) / n;
    return Math.sqrt(v.reduce((a, b) => a + (b - mean) ** 2, 0) / n);
  };
  const [hx, hy] = [sd(s.x) * n ** (-1 / 6), sd(s.y) * n ** (-1 / 6)];
  const counts = new Float64Array(gx.bins * gy.bins);
  s.x.forEach((v, k) => {
    const i = Math.floor((v - gx.lo) / dx);
    const j = Math.floor((s.y[k] - gy.lo) / dy);
    if (i >= 0 && j >= 0 && i < gx.bins && j < gy.bins) counts[j * gx.bins + i] += 1 / n;
  });
  const kernel = (step: number, h: number): Float64Array =>
    Float64Array.from({ length: gx.bins }, (_, k) => phi((k * step) / h) / h);
  const [kx, ky] = [kernel(dx, hx), kernel(dy, hy)];
  const alongX = new Float64Array(counts.length);
  for (let j = 0; j < gy.bins; j++)
    for (let i = 0; i < gx.bins; i++)
      for (let k = 0; k < gx.bins; k++)
        alongX[j * gx.bins + i] += counts[j * gx.bins + k] * kx[Math.abs(i - k)];
  let [ours, plain] = [0, 0];
  for (let j = 0; j < gy.bins; j++) {
    for (let i = 0; i < gx.bins; i++) {
      let p = 0;
      for (let k = 0; k < gy.bins; k++) p += alongX[k * gx.bins + i] * ky[Math.abs(j - k)];
      const truth = c.pdf(gx.lo + (i + 0.5) * dx, gy.lo + (j + 0.5) * dy);
      ours += (density.density[j * gx.bins + i] - truth) ** 2 * dx * dy;
      plain += (p - truth) ** 2 * dx * dy;
    }
  }
  return { ours, plain };
}

describe('kde2d', () => {
  it.each(CASES.map((c) => [c.name, c] as const))('%s: better than a plain estimate', (_, c) => {
    const { ours, plain } = errors(c, 5000);
    expect(ours).toBeLessThan(0.7 * plain);
  });

  it.each(CASES.map((c) => [c.name, c] as const))('%s: regions hold their probability', (_, c) => {
    const { density } = estimate(c, 20_000);
    const thresholds = densityThresholds(density.density, [0.68, 0.95]);
    // Fresh draws, so that the estimate cannot flatter itself.
    const fresh = sample(c, 20_000, 'fresh');
    const { x: gx, y: gy } = density;
    const inside = thresholds.map(
      (t) =>
        fresh.x.filter((v, k) => {
          const i = Math.floor(((v - gx.lo) / (gx.hi - gx.lo)) * gx.bins);
          const j = Math.floor(((fresh.y[k] - gy.lo) / (gy.hi - gy.lo)) * gy.bins);
          return i >= 0 && j >= 0 && i < gx.bins && j < gy.bins && density.density[j * gx.bins + i] >= t;
        }).length / fresh.x.length,
    );
    expect(inside[0]).toBeAllclose(0.68, { atol: 0.03 });
    expect(inside[1]).toBeAllclose(0.95, { atol: 0.015 });
  });

  it('is normalised and nowhere negative', () => {
    const { density } = estimate(CASES[3], 1000);
    const { x, y } = density;
    const cell = ((x.hi - x.lo) / x.bins) * ((y.hi - y.lo) / y.bins);
    expect(density.density.reduce((a, b) => a + b, 0) * cell).toBeCloseTo(1, 10);
    expect(density.density.every((d) => d >= 0)).toBe(true);
  });
});
