/** Sets of directions in coordinate units, each [dim]; the length of a direction is a step along it. */
export type Basis = readonly Float64Array[];

/** theta + step * direction */
export function moved(theta: Float64Array, direction: Float64Array, step: number): Float64Array {
  return theta.map((x, i) => x + step * direction[i]);
}

export function scaled(direction: Float64Array, factor: number): Float64Array {
  return direction.map((x) => factor * x);
}

/** Length of a direction in widths of the starting distribution (`scale`, [dim]). */
export function widthsOf(direction: Float64Array, scale: Float64Array): number {
  return Math.hypot(...direction.map((x, i) => x / scale[i]));
}

/**
 * New directions as combinations of old ones: direction j is the sum over k of combinations[j * n + k] * basis[k].
 * @param combinations [n * n] for a basis of n
 */
export function combine(basis: Basis, combinations: Float64Array): Float64Array[] {
  const n = basis.length;
  return basis.map((_, j) => {
    const out = new Float64Array(basis[0].length);
    basis.forEach((direction, k) => {
      const weight = combinations[j * n + k];
      for (let i = 0; i < out.length; i++) out[i] += weight * direction[i];
    });
    return out;
  });
}
