/**
 * The covariance of the parabola that fits the log posterior at its maximum, and the directions in which there is no
 * such parabola. Two scales are looked at: small steps find the principal directions and those that nothing
 * constrains; steps of one standard deviation then give the errors, so that a kink at the maximum (asymmetric
 * measurement errors) counts as much as it does over the whole peak.
 */
import { symmetricEigen } from '../math/symmetric-eigen.js';
import type { Basis } from './expansion.js';
import type { Objective } from './objective.js';
import { roomAlong } from './support.js';
import { coordinateBasis, measure, principalBasis } from './whiten.js';
import type { MeasuredExpansion } from './whiten.js';

export interface Curvature {
  /** [dim] the maximum; moved along flat directions to the middle of their room where that costs nothing. */
  readonly theta: Float64Array;
  /** Principal directions with a maximum, one row each, one standard deviation long in coordinate units. */
  readonly principal: Basis;
  /** Directions that nothing constrains, each a quarter of its room in the support long. */
  readonly flat: Basis;
  /** Principal directions along which the posterior does not fall: the point is no maximum. */
  readonly rising: Basis;
}

/** Drops of the log posterior over a step: a fifth of a standard deviation, and one standard deviation. */
const SMALL_DROP = 0.02;
const ONE_SIGMA_DROP = 0.5;
/** Rounds in which the principal directions are refined; each gains a digit or more. */
const MAX_ROUNDS = 8;
/** Largest correlation between principal directions at which they count as found. */
const DIAGONAL = 1e-3;
/** A move along a flat direction may cost this much log posterior (rounding and imperfect direction). */
const FLAT_LOSS = 1e-6;

/**
 * @param free indices of the coordinates that are not held on an edge
 * @param scale [dim] widths of the starting distribution
 * @returns null when points next to `theta` are rejected whatever the step
 */
export function curvatureAt(
  objective: Objective,
  theta: Float64Array,
  free: readonly number[],
  scale: Float64Array,
): Curvature | null {
  const small = whiten(objective, theta, coordinateBasis(scale, free), scale, SMALL_DROP);
  if (small === null) return null;
  const { constrained, flat } = splitFlat(objective, theta, small);
  const centre = centreAlong(objective, theta, flat);
  if (constrained.size === 0)
    return {
      theta: centre,
      principal: constrained,
      flat: quarterRoom(objective, centre, flat),
      rising: constrained,
    };
  const large = whiten(objective, centre, constrained, scale, ONE_SIGMA_DROP);
  if (large === null) return null;
  const { principal, rising } = oneSigmaRows(large);
  return { theta: centre, principal, flat: quarterRoom(objective, centre, flat), rising };
}

/** Refines a basis until its information matrix is diagonal. */
function whiten(
  objective: Objective,
  theta: Float64Array,
  start: Basis,
  scale: Float64Array,
  drop: number,
): MeasuredExpansion | null {
  let expansion = measure(objective, theta, start, scale, drop);
  for (let round = 1; round < MAX_ROUNDS && expansion !== null; round++) {
    if (largestCorrelation(expansion) < DIAGONAL) break;
    expansion = measure(objective, theta, principalBasis(expansion, scale, drop), scale, drop);
  }
  return expansion;
}

function largestCorrelation({ information, basis: { size } }: MeasuredExpansion): number {
  // Along a flat direction the diagonal is rounding noise, so it is compared with the largest as well.
  const diagonal = Array.from({ length: size }, (_, k) => Math.abs(information[k * size + k]));
  const floor = 1e-6 * Math.max(...diagonal);
  let largest = 0;
  for (let k = 1; k < size; k++)
    for (let j = 0; j < k; j++) {
      const norm = Math.sqrt(Math.max(diagonal[j], floor) * Math.max(diagonal[k], floor));
      largest = Math.max(largest, Math.abs(information[j * size + k]) / norm);
    }
  return largest;
}

/**
 * A direction is flat when one standard deviation, read off its curvature, is longer than all the room it has in the
 * support: then the data leave it to the prior. (A uniform density over that room has a smaller standard deviation.)
 */
function splitFlat(
  objective: Objective,
  theta: Float64Array,
  { information, basis }: MeasuredExpansion,
): { constrained: Basis; flat: Basis } {
  const { size } = basis;
  const flat: number[] = [];
  const constrained: number[] = [];
  for (let k = 0; k < size; k++) {
    const sigma = 1 / Math.sqrt(Math.abs(information[k * size + k]));
    const [back, forth] = roomAlong(objective.target.coordinates, theta, basis.rows, k);
    // Without edges the room is what the step search was ready to go.
    (sigma > Math.min(back + forth, UNBOUNDED_ROOM) ? flat : constrained).push(k);
  }
  return { constrained: pick(basis, constrained), flat: pick(basis, flat) };
}

/** Stands for the room of a direction without edges, in step lengths: far beyond the 5 sigma that SMALL_DROP makes of one. */
const UNBOUNDED_ROOM = 1e4;

function pick({ rows, size }: Basis, indices: readonly number[]): Basis {
  const dim = size === 0 ? 0 : rows.length / size;
  const out = new Float64Array(indices.length * dim);
  indices.forEach((k, row) => out.set(rows.subarray(k * dim, (k + 1) * dim), row * dim));
  return { size: indices.length, rows: out };
}

/** Moves to the middle of the room along each flat direction, so that the point reported there does not depend on the search. */
function centreAlong(objective: Objective, theta: Float64Array, { size, rows }: Basis): Float64Array {
  const { dim } = objective;
  let current = theta;
  for (let k = 0; k < size; k++) {
    const [back, forth] = roomAlong(objective.target.coordinates, current, rows, k);
    if (!Number.isFinite(back + forth)) continue;
    const points = new Float64Array(2 * dim);
    points.set(current);
    for (let i = 0; i < dim; i++) points[dim + i] = current[i] + ((forth - back) / 2) * rows[k * dim + i];
    const [here, middle] = objective.evaluate(points, 2);
    if (middle >= here - FLAT_LOSS) current = points.slice(dim);
  }
  return current;
}

function quarterRoom(objective: Objective, theta: Float64Array, { size, rows }: Basis): Basis {
  const out = Float64Array.from(rows);
  const { dim } = objective;
  for (let k = 0; k < size; k++) {
    const [back, forth] = roomAlong(objective.target.coordinates, theta, rows, k);
    const room = Math.min(back, forth);
    if (!Number.isFinite(room)) continue;
    for (let i = 0; i < dim; i++) out[k * dim + i] *= room / 2;
  }
  return { size, rows: out };
}

/** Eigenvectors of the information at one-sigma steps, each one standard deviation long; apart, those that do not fall. */
function oneSigmaRows({ information, basis }: MeasuredExpansion): { principal: Basis; rising: Basis } {
  const { size } = basis;
  const dim = basis.rows.length / size;
  const { values, vectors } = symmetricEigen(information, size);
  const rows = new Float64Array(size * dim);
  const falls: number[] = [];
  const rises: number[] = [];
  // In these steps every eigenvalue should be near 1; below a millionth it is noise.
  for (let j = 0; j < size; j++) {
    const positive = values[j] > 1e-6;
    (positive ? falls : rises).push(j);
    const length = positive ? 1 / Math.sqrt(values[j]) : 1;
    for (let k = 0; k < size; k++)
      for (let i = 0; i < dim; i++)
        rows[j * dim + i] += length * vectors[j * size + k] * basis.rows[k * dim + i];
  }
  const all = { size, rows };
  return { principal: pick(all, falls), rising: pick(all, rises) };
}
