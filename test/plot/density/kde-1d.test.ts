import { describe, expect, it } from 'vitest';
import { streamRng } from '../../../src/math/rng.js';
import { densityAt, kde1d } from '../../../src/plot/density/kde-1d.js';
import { phi, REFERENCE_DENSITIES } from './reference-densities.js';
import type { ReferenceDensity } from './reference-densities.js';

const N = 2000;
const REPEATS = 4;
const NODES = 100;

/** The plain estimate: Gaussian kernel, normal reference rule, no correction. */
function plainEstimate(values: Float64Array, x: number): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
  const h = 1.06 * sd * values.length ** -0.2;
  let sum = 0;
  for (const v of values) sum += phi((x - v) / h);
  return sum / (values.length * h);
}

function meanSquaredErrors(reference: ReferenceDensity): { ours: number; plain: number } {
  const [from, to] = reference.range;
  const step = (to - from) / NODES;
  let [ours, plain] = [0, 0];
  for (let r = 0; r < REPEATS; r++) {
    const rng = streamRng('kde-1d', reference.name, r);
    const values = Float64Array.from({ length: N }, () => reference.draw(rng));
    const estimate = kde1d(values, { support: reference.support });
    for (let i = 0; i < NODES; i++) {
      const x = from + (i + 0.5) * step;
      ours += ((densityAt(estimate, x) - reference.pdf(x)) ** 2 * step) / REPEATS;
      plain += ((plainEstimate(values, x) - reference.pdf(x)) ** 2 * step) / REPEATS;
    }
  }
  return { ours, plain };
}

describe('kde1d', () => {
  it.each(REFERENCE_DENSITIES.map((r) => [r.name, r] as const))(
    '%s: integrated squared error well below that of a plain estimate',
    (_, reference) => {
      const { ours, plain } = meanSquaredErrors(reference);
      expect(ours).toBeLessThan(0.6 * plain);
    },
  );

  it.each(REFERENCE_DENSITIES.filter((r) => Number.isFinite(r.support[0])).map((r) => [r.name, r] as const))(
    '%s: right at the edge itself',
    (_, reference) => {
      const rng = streamRng('kde-edge', reference.name);
      const values = Float64Array.from({ length: 50_000 }, () => reference.draw(rng));
      const edge = reference.support[0];
      const peak = Math.max(...[0, 0.25, 0.5, 0.75, 1].map((x) => reference.pdf(edge + x)));
      const estimate = densityAt(kde1d(values, { support: reference.support }), edge);
      // A plain estimate gives half of it.
      expect(Math.abs(estimate - reference.pdf(edge))).toBeLessThan(0.08 * peak);
    },
  );

  it('is normalised and nowhere negative', () => {
    const rng = streamRng('kde-norm');
    const values = Float64Array.from({ length: 500 }, () => Math.abs(rng.normal()));
    const { density, x } = kde1d(values, { support: [0, Infinity] });
    const sum = density.reduce((a, b) => a + b, 0) * (x[1] - x[0]);
    expect(sum).toBeCloseTo(1, 10);
    expect(Math.min(...density)).toBeGreaterThanOrEqual(0);
  });

  it('smooths more when the draws are worth less', () => {
    const rng = streamRng('kde-worth');
    const values = Float64Array.from({ length: 5000 }, () => rng.normal());
    const all = kde1d(values).bandwidth;
    const few = kde1d(values, { effectiveSize: 100 }).bandwidth;
    expect(few).toBeGreaterThan(1.2 * all);
  });

  it('moves and stretches with the draws', () => {
    const rng = streamRng('kde-affine');
    const values = Float64Array.from({ length: 3000 }, () => rng.normal());
    const moved = values.map((v) => 1e6 + 1e3 * v);
    expect(densityAt(kde1d(moved), 1e6 + 500)).toBeAllclose(densityAt(kde1d(values), 0.5) / 1e3, {
      rtol: 1e-3,
    });
  });

  it('survives a constant', () => {
    const { density } = kde1d(new Float64Array(100).fill(3));
    expect(density.every((d) => Number.isFinite(d))).toBe(true);
  });
});
