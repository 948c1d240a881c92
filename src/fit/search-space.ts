/**
 * The coordinates as the search sees them: each divided by the width of its starting distribution, so that one step
 * size suits all, and unbounded, because a step across an edge of the support is reflected back.
 */
import type { Coordinate } from '../target.js';

export interface SearchSpace {
  /** [dim] coordinate units per scaled unit. */
  readonly scale: Float64Array;
  /** Scaled row `from` of `y` to coordinate units inside the support, into row `to` of `theta`. */
  toTheta(y: Float64Array, from: number, theta: Float64Array, to: number): void;
  /** Coordinates theta [dim] to a scaled point [dim]. */
  toScaled(theta: Float64Array): Float64Array;
}

/** Maps u in (0, 1) to a starting value of one coordinate: a quantile function. */
export type StartOf = (coordinate: Coordinate, u: number) => number;

/** @throws RangeError naming a coordinate whose starting distribution has no width */
export function createSearchSpace(coordinates: readonly Coordinate[], startOf: StartOf): SearchSpace {
  const dim = coordinates.length;
  const scale = Float64Array.from(coordinates, (c) => {
    const width = startOf(c, 0.975) - startOf(c, 0.025);
    if (width > 0 && width < Infinity) return width;
    throw new RangeError(
      `fit: expected starting values of ${c.id} to spread over a finite width, got ${width}`,
    );
  });
  return {
    scale,
    toTheta(y, from, theta, to) {
      for (let i = 0; i < dim; i++)
        theta[to * dim + i] = reflect(y[from * dim + i] * scale[i], coordinates[i].support);
    },
    toScaled: (theta) => theta.map((x, i) => x / scale[i]),
  };
}

/** Folds x into an interval by reflection at its finite edges; values inside are unchanged. */
export function reflect(x: number, [min, max]: readonly [number, number]): number {
  if (x >= min && x <= max) return x;
  if (min === -Infinity) return 2 * max - x;
  if (max === Infinity) return 2 * min - x;
  const width = max - min;
  const phase = (x - min) % (2 * width);
  const t = phase < 0 ? phase + 2 * width : phase;
  // Rounding may lift the result an ulp across an edge.
  return Math.min(max, Math.max(min, t <= width ? min + t : max - (t - width)));
}
