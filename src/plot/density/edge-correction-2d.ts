import { insidePart, kernelMoment } from './kernel-smooth.js';
import type { Grid } from './sample-range.js';
import type { Field, ShearedKernel } from './sheared-kernel.js';
import { obliquePass, shearedMoment, verticalPass } from './sheared-kernel.js';

/**
 * The smoother of a pair of axes: plain where no axis is cut off, else the linear boundary kernel in two dimensions (local
 * linear fit over the part of the kernel inside), in the positive form of Jones & Foster (1996).
 */
export function smoother(kernel: ShearedKernel, x: Grid, y: Grid): (f: Field) => Field {
  const edges = x.edgeLo || x.edgeHi || y.edgeLo || y.edgeHi;
  if (!edges) return (f) => shearedMoment(f, kernel, 0, 0);
  const a = insideMoments(kernel, x, y);
  const u1 = kernelMoment(kernel.u, 1);
  const v1 = kernelMoment(kernel.v, 1);
  return (f) => {
    const alongU = obliquePass(f, kernel.u, kernel.slope);
    const f0 = verticalPass(alongU, kernel.v).values;
    const fv = verticalPass(alongU, v1).values;
    const fu = verticalPass(obliquePass(f, u1, kernel.slope), kernel.v).values;
    const values = f0.map((plain, i) => {
      const normalized = plain / a.m00[i];
      if (!(normalized > 0)) return 0;
      // First row of the inverse of the symmetric moment matrix, by cofactors.
      const c0 = a.m20[i] * a.m02[i] - a.m11[i] * a.m11[i];
      const cu = a.m01[i] * a.m11[i] - a.m10[i] * a.m02[i];
      const cv = a.m10[i] * a.m11[i] - a.m01[i] * a.m20[i];
      const determinant = a.m00[i] * c0 + a.m10[i] * cu + a.m01[i] * cv;
      const linear = (c0 * plain + cu * fu[i] + cv * fv[i]) / determinant;
      // A kernel narrower than a cell has no spread to correct with.
      return Number.isFinite(linear) ? normalized * Math.exp(linear / normalized - 1) : normalized;
    });
    return { ...f, values };
  };
}

interface InsideMoments {
  readonly m00: Float64Array;
  readonly m10: Float64Array;
  readonly m01: Float64Array;
  readonly m20: Float64Array;
  readonly m11: Float64Array;
  readonly m02: Float64Array;
}

/** Moments of the part of the kernel inside the support, at each cell; beyond an end that is no edge the support goes on. */
function insideMoments(kernel: ShearedKernel, x: Grid, y: Grid): InsideMoments {
  const separable = kernel.slope === 0 || !(y.edgeLo || y.edgeHi);
  const moment = separable ? separableMoments(kernel, x, y) : obliqueMoments(kernel, x, y);
  return {
    m00: moment(0, 0),
    m10: moment(1, 0),
    m01: moment(0, 1),
    m20: moment(2, 0),
    m11: moment(1, 1),
    m02: moment(0, 2),
  };
}

type Moment = (p: number, q: number) => Float64Array;

/** Where the edges run along the kernel's own axes, its two directions are cut independently. */
function separableMoments(kernel: ShearedKernel, x: Grid, y: Grid): Moment {
  const along = [0, 1, 2].map((p) => insidePart(kernelMoment(kernel.u, p), x));
  const across = [0, 1, 2].map((q) => insidePart(kernelMoment(kernel.v, q), y));
  return (p, q) => {
    const out = new Float64Array(x.bins * y.bins);
    for (let j = 0; j < y.bins; j++) {
      for (let i = 0; i < x.bins; i++) out[j * x.bins + i] = along[p][i] * across[q][j];
    }
    return out;
  };
}

function obliqueMoments(kernel: ShearedKernel, x: Grid, y: Grid): Moment {
  const padX = (kernel.u.length - 1) / 2;
  const padY = Math.ceil(Math.abs(kernel.slope) * padX) + (kernel.v.length - 1) / 2 + 1;
  const columns = x.bins + 2 * padX;
  const rows = y.bins + 2 * padY;
  const values = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    if ((y.edgeLo && j < padY) || (y.edgeHi && j >= padY + y.bins)) continue;
    const from = x.edgeLo ? padX : 0;
    const to = x.edgeHi ? padX + x.bins : columns;
    values.fill(1, j * columns + from, j * columns + to);
  }
  const mask: Field = { columns, rows, values };
  const along = [0, 1, 2].map((p) => obliquePass(mask, kernelMoment(kernel.u, p), kernel.slope));
  return (p, q) => {
    const wide = verticalPass(along[p], kernelMoment(kernel.v, q)).values;
    const out = new Float64Array(x.bins * y.bins);
    for (let j = 0; j < y.bins; j++) {
      const start = (j + padY) * columns + padX;
      out.set(wide.subarray(start, start + x.bins), j * x.bins);
    }
    return out;
  };
}
