/**
 * Which measurements the model fails to explain, and where. Every p-value of every group is judged together: Holm's rule keeps
 * the probability of naming any failure wrongly below `LEVEL`. Posterior predictive p-values keep well inside that, since the
 * model was fitted to the same data: they lie nearer to 1/2 than uniform ones.
 */
import type { Observations } from '../likelihood/observations.js';
import { holmAdjusted } from '../math/holm.js';
import { median, quantiles } from '../math/quantile.js';
import { longestRun, strongestWindow } from '../predictive/discrepancies.js';
import { abscissa, type MeasurementGroup } from '../predictive/measurement-groups.js';
import type { ReplicatedPulls } from '../predictive/replicate-pulls.js';
import { claimedProbability } from '../predictive/tail-probability.js';
import { describeFailure } from './describe-failure.js';
import { meanPulls, type GroupCheck } from './group-check.js';

/** Probability of naming any failure where there is none. */
const LEVEL = 0.05;

/**
 * Beside the strongest window of a group that fails, further ones are named where this share of the replicated data sets has
 * none as strong anywhere. Where the scatter fails already, windows only say what it is made of.
 */
const FURTHER = { window: 0.99, scatter: 0.5 } as const;

/** Neighbours that lie together on one side of the model. Field names are those of the JSON interface. */
export interface Region {
  /** Ends: rigidity in GV of fluxes, total energy in GeV of dipoles. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Whose they are. */
  readonly datasets: readonly string[];
  /** Measured over model, less 1, or measured less model in degrees: median over posterior and points. */
  readonly offset: number;
  /** Sum of the pulls over the root of their number. */
  readonly strength: number;
}

export type FailureKind =
  /** Neighbours deviate together. */
  | 'window'
  /** Neighbours keep to one side for too long. */
  | 'run'
  /** More scatter than the noise allows. */
  | 'scatter'
  /** Less of it: errors that are too large, or correlated. No failure of the model. */
  | 'too_close';

/** One group that the model and its noise do not describe. Field names are those of the JSON interface. */
export interface Failure extends Pick<MeasurementGroup, 'dataset' | 'observable' | 'species'> {
  readonly kinds: readonly FailureKind[];
  /** The smallest p-value, two-sided for chi2. At 1/(replicates + 1) no replicate was as extreme: it is an upper bound. */
  readonly p: number;
  readonly n: number;
  readonly chi2: number;
  readonly regions: readonly Region[];
  /** All of it in words. */
  readonly message: string;
}

/** Errors that are too large or move together: nothing that the model would fail at. */
export function onlyTooClose({ kinds }: Pick<Failure, 'kinds'>): boolean {
  return kinds.includes('too_close') && !kinds.includes('window');
}

export interface FailuresInput {
  readonly observations: Observations;
  readonly groups: readonly MeasurementGroup[];
  readonly draws: number;
  readonly pulls: ReplicatedPulls;
  readonly checks: readonly GroupCheck[];
}

/** The strongest first. `tests` p-values were judged at `level`. */
export function findFailures(input: FailuresInput): {
  readonly level: number;
  readonly tests: number;
  readonly found: Failure[];
} {
  const tests = input.checks.flatMap((check, g) =>
    testsOf(check).map(({ kind, p }) => ({ g, kind, p: claimedProbability(p, input.draws) })),
  );
  const adjusted = holmAdjusted(tests.map(({ p }) => p));
  const failed = tests.filter((_, t) => adjusted[t] <= LEVEL);
  const found = [...new Set(failed.map(({ g }) => g))].map((g) =>
    failureOf(
      input,
      g,
      failed.filter((test) => test.g === g),
    ),
  );
  const strength = ({ regions }: Failure): number => Math.max(0, ...regions.map((r) => Math.abs(r.strength)));
  return {
    level: LEVEL,
    tests: tests.length,
    found: found
      .filter((failure) => !isRepeated(failure, found))
      .sort((a, b) => strength(b) - strength(a) || a.p - b.p),
  };
}

/** Fewest replicates with which a test can fail: the smallest p-value that they can claim is what Holm's rule asks of the first. */
export function replicatesFor(groups: readonly MeasurementGroup[]): number {
  return Math.ceil(groups.reduce((sum, { points }) => sum + (points.length < 2 ? 1 : 3), 0) / LEVEL);
}

/** Of a single point window and run say no more than chi2. */
function testsOf({ n, chi2, window, run }: GroupCheck): { kind: FailureKind; p: number }[] {
  const twoSided = Math.min(1, 2 * Math.min(chi2.p, 1 - chi2.p));
  return [
    { kind: chi2.p < 0.5 ? 'scatter' : 'too_close', p: twoSided },
    ...(n < 2
      ? []
      : [
          { kind: 'window' as const, p: window.p },
          { kind: 'run' as const, p: run.p },
        ]),
  ];
}

function failureOf(
  { observations, groups, draws, pulls, checks }: FailuresInput,
  g: number,
  failed: readonly { readonly kind: FailureKind; readonly p: number }[],
): Failure {
  const group = groups[g];
  const { dataset, observable, species } = group;
  const kinds = failed.map(({ kind }) => kind);
  const own = meanPulls(pulls.points[observable], group.points);
  const regionOf = (from: number, to: number): Region => {
    const members = group.points.slice(from, to);
    return {
      from: abscissa(observations, observable, members[0]),
      to: abscissa(observations, observable, members[members.length - 1]),
      n: members.length,
      datasets: [...new Set(members.map((i) => observations[observable].dataset[i]))],
      offset: median(Float64Array.from(members, (i) => median(pulls.points[observable][i].offset))),
      strength: own.slice(from, to).reduce((sum, x) => sum + x, 0) / Math.sqrt(to - from),
    };
  };
  const reason = (['window', 'scatter'] as const).find((kind) => kinds.includes(kind));
  const windows =
    reason === undefined
      ? []
      : windowsBeyond(own, quantiles(pulls.discrepancies[g].window.replicated, [FURTHER[reason]])[0]);
  const places = windows.length > 0 ? windows : kinds.some((kind) => kind === 'run') ? [longestRun(own)] : [];
  const failure = {
    dataset,
    observable,
    species,
    kinds,
    p: Math.min(...failed.map(({ p }) => p)),
    n: group.points.length,
    chi2: checks[g].chi2.observed,
    // All data sets together tell what several agree on; what is of one set is named with it.
    regions: places
      .map(({ from, to }) => regionOf(from, to))
      .filter(({ datasets }) => dataset !== null || datasets.length > 1),
  };
  return { ...failure, message: describeFailure(failure, checks[g], draws) };
}

/** The strongest window, and further ones beside it as strong as `limit`, in order of energy. */
function windowsBeyond(pulls: Float64Array, limit: number): { from: number; to: number }[] {
  const within = (start: number, end: number, least: number): { from: number; to: number }[] => {
    if (start >= end) return [];
    const { from, to, strength } = strongestWindow(pulls.subarray(start, end));
    if (Math.abs(strength) < least) return [];
    return [
      ...within(start, start + from, limit),
      { from: start + from, to: start + to },
      ...within(start + to, end, limit),
    ];
  };
  return within(0, pulls.length, 0);
}

/** All data sets together say nothing new where no deviation is shared, and a set fails by itself. */
function isRepeated({ dataset, observable, species, regions }: Failure, found: readonly Failure[]): boolean {
  if (dataset !== null || regions.length > 0) return false;
  return found.some(
    (other) => other.dataset !== null && other.observable === observable && other.species === species,
  );
}
