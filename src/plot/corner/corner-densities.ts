import type { ContourRegion } from '../density/contour-paths.js';
import { contourRegions } from '../density/contour-paths.js';
import type { Density1d } from '../density/kde-1d.js';
import { kde1d } from '../density/kde-1d.js';
import { FINE_BINS, kde2d, pairHistogram } from '../density/kde-2d.js';
import { CREDIBLE_LEVELS, densityThresholds } from '../density/levels.js';
import { quantiles } from '../density/quantiles.js';
import type { Grid } from '../density/sample-range.js';
import { cellIndices, gridFor, sampleRange } from '../density/sample-range.js';
import type { CornerChain, CornerMark, CornerOptions, CornerParameter } from './corner-input.js';
import { withMarks } from './corner-marks.js';

/** One quantity of one chain. */
export interface Marginal {
  readonly density: Density1d;
  /** 16, 50 and 84 % quantiles. */
  readonly quantiles: readonly [number, number, number];
  /** 2.5 and 97.5 % quantiles. */
  readonly central: readonly [number, number];
}

/** One pair of one chain: regions of the two levels, larger probability last, in units of the grids. */
export interface PairRegions {
  readonly x: Grid;
  readonly y: Grid;
  readonly regions: readonly ContourRegion[];
}

/** Everything a corner plot shows, before it has a size. Missing quantities are null. */
export interface CornerDensities {
  /** [parameter] what its axis shows. */
  readonly ranges: readonly (readonly [number, number])[];
  /** [chain][parameter] */
  readonly marginals: readonly (readonly (Marginal | null)[])[];
  /** [chain][row][column], column < row. */
  readonly pairs: readonly (readonly (readonly (PairRegions | null)[])[])[];
}

/** What is shown: 95 % of the draws, and wherever the density is above this part of its peak, with a margin. */
const SHOWN_DENSITY = 0.015;
const MARGIN = 0.05;

/** Estimates all densities of a corner plot. Cost: one pass over the draws per quantity and per pair, then grids only. */
export function cornerDensities(options: CornerOptions): CornerDensities {
  const { parameters, chains } = options;
  const levels = CREDIBLE_LEVELS[options.levels ?? 'mass'];
  // One whole column at a time: pairs are counted from the cells, which take a quarter of it.
  const samples = chains.map((chain) => parameters.map((p) => binned(chain, p)));
  const marginals = samples.map((row) => row.map((s) => s && s.marginal));
  return {
    ranges: parameters.map((p, i) =>
      shownRange(
        p,
        marginals.flatMap((row) => row[i] ?? []),
        options.marks ?? [],
      ),
    ),
    marginals,
    pairs: samples.map((row) =>
      row.map((y, i) => row.slice(0, i).map((x) => (x && y ? pairRegions(x, y, levels) : null))),
    ),
  };
}

interface Binned {
  readonly marginal: Marginal;
  readonly grid: Grid;
  readonly cells: Int16Array;
  readonly effectiveSize: number;
}

function binned(chain: CornerChain, parameter: CornerParameter): Binned | null {
  const values = chain.column(parameter.id);
  if (values === undefined || values.length === 0) return null;
  const range = sampleRange(values);
  if (!Number.isFinite(range.min + range.max)) return null;
  const grid = gridFor(range, FINE_BINS, parameter.support);
  const stated = chain.effectiveSize?.(parameter.id) ?? NaN;
  const effectiveSize = stated > 0 ? Math.min(stated, values.length) : values.length;
  const { support } = parameter;
  return {
    marginal: marginal(values, support, effectiveSize),
    grid,
    cells: cellIndices(values, grid),
    effectiveSize,
  };
}

function marginal(
  values: ArrayLike<number>,
  support: readonly [number, number],
  effectiveSize: number,
): Marginal {
  const [lo, a, b, c, hi] = quantiles(values, [0.025, 0.16, 0.5, 0.84, 0.975]);
  return { density: kde1d(values, { support, effectiveSize }), quantiles: [a, b, c], central: [lo, hi] };
}

function pairRegions(x: Binned, y: Binned, levels: readonly number[]): PairRegions {
  const counts = pairHistogram(x.cells, y.cells);
  const density = kde2d(counts, x.grid, y.grid, Math.min(x.effectiveSize, y.effectiveSize));
  const thresholds = densityThresholds(density.density, levels);
  return { x: x.grid, y: y.grid, regions: contourRegions(density, thresholds) };
}

function shownRange(
  parameter: CornerParameter,
  marginals: readonly Marginal[],
  marks: readonly CornerMark[],
): readonly [number, number] {
  if (marginals.length === 0) return [0, 1];
  const ends = marginals.map(({ density: { x, density }, central }) => {
    const least = SHOWN_DENSITY * density.reduce((a, b) => Math.max(a, b), 0);
    const first = x[density.findIndex((d) => d > least)];
    const last = x[density.findLastIndex((d) => d > least)];
    return [Math.min(first, central[0]), Math.max(last, central[1])] as const;
  });
  const lo = Math.min(...ends.map(([a]) => a));
  const hi = Math.max(...ends.map(([, b]) => b));
  // All draws equal: something to draw an axis around.
  const margin = hi > lo ? MARGIN * (hi - lo) : Math.max(Math.abs(lo) * 1e-3, 1e-9);
  const range = [
    Math.max(lo - margin, parameter.support[0]),
    Math.min(hi + margin, parameter.support[1]),
  ] as const;
  return withMarks(range, parameter.id, marks);
}
