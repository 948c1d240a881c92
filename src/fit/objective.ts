/** A target as the optimiser sees it: batches of log posteriors, counted, and never NaN. */
import { RunError } from '../errors.js';
import { createEvaluations } from '../target.js';
import type { Evaluations, Target } from '../target.js';

export interface Objective {
  readonly target: Target;
  readonly dim: number;
  /**
   * Log posteriors of the first `count` rows of `theta` [count * dim]; -Infinity rejects a point.
   * @returns [count], overwritten by the next call
   * @throws RunError naming the point where the target gives NaN or +Infinity
   */
  evaluate(theta: Float64Array, count: number): Float64Array;
  /** Points evaluated so far. */
  evaluations(): number;
}

export function createObjective(target: Target): Objective {
  const dim = target.coordinates.length;
  let room: Evaluations = createEvaluations(0, target.terms.length);
  let evaluations = 0;
  return {
    target,
    dim,
    evaluate(theta, count) {
      if (room.logPosterior.length < count) room = createEvaluations(count, target.terms.length);
      target.evaluate(theta, count, room);
      evaluations += count;
      const values = room.logPosterior.subarray(0, count);
      for (let row = 0; row < count; row++)
        if (!(values[row] < Infinity)) throw notANumber(target, theta, row, values[row]);
      return values;
    },
    evaluations: () => evaluations,
  };
}

/** One row of theta as `id=value, id=value`. */
export function describePoint(target: Target, theta: Float64Array, row = 0): string {
  const { coordinates } = target;
  return coordinates
    .map(({ id }, i) => `${id}=${Number(theta[row * coordinates.length + i].toPrecision(6))}`)
    .join(', ');
}

function notANumber(target: Target, theta: Float64Array, row: number, value: number): RunError {
  return new RunError(
    `fit: expected a finite log posterior or -Infinity, got ${value} at ${describePoint(target, theta, row)}. ` +
      'The density has to reject a point with -Infinity.',
  );
}
