/** Independent searches from random points, and which of them agree. */
import { streamRng } from '../math/rng.js';
import { climb } from './climb.js';
import type { Objective } from './objective.js';
import type { PolishResult } from './polish.js';
import type { StartResult } from './problems.js';
import type { SearchSpace, StartOf } from './search-space.js';

export interface SearchOptions {
  readonly seed: string;
  /** Number of starts. */
  readonly starts: number;
  /** Searches that a start may make in all, each from a fresh random point, while it is below the best of all starts. */
  readonly attempts: number;
  /** Limit on the evaluations of one search's global stage. */
  readonly maxEvaluations: number;
  readonly startOf: StartOf;
  /** Told after each search, again for a start that searches again: which start (from 1), the best it has found, and the best of all. */
  readonly onStart?: ((start: number, logPosterior: number, best: number) => void) | undefined;
}

/** A start counts as having reached the maximum within this difference of log posterior. */
const REACHED = 0.01;

/**
 * Searches from every start, then again from those below the best, until all agree or their attempts are used up. The
 * streams are keyed by start and attempt, so what one start does changes no other's points.
 * @returns the best end (null when no search met a finite density) and the account of the starts
 */
export function searchStarts(
  objective: Objective,
  space: SearchSpace,
  { seed, starts: count, attempts, maxEvaluations, startOf, onStart }: SearchOptions,
): { best: PolishResult | null; starts: StartResult[] } {
  const starts = Array.from({ length: count }, () => ({
    logPosterior: -Infinity,
    evaluations: 0,
    attempts: 0,
  }));
  let best: PolishResult | null = null;
  const isBelow = (logPosterior: number): boolean => best === null || logPosterior < best.value - REACHED;
  for (let attempt = 0; attempt < attempts; attempt++)
    for (const [k, start] of starts.entries()) {
      if (attempt > 0 && !isBelow(start.logPosterior)) continue;
      const before = objective.evaluations();
      const end = climb(objective, space, startOf, maxEvaluations, streamRng(seed, 'fit', k, attempt));
      if (end !== null && (best === null || end.value > best.value)) best = end;
      start.logPosterior = Math.max(start.logPosterior, end?.value ?? -Infinity);
      start.evaluations += objective.evaluations() - before;
      start.attempts += 1;
      onStart?.(k + 1, start.logPosterior, best?.value ?? -Infinity);
    }
  return { best, starts: starts.map((start) => ({ ...start, reached: !isBelow(start.logPosterior) })) };
}
