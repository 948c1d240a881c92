/**
 * Doubles a square field [n * n] to [2 n * 2 n] with cubic (Catmull-Rom) weights at a quarter and three quarters of a cell, so
 * that contours of a smooth field are smooth lines. Edge cells repeat beyond the edge; results below zero become zero.
 */
export function upsample(values: Float64Array, n: number): Float64Array {
  const wide = new Float64Array(2 * n * n);
  for (let row = 0; row < n; row++) {
    doubleLine(values, row * n, 1, n, wide, row * 2 * n, 1);
  }
  const out = new Float64Array(4 * n * n);
  for (let column = 0; column < 2 * n; column++) {
    doubleLine(wide, column, 2 * n, n, out, column, 2 * n);
  }
  return out.map((v) => Math.max(0, v));
}

/** Catmull-Rom weights of the four cells around a point a quarter of a cell past the second. */
const QUARTER = [-9 / 128, 111 / 128, 29 / 128, -3 / 128] as const;

function doubleLine(
  from: Float64Array,
  start: number,
  stride: number,
  n: number,
  to: Float64Array,
  toStart: number,
  toStride: number,
): void {
  const at = (i: number): number => from[start + Math.max(0, Math.min(n - 1, i)) * stride];
  for (let i = 0; i < n; i++) {
    const [w0, w1, w2, w3] = QUARTER;
    to[toStart + 2 * i * toStride] = w0 * at(i + 1) + w1 * at(i) + w2 * at(i - 1) + w3 * at(i - 2);
    to[toStart + (2 * i + 1) * toStride] = w0 * at(i - 1) + w1 * at(i) + w2 * at(i + 1) + w3 * at(i + 2);
  }
}
