/** Lengths of finite-difference steps: long enough to rise above rounding, short enough to stay on the parabola. */
import { scaled, widthsOf } from './basis.js';
import type { Basis } from './basis.js';
import { dropsAlong } from './expansion.js';
import type { Objective } from './objective.js';
import { roomAlong } from './support.js';

/** Rounds of correction; each changes a step by at most a factor of 10. */
const MAX_ROUNDS = 14;
/** A step never grows longer than this many widths of the starting distribution. */
const MAX_WIDTHS = 100;
/** Nor shorter than this many: where the posterior still drops more, or rejects, there is no curvature to measure. */
const MIN_WIDTHS = 1e-10;
/** A correction by less than this factor ends the search for a step. */
const CLOSE = 1.2;

/**
 * Rescales every direction until a step to either side lowers the log posterior by `drop` on average (about). A
 * direction that never drops so much ends at its limit: just short of half the way to the nearest edge of the support,
 * so that the sum of two steps stays inside as well.
 * @param scale [dim] widths of the starting distribution, the unit of lengths
 */
export function fitStepLengths(
  objective: Objective,
  theta: Float64Array,
  basis: Basis,
  scale: Float64Array,
  drop: number,
): Float64Array[] {
  /** The largest factor by which a step may still grow. */
  const limit = (direction: Float64Array): number => {
    const [back, forth] = roomAlong(objective.target.coordinates, theta, direction);
    return Math.min(0.49 * back, 0.49 * forth, MAX_WIDTHS / widthsOf(direction, scale));
  };
  const steps = basis.map((direction) => scaled(direction, Math.min(1, limit(direction))));
  let open = [...steps.keys()];
  for (let round = 0; round < MAX_ROUNDS && open.length > 0; round++) {
    const { forward, backward } = dropsAlong(
      objective,
      theta,
      open.map((k) => steps[k]),
    );
    open = open.filter((k, at) => {
      const mean = Math.abs(forward[at] + backward[at]) / 2;
      const wanted = Math.min(10, Math.max(0.1, Math.sqrt(drop / mean)));
      const shortest = MIN_WIDTHS / widthsOf(steps[k], scale);
      const factor = Math.min(Math.max(wanted, shortest), limit(steps[k]));
      steps[k] = scaled(steps[k], factor);
      return factor > CLOSE || factor < 1 / CLOSE;
    });
  }
  return steps;
}
