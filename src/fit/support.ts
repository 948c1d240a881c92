/** Distances to the edges of the support. */
import type { Coordinate } from '../target.js';

/** Distance of each coordinate to its nearest edge, [dim]; Infinity where there is none. */
export function roomOf(coordinates: readonly Coordinate[], theta: Float64Array): Float64Array {
  return Float64Array.from(coordinates, ({ support: [min, max] }, i) =>
    Math.min(theta[i] - min, max - theta[i]),
  );
}

/**
 * How far one can go from `theta` along `direction` before an edge is met, in multiples of it: backwards and
 * forwards, both >= 0.
 */
export function roomAlong(
  coordinates: readonly Coordinate[],
  theta: Float64Array,
  direction: Float64Array,
): readonly [number, number] {
  let [back, forth] = [Infinity, Infinity];
  coordinates.forEach(({ support: [min, max] }, i) => {
    const d = direction[i];
    if (d === 0) return;
    const toMin = (min - theta[i]) / d;
    const toMax = (max - theta[i]) / d;
    forth = Math.min(forth, Math.max(toMin, toMax));
    back = Math.min(back, Math.max(-toMin, -toMax));
  });
  return [Math.max(0, back), Math.max(0, forth)];
}
