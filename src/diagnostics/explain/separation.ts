/** Two groups of rows that walkers hardly pass between: where they lie, and what the smaller one may weigh. */
import { symmetricEigen } from '../../math/symmetric-eigen.js';
import { mean } from '../../math/sum.js';
import { covarianceOf } from './covariance.js';
import type { Evidence } from './finding.js';
import { discriminant } from './discriminant.js';
import { FEWEST_VISITS, fewestVisits, rarestGap, type Gap } from './gap.js';

/** Groups lie apart in a coordinate when their means differ by this many of their mean standard deviations. */
const APART = 3;
/** Along a direction, those whose part of the distance is at least this part of the largest. */
const PART_OF_LARGEST = 0.2;

export interface Group {
  /** Share of the draws: how many walkers are there, not how probable it is. */
  readonly share: number;
  /** Mean of each coordinate that sets the groups apart. */
  readonly centers: readonly number[];
}

export interface Separation {
  /** Coordinates in which the groups lie apart, the in order. */
  readonly ids: readonly string[];
  /** The one with the larger weight first. */
  readonly groups: readonly [Group, Group];
  /** Log of the weight of the second group over that of the first, as Gaussians of the height and the covariance of their draws. */
  readonly logWeight: number;
  readonly passages: number;
  /** An ensemble none of whose walkers passed, although those of others did; null when there is none. */
  readonly closedTo: number | null;
}

/** A way to tell rows apart: by a coordinate, or by the direction in which walkers lie apart most. */
interface Split {
  readonly scores: Float64Array;
  readonly gap: Gap;
  /** [coordinates] of a direction; null for a coordinate of its own. */
  readonly weights: Float64Array | null;
  /** Its own coordinate; -1 for a direction. */
  readonly index: number;
}

/** The separation that walkers pass least, or null. */
export function findSeparation(evidence: Evidence): Separation | null {
  const { coordinates, rows, summary } = evidence;
  const ids = coordinates.map(({ id }) => id);
  // A frozen walker passes nothing, wherever it is.
  const frozen = new Set(
    summary.stuck
      .filter(({ reason }) => reason === 'frozen')
      .map(({ ensemble, walker }) => ensemble * summary.walkers + walker),
  );
  const moving = (id: string): Float64Array =>
    rows.column(id).filter((_, row) => !frozen.has(Math.floor(row / rows.perWalker)));
  const columns = ids.map(moving);
  const logPosterior = moving('log_posterior');
  if (logPosterior.length === 0) return null;
  const ensembles = Array.from({ length: summary.ensembles * summary.walkers }, (_, i) => i)
    .filter((i) => !frozen.has(i))
    .map((i) => Math.floor(i / summary.walkers));
  const splits = rareSplits(columns, rows.perWalker, ensembles);
  if (splits.length === 0) return null;
  const best = splits.reduce((a, b) => (fewestVisits(b.gap) < fewestVisits(a.gap) ? b : a));
  const [first, second] = [true, false]
    .map((below) => describeSide(columns, logPosterior, (row) => best.scores[row] < best.gap.cut === below))
    .sort((a, b) => b.logWeight - a.logWeight);
  const moved = first.centers.map((center, k) => second.centers[k] - center);
  const parts = best.weights?.map((weight, k) => Math.abs(weight * moved[k]));
  const isApart = (k: number): boolean => {
    const spread = Math.sqrt((first.variances[k] + second.variances[k]) / 2);
    return (
      splits.some(({ index }) => index === k) ||
      Math.abs(moved[k]) > APART * spread ||
      (parts !== undefined && parts[k] >= PART_OF_LARGEST * Math.max(...parts))
    );
  };
  const apart = [...ids.keys()].filter(isApart);
  const group = (side: Side): Group => ({ share: side.share, centers: apart.map((k) => side.centers[k]) });
  return {
    ids: apart.map((k) => ids[k]),
    groups: [group(first), group(second)],
    logWeight: second.logWeight - first.logWeight,
    passages: best.gap.passages,
    closedTo: best.gap.closedTo,
  };
}

/** All gaps that walkers pass too seldom: one per coordinate, and along the direction in which walkers lie apart most. */
function rareSplits(
  columns: readonly Float64Array[],
  perWalker: number,
  ensembles: readonly number[],
): Split[] {
  // Half a walker's worth.
  const least = (0.5 * perWalker) / columns[0].length;
  const split = (scores: Float64Array, index: number, weights: Float64Array | null): Split[] => {
    const gap = rarestGap(scores, perWalker, least, ensembles);
    return gap === null || fewestVisits(gap) >= FEWEST_VISITS ? [] : [{ scores, gap, weights, index }];
  };
  const direction = columns.length > 1 ? discriminant(columns, perWalker) : null;
  return [
    ...columns.flatMap((x, k) => split(x, k, null)),
    ...(direction === null ? [] : split(direction.scores, -1, direction.weights)),
  ];
}

interface Side {
  readonly share: number;
  readonly centers: readonly number[];
  readonly variances: readonly number[];
  readonly logWeight: number;
}

function describeSide(
  columns: readonly Float64Array[],
  logPosterior: Float64Array,
  isInside: (row: number) => boolean,
): Side {
  const part = (x: Float64Array): Float64Array => x.filter((_, row) => isInside(row));
  const inside = columns.map(part);
  const k = columns.length;
  const covariance = covarianceOf(inside);
  return {
    share: inside[0].length / logPosterior.length,
    centers: inside.map((x) => mean(x)),
    variances: columns.map((_, c) => covariance[c * (k + 1)]),
    logWeight: mean(part(logPosterior)) + logVolume(covariance, k),
  };
}

/** Half the log determinant; directions in which nothing moves count as a billionth of the widest. */
function logVolume(covariance: Float64Array, dim: number): number {
  const { values } = symmetricEigen(covariance, dim);
  const floor = 1e-18 * values[dim - 1];
  return values.reduce((sum, value) => sum + 0.5 * Math.log(Math.max(value, floor, Number.MIN_VALUE)), 0);
}
