/** The few operations on vectors in space that transport and directions need. */

/** Cartesian components, equatorial J2000 unless said otherwise. */
export type Vector = readonly [x: number, y: number, z: number];

/** Three rows. */
export type Matrix = readonly [Vector, Vector, Vector];

export const zero: Vector = [0, 0, 0];

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function norm(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

export function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function scale(factor: number, a: Vector): Vector {
  return [factor * a[0], factor * a[1], factor * a[2]];
}

/** The matrix times the column vector. */
export function apply(matrix: Matrix, a: Vector): Vector {
  return [dot(matrix[0], a), dot(matrix[1], a), dot(matrix[2], a)];
}

export function transpose([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

/** Angle between two vectors in radians, accurate to rounding near 0 and pi, where the arc cosine is not. */
export function angleBetween(a: Vector, b: Vector): number {
  return Math.atan2(norm(cross(a, b)), dot(a, b));
}
