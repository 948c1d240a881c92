/** Lengths of finite-difference steps: long enough to rise above rounding, short enough to stay on the parabola. */
import type { Basis } from './expansion.js';
import type { Objective } from './objective.js';
import { roomAlong } from './support.js';

/** Rounds of correction; each changes a step by at most a factor of 10. */
const MAX_ROUNDS = 14;
/** A basis vector never grows longer than this many widths of the starting distribution. */
const MAX_WIDTHS = 100;

/**
 * Rescales every row of a basis until a step to either side lowers the log posterior by `drop` on average (within a
 * factor of 2). A row that never drops so much ends at its limit: just short of half the way to the nearest edge of
 * the support, so that the sum of two rows stays inside as well.
 * @param scale [dim] widths of the starting distribution, the unit of lengths
 */
export function fitStepLengths(
  objective: Objective,
  theta: Float64Array,
  basis: Basis,
  scale: Float64Array,
  drop: number,
): Basis {
  const { dim, target } = objective;
  const { size } = basis;
  const rows = Float64Array.from(basis.rows);
  const points = new Float64Array((2 * size + 1) * dim);
  const done = new Uint8Array(size);
  for (let round = 0; round < MAX_ROUNDS && done.includes(0); round++) {
    points.set(theta);
    for (let k = 0; k < size; k++) {
      const limit = stepLimit(k);
      if (limit < 1) for (let i = 0; i < dim; i++) rows[k * dim + i] *= limit;
      for (let i = 0; i < dim; i++) {
        points[(2 * k + 1) * dim + i] = theta[i] + rows[k * dim + i];
        points[(2 * k + 2) * dim + i] = theta[i] - rows[k * dim + i];
      }
    }
    const f = objective.evaluate(points, 2 * size + 1);
    for (let k = 0; k < size; k++) {
      if (done[k] === 1) continue;
      const mean = Math.abs(f[0] - (f[2 * k + 1] + f[2 * k + 2]) / 2);
      const ratio = Math.min(10, Math.max(0.1, Math.sqrt(drop / mean)));
      const factor = Math.min(ratio, stepLimit(k));
      if (Math.abs(Math.log2(factor)) < 0.25) done[k] = 1;
      for (let i = 0; i < dim; i++) rows[k * dim + i] *= factor;
    }
  }
  return { size, rows };

  /** The largest factor by which row k may still grow. */
  function stepLimit(k: number): number {
    const [back, forth] = roomAlong(target.coordinates, theta, rows, k);
    return Math.min(0.49 * back, 0.49 * forth, MAX_WIDTHS / widthsOf(rows, k, scale));
  }
}

/** Length of row k in widths of the starting distribution. */
export function widthsOf(rows: Float64Array, k: number, scale: Float64Array): number {
  const dim = scale.length;
  return Math.hypot(...scale.map((s, i) => rows[k * dim + i] / s));
}
