/** Gaussian weights at whole cells, and the sums along one direction that all density estimates are made of. */

import type { Grid } from './sample-range.js';

/** Kernels are cut off here, in standard deviations: what is left out is 2e-4 of the whole. */
const CUT = 3.7;

/** exp(-i^2 / (2 h^2)) for i = -m ... m, normalised to 1; a single 1 for a bandwidth far below a cell. */
export function gaussianKernel(bandwidthCells: number): Float64Array {
  if (!(bandwidthCells > 0.1)) return Float64Array.of(1);
  const m = Math.max(1, Math.ceil(CUT * bandwidthCells));
  const kernel = Float64Array.from({ length: 2 * m + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - m) / bandwidthCells) ** 2),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((k) => k / sum);
}

/** The kernel times the p-th power of the displacement. */
export function kernelMoment(kernel: Float64Array, power: number): Float64Array {
  const m = (kernel.length - 1) / 2;
  return kernel.map((k, i) => k * (i - m) ** power);
}

/** out_i = sum_j f_(i + j) k_j over cells inside the array, j = -m ... m. */
export function correlate(f: Float64Array, kernel: Float64Array): Float64Array {
  const n = f.length;
  const m = (kernel.length - 1) / 2;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const from = Math.max(0, i - m);
    const to = Math.min(n - 1, i + m);
    let sum = 0;
    for (let j = from; j <= to; j++) sum += f[j] * kernel[j - i + m];
    out[i] = sum;
  }
  return out;
}

/** Part of a kernel that lies inside the support around each cell; beyond a grid's end that is no edge the support goes on. */
export function insidePart(kernel: Float64Array, grid: Grid): Float64Array {
  const m = (kernel.length - 1) / 2;
  const padded = new Float64Array(grid.bins + 2 * m);
  padded.fill(1);
  if (grid.edgeLo) padded.fill(0, 0, m);
  if (grid.edgeHi) padded.fill(0, grid.bins + m);
  return correlate(padded, kernel).slice(m, grid.bins + m);
}
