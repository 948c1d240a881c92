import { diffusionBandwidths } from './bandwidth-2d.js';
import { smoother } from './edge-correction-2d.js';
import type { Grid } from './sample-range.js';
import type { Field } from './sheared-kernel.js';
import { shearedKernel } from './sheared-kernel.js';

/** A density on the cells of two grids, row-major [y.bins * x.bins], normalised to 1 over them. */
export interface Density2d {
  readonly x: Grid;
  readonly y: Grid;
  readonly density: Float64Array;
}

/** Cells per axis of the histogram. */
export const FINE_BINS = 256;

/** The estimate itself is made on as few cells as resolve the kernel: a kernel of 1.5 cells is band-limited to 1e-9. */
const GRIDS = [64, 128, FINE_BINS] as const;
const KERNEL_CELLS = 1.5;

/**
 * As in one dimension, with the rates of two: N^(-1/10) instead of N^(-1/6). The factor is the best one for Gaussians
 * (measured: 0.8-0.9 of GetDist's 1.1, Lewis 2019).
 */
const BIAS_CORRECTED_WIDENING = 0.88;

/**
 * A density that is rougher than a Gaussian of its covariance has not reached the regime where the bias is of fourth order; its
 * widening shrinks with this power of (plug-in / reference) bandwidth. Measured on a curved ridge and on Gaussians.
 */
const ROUGHNESS_POWER = 1.5;

/**
 * Density of a pair of quantities from their 256 x 256 histogram (counts). Smoothed with a Gaussian that lies along the
 * correlation, whose two widths come from the diffusion plug-in in sheared coordinates, where the pair is uncorrelated; edges
 * and curvature are corrected as in `kde1d`.
 * @param effectiveSize number of independent draws the counts are worth
 */
export function kde2d(counts: ArrayLike<number>, x: Grid, y: Grid, effectiveSize: number): Density2d {
  const shape = moments(counts, x.bins, y.bins);
  const slope = tilt(shape);
  const n = Math.max(2, Math.min(effectiveSize, shape.total));
  const pilot = pilotBandwidths(counts, x, y, slope, shape, n);
  const widening = BIAS_CORRECTED_WIDENING * n ** (1 / 6 - 1 / 10) * pilot.smoothness ** ROUGHNESS_POWER;
  const hv = Math.min(pilot.v * widening, y.bins / 8);
  // A thin ridge needs the finest cells, where a long kernel is dear; a sixteenth of the range smooths enough along it.
  const hu = Math.min(pilot.u * widening, x.bins / (hv < 2 * KERNEL_CELLS ? 16 : 8));
  const bins = GRIDS.find((b) => (Math.min(hu, hv) * b) / FINE_BINS >= KERNEL_CELLS) ?? FINE_BINS;
  const factor = FINE_BINS / bins;
  const gx = { ...x, bins };
  const gy = { ...y, bins };
  const histogram = rebin(counts, x.bins, factor);
  const estimate = smoother(shearedKernel(hu / factor, hv / factor, slope), gx, gy);
  const first = estimate(histogram).values;
  const ratio = { ...histogram, values: histogram.values.map((h, i) => (h > 0 ? h / first[i] : 0)) };
  const correction = estimate(ratio).values;
  const density = first.map((f, i) => f * correction[i]);
  const area = ((x.hi - x.lo) / bins) * ((y.hi - y.lo) / bins);
  const total = density.reduce((sum, d) => sum + d, 0) * area;
  return { x: gx, y: gy, density: density.map((d) => d / total) };
}

interface Shape {
  readonly total: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly varX: number;
  readonly varY: number;
  readonly cov: number;
}

