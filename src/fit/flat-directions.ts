/** Directions that nothing constrains: finding them, and standing in their middle. */
import { moved, scaled } from './basis.js';
import type { Basis } from './basis.js';
import type { Objective } from './objective.js';
import { roomAlong } from './support.js';
import type { MeasuredExpansion } from './whiten.js';

/**
 * Stands for the room of a direction without edges, in steps of its expansion: one that still falls by less than
 * 1e-8 over a step of up to 100 starting widths is flat.
 */
const UNBOUNDED_ROOM = 1e4;
/** A move along a flat direction may cost this much log posterior (rounding and imperfect direction). */
const FLAT_LOSS = 1e-6;

/**
 * Per direction of the expansion: flat when one standard deviation, read off its curvature, is longer than all the
 * room it has in the support. Then the data leave it to the prior: even a uniform density over that room is narrower.
 */
export function findFlat(
  { target }: Objective,
  theta: Float64Array,
  { information, basis }: MeasuredExpansion,
): boolean[] {
  return basis.map((direction, k) => {
    const sigma = 1 / Math.sqrt(Math.abs(information[k * basis.length + k]));
    const [back, forth] = roomAlong(target.coordinates, theta, direction);
    return sigma > Math.min(back + forth, UNBOUNDED_ROOM);
  });
}

/** Moves to the middle of the room along each flat direction, so that the point reported there does not depend on the search. */
export function centreAlong(objective: Objective, theta: Float64Array, flat: Basis): Float64Array {
  let current = theta;
  for (const direction of flat) {
    const [back, forth] = roomAlong(objective.target.coordinates, current, direction);
    if (!Number.isFinite(back + forth)) continue;
    const middle = moved(current, direction, (forth - back) / 2);
    const [here] = objective.evaluate(current, 1);
    const [there] = objective.evaluate(middle, 1);
    if (there >= here - FLAT_LOSS) current = middle;
  }
  return current;
}

/** The same directions, each half as long as the shorter way to an edge: a quarter of the room when centred. Without edges unchanged. */
export function quarterRoom({ target }: Objective, theta: Float64Array, flat: Basis): Basis {
  return flat.map((direction) => {
    const room = Math.min(...roomAlong(target.coordinates, theta, direction));
    return Number.isFinite(room) ? scaled(direction, room / 2) : direction;
  });
}
