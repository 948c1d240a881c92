import { gaussianKernel, kernelMoment } from './kernel-smooth.js';

/**
 * A Gaussian kernel in two dimensions that may lie askew: a displacement is u along (1, slope) plus v along (0, 1), u and v
 * independent normals. Any bivariate Gaussian is of this form (its Cholesky factor), and it smooths a grid in two passes of one
 * dimension each. All lengths in cells.
 */
export interface ShearedKernel {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly slope: number;
}

/**
 * @param hu standard deviation along x   @param hv standard deviation along y at given x
 * @param slope cells of y per cell of x
 */
export function shearedKernel(hu: number, hv: number, slope: number): ShearedKernel {
  const u = gaussianKernel(hu);
  // The oblique pass interpolates linearly between rows, which widens the kernel by f (1 - f) cells^2 on average over u.
  const m = (u.length - 1) / 2;
  const widening = u.reduce((sum, weight, i) => {
    const fraction = (((i - m) * slope) % 1) + ((i - m) * slope < 0 ? 1 : 0);
    return sum + weight * fraction * (1 - fraction);
  }, 0);
  return { u, v: gaussianKernel(Math.sqrt(Math.max(0, hv * hv - widening))), slope };
}

/** A row-major field [rows * columns] on a rectangular grid. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

/** out(x, y) = sum_u k_u f(x + u, y + slope u), where f is `outside` beyond the grid's columns as told, 0 otherwise. */
export function obliquePass(f: Field, kernel: Float64Array, slope: number): Field {
  const { columns, rows, values } = f;
  const m = (kernel.length - 1) / 2;
  const out = new Float64Array(values.length);
  for (let i = -m; i <= m; i++) {
    const weight = kernel[i + m];
    if (weight === 0) continue;
    const lift = i * slope;
    const whole = Math.floor(lift);
    const upper = weight * (lift - whole);
    const lower = weight - upper;
    const from = Math.max(0, -i);
    const to = Math.min(columns, columns - i);
    for (let y = 0; y < rows; y++) {
      const below = y + whole;
      const above = below + 1;
      const target = y * columns;
      if (below >= 0 && below < rows && lower !== 0) {
        const source = below * columns + i;
        for (let x = from; x < to; x++) out[target + x] += lower * values[source + x];
      }
      if (above >= 0 && above < rows && upper !== 0) {
        const source = above * columns + i;
        for (let x = from; x < to; x++) out[target + x] += upper * values[source + x];
      }
    }
  }
  return { columns, rows, values: out };
}

/** out(x, y) = sum_v k_v f(x, y + v). */
export function verticalPass(f: Field, kernel: Float64Array): Field {
  const { columns, rows, values } = f;
  const m = (kernel.length - 1) / 2;
  const out = new Float64Array(values.length);
  for (let y = 0; y < rows; y++) {
    const target = y * columns;
    const from = Math.max(-m, -y);
    const to = Math.min(m, rows - 1 - y);
    for (let i = from; i <= to; i++) {
      const weight = kernel[i + m];
      const source = (y + i) * columns;
      for (let x = 0; x < columns; x++) out[target + x] += weight * values[source + x];
    }
  }
  return { columns, rows, values: out };
}

/** Smooths with the kernel times u^p v^q. */
export function shearedMoment(f: Field, kernel: ShearedKernel, p: number, q: number): Field {
  return verticalPass(obliquePass(f, kernelMoment(kernel.u, p), kernel.slope), kernelMoment(kernel.v, q));
}
