/** Second look at coordinates held on an edge: on a flat ridge that ends there, the edge is as good a place as any other. */
import type { Objective } from './objective.js';
import { polish } from './polish.js';
import type { PolishResult } from './polish.js';

/** How far inside, in starting widths, the climb is begun anew: well out of reach of the edge. */
const INSIDE = 0.1;
/** Loss of log posterior at which a top inside counts as being as high. */
const AS_HIGH = 1e-4;

/**
 * Climbs again from inside for each held coordinate. If that ends as high with the coordinate free, the posterior does
 * not prefer the edge, and the coordinate is part of a flat direction rather than limited by its prior.
 * @param scale [dim] widths of the starting distribution
 */
export function releaseEdges(objective: Objective, end: PolishResult, scale: Float64Array): PolishResult {
  let best = end;
  for (const i of end.held) {
    const [min, max] = objective.target.coordinates[i].support;
    const inside = Float64Array.from(best.theta);
    inside[i] += INSIDE * Math.min(scale[i], max - min) * (inside[i] - min < max - inside[i] ? 1 : -1);
    if (objective.evaluate(inside, 1)[0] === -Infinity) continue;
    const again = polish(objective, inside, scale);
    if (!again.held.includes(i) && again.value > best.value - AS_HIGH) best = again;
  }
  return best;
}
