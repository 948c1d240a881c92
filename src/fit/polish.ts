/**
 * Newton's method with measured derivatives in principal directions: takes the end of a search to the very top of
 * its hill. A line search along the Newton step guards it where the posterior is not a parabola.
 */
import { symmetricEigen } from '../math/symmetric-eigen.js';
import { combine, moved, widthsOf } from './basis.js';
import { settleEdges } from './edges.js';
import type { Objective } from './objective.js';
import { coordinateBasis, measure, principalBasis } from './whiten.js';
import type { MeasuredExpansion } from './whiten.js';

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
/** Iterations without a gain after which the top is reached: one may still lack the principal directions. */
const MAX_IDLE = 2;
/** A gain of the log posterior that is no longer worth an iteration; kinks can give such gains for ever. */
const NEGLIGIBLE = 1e-5;
/** Multiples of the Newton step that the line search tries, in one batch. */
const FRACTIONS = [1, 2, 0.5, 0.25, 0.1, 0.03, 0.01, 0.001];

/**
 * @param start [dim] a point of finite log posterior
 * @param scale [dim] widths of the starting distribution
 */
export function polish(objective: Objective, start: Float64Array, scale: Float64Array): PolishResult {
  let { theta, held, free } = settleEdges(objective, start, scale);
  let basis = coordinateBasis(scale, free);
  let promised = free.length === 0 ? 0 : NaN;
  let idle = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS && idle < MAX_IDLE && free.length > 0; iteration++) {
    const expansion = measure(objective, theta, basis, scale, DROP);
    if (expansion === null) break;
    const newton = newtonStep(expansion, scale);
    promised = newton.promised;
    const found = lineSearch(objective, theta, newton.step);
    if (found.value > expansion.value) theta = found.theta;
    if (!(found.value > expansion.value + NEGLIGIBLE)) idle++;
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
  const { values, vectors } = symmetricEigen(information, basis.length);
  let step: Float64Array = new Float64Array(scale.length);
  let promised = 0;
  combine(basis, vectors).forEach((direction, j) => {
    const slope = gradient.reduce((sum, g, k) => sum + vectors[j * basis.length + k] * g, 0);
    // At most a tenth of a starting width: beyond, a parabola measured over a tenth of a sigma knows nothing.
    const longest = 0.1 / widthsOf(direction, scale);
    const newton = values[j] > 0 ? slope / values[j] : Math.sign(slope) * Infinity;
    const along = Math.max(-longest, Math.min(longest, newton));
    const gain = along * slope - (along * along * values[j]) / 2;
    if (!(gain > NEGLIGIBLE * 1e-3)) return;
    promised += gain;
    step = moved(step, direction, along);
  });
  return { step, promised };
}

/** The best of several fractions of a step, each coordinate stopped at nine tenths of its way to an edge of the support. */
function lineSearch(
  objective: Objective,
  theta: Float64Array,
  step: Float64Array,
): { theta: Float64Array; value: number } {
  const { dim, target } = objective;
  const points = new Float64Array(FRACTIONS.length * dim);
  FRACTIONS.forEach((fraction, row) => {
    for (let i = 0; i < dim; i++) {
      const move = fraction * step[i];
      const [min, max] = target.coordinates[i].support;
      points[row * dim + i] =
        theta[i] + Math.max(0.9 * (min - theta[i]), Math.min(0.9 * (max - theta[i]), move));
    }
  });
  const values = objective.evaluate(points, FRACTIONS.length);
  const best = values.indexOf(Math.max(...values));
  return { theta: points.slice(best * dim, (best + 1) * dim), value: values[best] };
}