/** Moments in cells. */
function moments(counts: ArrayLike<number>, columns: number, rows: number): Shape {
  let [total, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (let j = 0; j < rows; j++) {
    let [row, rowX] = [0, 0];
    for (let i = 0; i < columns; i++) {
      const c = counts[j * columns + i];
      if (c === 0) continue;
      row += c;
      rowX += c * i;
      sxx += c * i * i;
    }
    total += row;
    sx += rowX;
    sy += row * j;
    syy += row * j * j;
    sxy += rowX * j;
  }
  const [meanX, meanY] = [sx / total, sy / total];
  return {
    total,
    meanX,
    meanY,
    varX: sxx / total - meanX ** 2,
    varY: syy / total - meanY ** 2,
    cov: sxy / total - meanX * meanY,
  };
}

/** Weaker correlations are not worth a tilted kernel: the smoothing it saves is below 1 % of the width. */
const WEAK_CORRELATION = 0.1;

/** Cells of y per cell of x along which the kernel lies. */
function tilt({ cov, varX, varY }: Shape): number {
  return cov * cov <= WEAK_CORRELATION ** 2 * varX * varY ? 0 : cov / varX;
}

interface Pilot {
  /** Widths in fine cells along the ridge (x) and across it (y at given x). */
  readonly u: number;
  readonly v: number;
  /** 1 for a Gaussian, less for densities with more structure. */
  readonly smoothness: number;
}

function pilotBandwidths(
  counts: ArrayLike<number>,
  x: Grid,
  y: Grid,
  slope: number,
  shape: Shape,
  n: number,
): Pilot {
  // Normal reference rule in two dimensions: sigma N^(-1/6).
  const rule = n ** (-1 / 6);
  const across = Math.sqrt(Math.max(shape.varY - slope * shape.cov, 0.25));
  const referenceU = Math.sqrt(Math.max(shape.varX, 0.25)) * rule;
  const referenceV = across * rule;
  const half = Math.min(y.bins, 8 * across + 4);
  const straight = shearedHistogram(counts, x.bins, y.bins, slope, shape, half);
  const plugIn = diffusionBandwidths(straight, STRAIGHT_BINS, n);
  if (plugIn === null) return { u: referenceU, v: referenceV, smoothness: 1 };
  const u = believable((plugIn[0] * x.bins) / STRAIGHT_BINS, referenceU);
  const v = believable((plugIn[1] * 2 * half) / STRAIGHT_BINS, referenceV);
  return { u, v, smoothness: Math.min(1, Math.sqrt((u * v) / (referenceU * referenceV))) };
}

/** The plug-in follows structure finer than a Gaussian's, but spikes of repeated draws are not structure. */
function believable(found: number, reference: number): number {
  return Math.min(Math.max(found, 0.15 * reference), 1.5 * reference);
}

const STRAIGHT_BINS = 128;

/** Histogram over (x, y - slope (x - mean)), normalised to 1: 128 columns over the grid, 128 rows over +-half cells. */
function shearedHistogram(
  counts: ArrayLike<number>,
  columns: number,
  rows: number,
  slope: number,
  shape: Shape,
  half: number,
): Float64Array {
  const out = new Float64Array(STRAIGHT_BINS * STRAIGHT_BINS);
  const scaleV = STRAIGHT_BINS / (2 * half);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const c = counts[j * columns + i];
      if (c === 0) continue;
      const v = (j - shape.meanY - slope * (i - shape.meanX) + half) * scaleV;
      if (!(v >= 0 && v < STRAIGHT_BINS)) continue;
      const u = Math.floor(((i + 0.5) * STRAIGHT_BINS) / columns);
      out[Math.floor(v) * STRAIGHT_BINS + u] += c / shape.total;
    }
  }
  return out;
}

/** Sums squares of `factor` by `factor` cells. */
function rebin(counts: ArrayLike<number>, columns: number, factor: number): Field {
  const rows = counts.length / columns;
  const [width, height] = [columns / factor, rows / factor];
  const values = new Float64Array(width * height);
  for (let j = 0; j < rows; j++) {
    const target = Math.floor(j / factor) * width;
    for (let i = 0; i < columns; i++) values[target + Math.floor(i / factor)] += counts[j * columns + i];
  }
  return { columns: width, rows: height, values };
}

/** Counts of pairs of cells, row-major [256 * 256] with y in rows; draws outside either grid are left out. */
export function pairHistogram(cellsX: Int16Array, cellsY: Int16Array): Uint32Array {
  const counts = new Uint32Array(FINE_BINS * FINE_BINS);
  for (let i = 0; i < cellsX.length; i++) {
    const [a, b] = [cellsX[i], cellsY[i]];
    if (a >= 0 && b >= 0) counts[b * FINE_BINS + a]++;
  }
  return counts;
}
