/**
 * Newton's method with measured derivatives in principal directions: takes the end of a search to the very top of
 * its hill. A line search along the Newton step guards it where the posterior is not a parabola.
 */
import { symmetricEigen } from '../math/symmetric-eigen.js';
import { combine } from './expansion.js';
import { settleEdges } from './edges.js';
import type { Objective } from './objective.js';
import { roomAlong } from './support.js';
import { coordinateBasis, measure, principalBasis } from './whiten.js';
import type { MeasuredExpansion } from './whiten.js';
import { widthsOf } from './step-lengths.js';

export interface PolishResult {
  /** [dim] */
  readonly theta: Float64Array;
  readonly value: number;
  /** Indices of coordinates whose maximum is on an edge of the support. */
  readonly held: readonly number[];
  /** What the parabola at `theta` still promises: the estimated distance of `value` to the maximum; NaN when it could not be measured. */
  readonly promised: number;
}

/** Differences are taken where the log posterior has dropped by this much: about a tenth of a standard deviation. */
const DROP = 0.005;
const MAX_ITERATIONS = 40;
/** A gain of the log posterior that is no longer worth a step. */
const NEGLIGIBLE = 1e-8;
/** Multiples of the Newton step that the line search tries, in one batch. */
const FRACTIONS = [1, 2, 0.5, 0.25, 0.1, 0.03, 0.01, 0.001];

/** @param scale [dim] widths of the starting distribution */
export function polish(objective: Objective, start: Float64Array, scale: Float64Array): PolishResult {
  let { theta, held, free } = settleEdges(objective, start, scale);
  let basis = coordinateBasis(scale, free);
  let value = -Infinity;
  let promised = NaN;
  let idle = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS && idle < 3; iteration++) {
    const expansion = free.length === 0 ? null : measure(objective, theta, basis, scale, DROP);
    if (expansion === null) return { theta, value: objective.evaluate(theta, 1)[0], held, promised };
    value = expansion.value;
    const newton = newtonStep(expansion, scale);
    promised = newton.promised;
    const moved = lineSearch(objective, theta, newton.step);
    const gained = moved.value - value;
    idle = gained > NEGLIGIBLE || promised > NEGLIGIBLE ? idle : idle + 1;
    if (gained <= 0) idle++;
    else ({ theta, value } = moved);
    const settled = settleEdges(objective, theta, scale);
    theta = settled.theta;
    if (settled.held.join() === held.join()) {
      basis = principalBasis(expansion, scale, DROP);
    } else {
      ({ held, free } = settled);
      basis = coordinateBasis(scale, free);
      idle = 0;
    }
  }
  return { theta, value: objective.evaluate(theta, 1)[0], held, promised };
}

/** The Newton step in coordinate units [dim] and the gain it promises; uphill where the curvature has the wrong sign. */
function newtonStep(
  { gradient, information, basis }: MeasuredExpansion,
  scale: Float64Array,
): { step: Float64Array; promised: number } {
  const { size } = basis;
  const dim = scale.length;
  const { values, vectors } = symmetricEigen(information, size);
  const { rows } = combine(basis, vectors, dim);
  const step = new Float64Array(dim);
  let promised = 0;
  for (let j = 0; j < size; j++) {
    let slope = 0;
    for (let k = 0; k < size; k++) slope += vectors[j * size + k] * gradient[k];
    // At most a tenth of a starting width: beyond, a parabola measured over a tenth of a sigma knows nothing.
    const longest = 0.1 / widthsOf(rows, j, scale);
    const newton = values[j] > 0 ? slope / values[j] : Math.sign(slope) * Infinity;
    const along = Math.max(-longest, Math.min(longest, newton));
    const gain = along * slope - (along * along * values[j]) / 2;
    if (!(gain > NEGLIGIBLE * 1e-3)) continue;
    promised += gain;
    for (let i = 0; i < dim; i++) step[i] += along * rows[j * dim + i];
  }
  return { step, promised };
}

/** The best of several fractions of a step, each kept inside the support by stopping at nine tenths of the way to its edge. */
function lineSearch(
  objective: Objective,
  theta: Float64Array,
  step: Float64Array,
): { theta: Float64Array; value: number } {
  const { dim, target } = objective;
  const points = new Float64Array(FRACTIONS.length * dim);
  FRACTIONS.forEach((fraction, row) => {
    for (let i = 0; i < dim; i++) {
      const only = new Float64Array(dim);
      only[i] = fraction * step[i];
      const [, forth] = roomAlong(target.coordinates, theta, only, 0);
      points[row * dim + i] = theta[i] + only[i] * Math.min(1, 0.9 * forth);
    }
  });
  const values = objective.evaluate(points, FRACTIONS.length);
  let best = 0;
  values.forEach((v, row) => {
    if (v > values[best]) best = row;
  });
  return { theta: points.slice(best * dim, (best + 1) * dim), value: values[best] };
}
