/** Combinations of coordinates of which the data know one number, and the prior alone the others. */
import { mean, variance } from '../../math/sum.js';
import { combinationText, determinedCombination, productText, type Combination } from './combination.js';
import { covarianceOf } from './covariance.js';
import { dependence } from './dependence.js';
import { listed, type Evidence, type Finding } from './finding.js';
import { rarestGap } from './gap.js';
import { narrowSets, type NarrowSet } from './narrow-sets.js';

/**
 * What the log likelihood may depend on a direction, in log units, that counts as known by the prior alone: a Gaussian one that the
 * data know has 0.71 (dependence.ts), one to which prior and data contribute alike 0.35.
 */
const FREE = 0.2;
/** Looser, for a first look without taking the scatter of the other directions out. */
const MAYBE_FREE = 0.5;
/** A member moves along the free directions when so much of its length (1 for a coordinate that is free itself) lies in them. */
const TAKES_PART = 0.5;
/** The logarithm is tried too where a coordinate is positive and spans at least this factor. */
const SPAN = 1.2;

/** One column per coordinate, on the scale on which the combination is sought. */
interface Scale {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
}

/** @param leftOut walkers that take no part in the sampling, by index: their rows are not looked at */
export function notIdentified({ coordinates, rows }: Evidence, leftOut: ReadonlySet<number>): Finding[] {
  const { perWalker } = rows;
  const kept = (id: string): Float64Array =>
    leftOut.size === 0
      ? rows.column(id)
      : rows.column(id).filter((_, row) => !leftOut.has(Math.floor(row / perWalker)));
  const known = coordinates
    .map(({ id }) => ({ id, values: kept(id) }))
    .filter(({ values }) => isUsable(values));
  const logLikelihood = ['log_likelihood', 'log_posterior']
    .filter((id) => rows.has(id))
    .map(kept)
    .find((column) => column.length > 0 && column.every(Number.isFinite));
  if (logLikelihood === undefined || known.length < 2) return [];
  const linear: Scale = { names: known.map(({ id }) => id), columns: known.map(({ values }) => values) };
  const groups: Group[] = [];
  for (const { set, scale } of candidateSets([linear, logarithmic(linear)])) {
    // One that joins nothing new says again what others have said.
    if (groups.some(({ members }) => set.members.every((k) => members.has(k)))) continue;
    const part = freePart(set, scale.columns, logLikelihood, perWalker);
    if (part === null || groups.some(({ members }) => part.members.every((k) => members.has(k)))) continue;
    const touched = groups.filter(({ members }) => part.members.some((k) => members.has(k)));
    const merged: Group = {
      members: new Set([...touched.flatMap(({ members }) => [...members]), ...part.members]),
      // Each further combination that shares a member ties one new member to the old ones.
      free: Math.max(part.directions, ...touched.map(({ free }) => free)),
      combinations: [
        ...touched.flatMap(({ combinations }) => combinations),
        determinedCombination(set, scale.names, scale.columns),
      ],
    };
    groups.splice(0, groups.length, ...groups.filter((group) => !touched.includes(group)), merged);
  }
  return groups.map(({ members, combinations, free }) =>
    describe(
      [...members].sort((a, b) => a - b).map((k) => known[k].id),
      combinations,
      free,
    ),
  );
}

/** Coordinates that hang together, and the combinations by which they do. */
interface Group {
  readonly members: ReadonlySet<number>;
  readonly combinations: readonly Combination[];
  /** Directions that the data do not know. */
  readonly free: number;
}

function isUsable(x: Float64Array): boolean {
  return x.length > 2 && x.every(Number.isFinite) && variance(x) > 0;
}

function logarithmic({ names, columns }: Scale): Scale {
  const suits = columns.map((x) => {
    const [low, high] = x.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    return low > 0 && high > SPAN * low;
  });
  return {
    names: names.map((name, k) => (suits[k] && !name.startsWith('log10_') ? `log10(${name})` : name)),
    columns: columns.map((x, k) => (suits[k] && !names[k].startsWith('log10_') ? x.map(Math.log10) : x)),
  };
}

/** Sets of both scales, the smaller ones first; a set that hangs together on both is taken on the scale where it does so more. */
function candidateSets(scales: readonly Scale[]): { readonly set: NarrowSet; readonly scale: Scale }[] {
  return scales
    .flatMap((scale) => {
      const dim = scale.columns.length;
      const covariance = covarianceOf(scale.columns);
      const correlation = covariance.map(
        (value, at) =>
          value /
          Math.sqrt(covariance[Math.floor(at / dim) * (dim + 1)] * covariance[(at % dim) * (dim + 1)]),
      );
      return narrowSets(correlation, dim).map((set) => ({ set, scale }));
    })
    .sort((a, b) => a.set.members.length - b.set.members.length || a.set.eigenvalue - b.set.eigenvalue);
}

/** What of a set the data do not know. */
interface FreePart {
  /** Members that move along the free directions. */
  readonly members: readonly number[];
  readonly directions: number;
}

/** The directions of a set, other than its narrow one, on which the log likelihood does not depend; null when there are none. */
function freePart(
  { members, direction, wide }: NarrowSet,
  columns: readonly Float64Array[],
  logLikelihood: Float64Array,
  perWalker: number,
): FreePart | null {
  const own = members.map((k) => columns[k]);
  const scores = wide.map((vector) => along(vector, own));
  const narrow = along(direction, own);
  if (!(dependence(scores, [narrow], logLikelihood).values[0] < MAYBE_FREE)) return null;
  const rest = columns.filter((_, k) => !members.includes(k));
  const { values, vectors } = dependence(scores, [narrow, ...rest], logLikelihood);
  const free = vectors
    .filter((_, d) => values[d] < FREE)
    .map((vector) => members.map((_, i) => wide.reduce((sum, w, d) => sum + vector[d] * w[i], 0)));
  // Modes that a combination sets apart are no ridge.
  if (free.length === 0 || rarestGap(along(Float64Array.from(free[0]), own), perWalker, 0.01) !== null)
    return null;
  const moving = members.filter((_, i) => Math.hypot(...free.map((vector) => vector[i])) >= TAKES_PART);
  // One alone is not known at all: no combination.
  return moving.length < 2 ? null : { members: moving, directions: free.length };
}

/** A direction given in standard deviations of the columns. */
function along(vector: Float64Array, columns: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(columns[0].length);
  columns.forEach((x, k) => {
    const center = mean(x);
    const factor = vector[k] / Math.sqrt(variance(x, center));
    for (let row = 0; row < x.length; row++) out[row] += factor * (x[row] - center);
  });
  return out;
}

function describe(ids: readonly string[], combinations: readonly Combination[], free: number): Finding {
  const determined = combinations.map((combination) => {
    const product = productText(combination);
    const meaning = product === null ? '' : `; the product ${product}`;
    return `${combinationText(combination)} is determined (${combination.mean.toPrecision(4)}, sd ${combination.sd.toPrecision(2)}${meaning})`;
  });
  const others = free === 1 ? 'the other direction' : `the other ${free} directions`;
  return {
    code: 'not_identified',
    message: `${listed(ids)} cannot be told apart: ${listed(determined)}, ${others} only by the prior.`,
    remedy: `Quote ${combinations.length === 1 ? 'the combination' : 'the combinations'}, and none of ${listed(ids)} alone; or give ${free === 1 ? 'one' : free} of them a prior from outside knowledge or a fixed value (--fix ${ids[0].replace(/^log10_/, '')}=VALUE).`,
    parameters: ids,
  };
}
