import { improvedSheatherJones } from './bandwidth-1d.js';
import { correlate, gaussianKernel, insidePart, kernelMoment } from './kernel-smooth.js';
import type { Grid } from './sample-range.js';
import { cellCenters, gridFor, sampleRange } from './sample-range.js';

/** A density on the cells of a grid, normalised to 1 over the grid. */
export interface Density1d {
  readonly grid: Grid;
  /** Middle of each cell, [bins]. */
  readonly x: Float64Array;
  readonly density: Float64Array;
  /** Standard deviation of the kernel, in units of x. */
  readonly bandwidth: number;
}

export interface KdeOptions {
  /** Where the true density ends; draws near an end make it an edge. */
  readonly support?: readonly [number, number];
  /** Number of independent draws that the sample is worth; default its length. */
  readonly effectiveSize?: number;
}

const BINS = 1024;

/**
 * Widening that goes with multiplicative bias correction: its bias is of fourth order in the bandwidth, so that the
 * best bandwidth shrinks as N^(-1/9) instead of N^(-1/5). Lewis (2019), arXiv:1910.13970, sec. III D.
 */
const BIAS_CORRECTED_WIDENING = 1.1;

/**
 * Density of a sample of one quantity. Draws are binned, smoothed with a Gaussian, corrected at edges with the linear
 * boundary kernel (Jones 1993, Stat. Comput. 3, 135) in its positive form (Jones & Foster 1996, Stat. Sinica 6, 1005), and for
 * curvature by one multiplicative step (Jones, Linton & Nielsen 1995, Biometrika 82, 327). The choice of corrections is GetDist's
 * (Lewis 2019); the bandwidth is the improved Sheather-Jones one.
 */
export function kde1d(values: ArrayLike<number>, options: KdeOptions = {}): Density1d {
  const grid = gridFor(sampleRange(values), BINS, options.support);
  const histogram = new Float64Array(BINS);
  const scale = BINS / (grid.hi - grid.lo);
  let inside = 0;
  for (let i = 0; i < values.length; i++) {
    const cell = Math.floor((values[i] - grid.lo) * scale);
    // The upper end itself belongs to the last cell.
    const kept = cell === BINS && values[i] === grid.hi ? BINS - 1 : cell;
    if (kept < 0 || kept >= BINS) continue;
    histogram[kept]++;
    inside++;
  }
  for (let i = 0; i < BINS; i++) histogram[i] /= inside;
  return smoothHistogram(histogram, grid, Math.min(options.effectiveSize ?? Infinity, inside));
}

/** The same from a histogram normalised to 1 on the cells of `grid`. */
export function smoothHistogram(histogram: Float64Array, grid: Grid, effectiveSize: number): Density1d {
  const step = (grid.hi - grid.lo) / grid.bins;
  const pilot = pilotBandwidth(histogram, effectiveSize);
  const widening = BIAS_CORRECTED_WIDENING * effectiveSize ** (1 / 5 - 1 / 9);
  const bandwidth = Math.min(pilot * widening, grid.bins / 8);
  const estimate = edgeCorrected(bandwidth, grid);
  const first = estimate(histogram);
  const ratio = histogram.map((h, i) => (h > 0 ? h / first[i] : 0));
  const correction = estimate(ratio);
  const density = first.map((f, i) => f * correction[i]);
  const total = density.reduce((sum, d) => sum + d, 0) * step;
  return { grid, x: cellCenters(grid), density: density.map((d) => d / total), bandwidth: bandwidth * step };
}

/** Improved Sheather-Jones where it exists and is believable, else the normal reference rule with the robust spread. */
function pilotBandwidth(histogram: Float64Array, n: number): number {
  const reference = 1.06 * robustSpread(histogram) * Math.max(1, n) ** -0.2;
  const plugIn = improvedSheatherJones(histogram, n);
  // Repeated values (rejected proposals) can make the histogram look like many spikes.
  return Number.isNaN(plugIn) || plugIn < 0.02 * reference ? reference : plugIn;
}

/** The smaller of standard deviation and interquartile range / 1.349, in cells; at least one cell. */
function robustSpread(histogram: Float64Array): number {
  let [mean, square, sum] = [0, 0, 0];
  let [q1, q3] = [0, histogram.length];
  histogram.forEach((p, i) => {
    mean += p * i;
    square += p * i * i;
    if (sum < 0.25 && sum + p >= 0.25) q1 = i;
    if (sum < 0.75 && sum + p >= 0.75) q3 = i;
    sum += p;
  });
  const sd = Math.sqrt(Math.max(0, square - mean * mean));
  return Math.max(1, q3 > q1 ? Math.min(sd, (q3 - q1) / 1.349) : sd);
}

/** The smoother of a grid: plain away from edges, linear and positive within reach of one. */
function edgeCorrected(bandwidth: number, grid: Grid): (f: Float64Array) => Float64Array {
  const kernel = gaussianKernel(bandwidth);
  if (!grid.edgeLo && !grid.edgeHi) return (f) => correlate(f, kernel);
  const first = kernelMoment(kernel, 1);
  const a0 = insidePart(kernel, grid);
  const a1 = insidePart(first, grid);
  const a2 = insidePart(kernelMoment(kernel, 2), grid);
  return (f) => {
    const f0 = correlate(f, kernel);
    const f1 = correlate(f, first);
    return f0.map((plain, i) => {
      const normalized = plain / a0[i];
      if (!(normalized > 0)) return 0;
      const linear = (a2[i] * plain - a1[i] * f1[i]) / (a0[i] * a2[i] - a1[i] * a1[i]);
      return normalized * Math.exp(linear / normalized - 1);
    });
  };
}

/** Density at a place, linear between cell middles and 0 outside the grid. */
export function densityAt(density: Density1d, x: number): number {
  const { grid } = density;
  if (!(x >= grid.lo && x <= grid.hi)) return 0;
  const position = ((x - grid.lo) / (grid.hi - grid.lo)) * grid.bins - 0.5;
  const i = Math.max(0, Math.min(grid.bins - 2, Math.floor(position)));
  const t = Math.max(0, Math.min(1, position - i));
  return density.density[i] * (1 - t) + density.density[i + 1] * t;
}
