/** Which coordinates have their maximum on an edge of the support: those are held there, the others are free. */
import { moved } from './basis.js';
import type { Basis } from './basis.js';
import type { Objective } from './objective.js';
import { roomOf } from './support.js';

/** Within this many starting widths of an edge a coordinate is asked whether it belongs on the edge. */
const NEAR = 1e-3;
/** Distance from the edge, in starting widths, that stands for the edge itself, where the density already vanishes. */
const ON_EDGE = 1e-9;

export interface EdgeState {
  readonly theta: Float64Array;
  /** Indices of the coordinates that are held on an edge. */
  readonly held: readonly number[];
  /** Indices of all others, ascending. */
  readonly free: readonly number[];
}

/**
 * Looks at every coordinate close to an edge. Where the posterior does not fall towards the edge it is put there
 * and held; where it is as high a little inside (an unconstrained direction) it is moved inside, so that differences
 * to both sides can be taken; otherwise it stays.
 * @param scale [dim] widths of the starting distribution
 */
export function settleEdges(objective: Objective, theta: Float64Array, scale: Float64Array): EdgeState {
  const { coordinates } = objective.target;
  const { dim } = objective;
  const current = Float64Array.from(theta);
  const held: number[] = [];
  const room = roomOf(coordinates, theta);
  for (let i = 0; i < dim; i++) {
    if (!(room[i] < NEAR * scale[i])) continue;
    const [min, max] = coordinates[i].support;
    const inward = current[i] - min < max - current[i] ? 1 : -1;
    const edge = inward === 1 ? min : max;
    const trial = new Float64Array(3 * dim);
    for (let row = 0; row < 3; row++) trial.set(current, row * dim);
    trial[dim + i] = edge + inward * Math.max(ON_EDGE * scale[i], 4 * Number.EPSILON * Math.abs(edge));
    trial[2 * dim + i] = edge + inward * NEAR * scale[i];
    const [here, onEdge, inside] = objective.evaluate(trial, 3);
    if (onEdge > inside && onEdge >= here) {
      current[i] = trial[dim + i];
      held.push(i);
    } else if (inside >= here) {
      current[i] = trial[2 * dim + i];
    }
  }
  const free = Array.from({ length: dim }, (_, i) => i).filter((i) => !held.includes(i));
  return { theta: current, held, free };
}

/**
 * How far a held coordinate may be from its edge: one direction [dim] per held coordinate, pointing inwards, as long
 * as it takes the slope at the edge to lower the log posterior by 1 (at most one starting width).
 */
export function heldExtents(
  objective: Objective,
  { theta, held }: Pick<EdgeState, 'theta' | 'held'>,
  scale: Float64Array,
): Basis {
  const { coordinates } = objective.target;
  return held.map((i) => {
    const [min, max] = coordinates[i].support;
    const step = (theta[i] - min < max - theta[i] ? 1 : -1) * NEAR * scale[i];
    const along = (length: number): Float64Array => theta.map((_, at) => (at === i ? length : 0));
    const here = objective.evaluate(theta, 1)[0];
    const inside = objective.evaluate(moved(theta, along(step), 1), 1)[0];
    return along(step * Math.min(1 / (here - inside), 1 / NEAR));
  });
}
