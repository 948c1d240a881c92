import { describe, expect, test } from 'vitest';
import {
  combinationText,
  determinedCombination,
  productText,
} from '../../../src/diagnostics/explain/combination.js';
import { dependence } from '../../../src/diagnostics/explain/dependence.js';
import { rarestGap } from '../../../src/diagnostics/explain/gap.js';
import { narrowSets } from '../../../src/diagnostics/explain/narrow-sets.js';
import { edgeDensities } from '../../../src/diagnostics/explain/prior-edge.js';
import { streamRng } from '../../../src/math/rng.js';

const rng = streamRng('explain', 'parts');
const normals = (n: number): Float64Array => Float64Array.from({ length: n }, () => rng.normal());

describe('gaps', () => {
  test('between two groups of walkers that never pass', () => {
    const x = normals(4000).map((v, row) => v + (row < 1000 ? -10 : 10));
    expect(rarestGap(x, 100, 0.01)).toMatchObject({ below: 0.25, passages: 0, visits: 0 });
  });

  test('that independent rows pass are visited as often as there are rows', () => {
    const x = normals(40_000).map((v) => v + (rng.uniform() < 0.3 ? -10 : 10));
    const gap = rarestGap(x, 100, 0.01)!;
    // 99 of 100 rows of a walker can follow a passage; relative error of 16,800 passages below 1 %.
    expect(gap.visits).toBeAllclose(99, { rtol: 0.04 });
  });

  test('that one ensemble never passes are closed to it, however often others pass', () => {
    const hop = (from: number, to: number): Float64Array =>
      normals(to - from).map((v) => v + (rng.uniform() < 0.5 ? -10 : 10));
    const x = Float64Array.of(...hop(0, 2000), ...normals(2000).map((v) => v - 10));
    const ensembleOfWalker = Array.from({ length: 40 }, (_, walker) => (walker < 20 ? 0 : 1));
    expect(rarestGap(x, 100, 0.01, ensembleOfWalker)).toMatchObject({ closedTo: 1 });
    expect(rarestGap(x, 100, 0.01)).toMatchObject({ closedTo: null });
    const all = Float64Array.of(...hop(0, 4000));
    expect(rarestGap(all, 100, 0.01, ensembleOfWalker)).toMatchObject({ closedTo: null });
  });

  test('are not seen in one peak, nor in nothing', () => {
    expect(rarestGap(normals(4000), 100, 0.01)).toBeNull();
    expect(rarestGap(new Float64Array(400).fill(1), 100, 0.01)).toBeNull();
  });
});

test('densities along edges: a half Gaussian, a whole one cut at 3 sd, no edge', () => {
  const half = normals(20_000).map(Math.abs);
  // Density at 0 over 0.68 / (width of the central 68 %): sqrt(2/pi) / (0.68 / (1.406 - 0.202)).
  expect(edgeDensities(half, [0, Infinity]).lower).toBeAllclose(0.7979 / (0.68 / 1.2034), { rtol: 0.1 });
  const cut = normals(20_000).filter((v) => v < 3);
  expect(edgeDensities(cut, [-Infinity, 3])).toMatchObject({ lower: 0 });
  expect(edgeDensities(cut, [-Infinity, 3]).upper).toBeLessThan(0.05);
});

test('the log likelihood depends by sqrt(1/2) on what it knows and not on what it does not', () => {
  const [known, free, other] = [normals(8000), normals(8000), normals(8000)];
  const logLikelihood = known.map((z, row) => -(z * z) / 2 - (other[row] * other[row]) / 2);
  const { values, vectors } = dependence([known, free], [other], logLikelihood);
  expect(values[0]).toBeLessThan(1e-3);
  expect(values[1]).toBeAllclose(Math.SQRT1_2, { rtol: 0.05 });
  expect(Math.abs(vectors[0][1])).toBeGreaterThan(0.999);
});

test('the smallest set that hangs together is found, and its combination written', () => {
  const [a, b, c] = [normals(8000), normals(8000), normals(8000)];
  // d = 2 a - b within 1 %; c has nothing to do with it.
  const d = a.map((v, row) => 2 * v - b[row] + 0.01 * rng.normal());
  const columns = [a, b, c, d];
  const correlation = new Float64Array(16);
  columns.forEach((x, i) =>
    columns.forEach((y, j) => {
      const dot = (u: Float64Array, v: Float64Array): number =>
        u.reduce((sum, value, row) => sum + value * v[row], 0);
      correlation[i * 4 + j] = dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    }),
  );
  const triple = narrowSets(correlation, 4).filter(({ members }) => members.length === 3);
  expect(triple.map(({ members }) => members)).toEqual([[0, 1, 3]]);
  const combination = determinedCombination(triple[0], ['log10_a', 'log10(b)', 'c', 'log10_d'], columns);
  expect(combinationText(combination)).toBe('log10_a - 0.5 log10(b) - 0.5 log10_d');
  expect(productText(combination)).toBe('a * b^-0.5 * d^-0.5');
  expect(combination.sd).toBeAllclose(0.005, { rtol: 0.1 });
});
