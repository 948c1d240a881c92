/** Two groups of rows that walkers hardly pass between: where they lie, and what the smaller one may weigh. */
import { mean } from '../../math/sum.js';
import { covarianceOf } from './covariance.js';
import type { Evidence } from './finding.js';
import { discriminant } from './discriminant.js';
import { FEWEST_VISITS, fewestVisits, rarestGap, type Gap } from './gap.js';
import { laterRows } from './some-rows.js';
import { logVolume } from './log-volume.js';
import type { ThinnedRows } from './thinned-rows.js';

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
  /** Indices of the walkers that were in the second group for all of the second half. */
  readonly staying: readonly number[];
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

/**
 * The separation that walkers pass least, or null. Where there is none in all rows, the second half is looked at alone: walkers that came over a
 * gap on their way from where they started have not passed it since.
 * @param leftOut walkers that pass nothing, wherever they are, or that are where the posterior is negligible; by index
 */
export function findSeparation(evidence: Evidence, leftOut: ReadonlySet<number>): Separation | null {
  const later = laterRows(evidence.rows);
  return (
    separationIn(evidence, evidence.rows, later, leftOut, FEWEST_VISITS) ??
    separationIn(evidence, later, later, leftOut, FEWEST_VISITS / 2)
  );
}

/** @param rows where a gap is looked for   @param later where its sides are described, unless one is empty there */
function separationIn(
  { coordinates, summary }: Evidence,
  rows: ThinnedRows,
  later: ThinnedRows,
  leftOut: ReadonlySet<number>,
  fewest: number,
): Separation | null {
  const ids = coordinates.map(({ id }) => id);
  const walkers = Array.from({ length: summary.ensembles * summary.walkers }, (_, i) => i).filter(
    (i) => !leftOut.has(i),
  );
  if (walkers.length === 0 || rows.perWalker === 0) return null;
  const kept = (from: ThinnedRows, id: string): Float64Array =>
    from.column(id).filter((_, row) => !leftOut.has(Math.floor(row / from.perWalker)));
  const columns = ids.map((id) => kept(rows, id));
  const ensembles = walkers.map((i) => Math.floor(i / summary.walkers));
  const splits = rareSplits(columns, rows.perWalker, ensembles, fewest);
  if (splits.length === 0) return null;
  const best = splits.reduce((a, b) => (fewestVisits(b.gap) < fewestVisits(a.gap) ? b : a));
  const logPosterior = kept(rows, 'log_posterior');
  const skipped = rows.perWalker - later.perWalker;
  const isLater = (row: number): boolean => row % rows.perWalker >= skipped;
  const isBelow = (row: number): boolean => best.scores[row] < best.gap.cut;
  const seen = new Set([...best.scores.keys()].filter(isLater).map(isBelow));
  const counts = (row: number): boolean => seen.size < 2 || isLater(row);
  const [first, second] = [true, false]
    .map((below) => ({
      below,
      ...describeSide(columns, logPosterior, counts, (row) => isBelow(row) === below),
    }))
    .sort((a, b) => b.logWeight - a.logWeight);
  const staysInSecond = (i: number): boolean => {
    for (let row = i * rows.perWalker + skipped; row < (i + 1) * rows.perWalker; row++)
      if (isBelow(row) !== second.below) return false;
    return true;
  };
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
    staying: walkers.filter((_, i) => staysInSecond(i)),
  };
}

/** All gaps that walkers pass too seldom: one per coordinate, and along the direction in which walkers lie apart most. */
function rareSplits(
  columns: readonly Float64Array[],
  perWalker: number,
  ensembles: readonly number[],
  fewest: number,
): Split[] {
  // Half a walker's worth.
  const least = (0.5 * perWalker) / columns[0].length;
  const split = (scores: Float64Array, index: number, weights: Float64Array | null): Split[] => {
    const gap = rarestGap(scores, perWalker, least, ensembles);
    return gap === null || fewestVisits(gap) >= fewest ? [] : [{ scores, gap, weights, index }];
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

/** @param counts rows that are looked at   @param isInside of those, the ones of this side */
function describeSide(
  columns: readonly Float64Array[],
  logPosterior: Float64Array,
  counts: (row: number) => boolean,
  isInside: (row: number) => boolean,
): Side {
  const rows = [...logPosterior.keys()].filter(counts);
  const mine = rows.filter(isInside);
  const part = (x: Float64Array): Float64Array => Float64Array.from(mine, (row) => x[row]);
  const inside = columns.map(part);
  const k = columns.length;
  const covariance = covarianceOf(inside);
  return {
    share: mine.length / rows.length,
    centers: inside.map((x) => mean(x)),
    variances: columns.map((_, c) => covariance[c * (k + 1)]),
    logWeight: mean(part(logPosterior)) + logVolume(covariance, k),
  };
}
