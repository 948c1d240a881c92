/**
 * Steps per group where a step is slow or very fast: a group is what a crash can cost and what a signal waits for, so none should
 * take minutes; and each one waits for the disk, so none should take milliseconds. Groups change nothing about the draws, which is
 * why a clock may have a say here and nowhere else.
 */

/** Seconds that one group should take at most. */
const MOST_SECONDS = 5;
/** Seconds up to which intervals are put together. */
const LEAST_SECONDS = 0.25;

/** Intervals in one group at most. */
const MOST_INTERVALS = 100;

export interface Pace {
  /** Steps that the next group may have, a multiple of the thinning; beyond the interval a multiple of that. */
  readonly most: number;
  /** To be told after each commit. */
  committed(steps: number): void;
}

/** @param clock milliseconds; without one every group has `interval` steps. With one the first group is the smallest there is. */
export function createPace(interval: number, thin: number, clock: (() => number) | undefined): Pace {
  if (clock === undefined) return { most: interval, committed: () => undefined };
  let before = clock();
  let most = thin;
  return {
    get most() {
      return most;
    },
    committed(steps) {
      const now = clock();
      const perStep = (now - before) / 1000 / steps;
      before = now;
      most = Math.min(interval, multiple(thin, MOST_SECONDS / perStep));
      if (most === interval)
        most = multiple(interval, Math.min(LEAST_SECONDS / perStep, MOST_INTERVALS * interval));
    },
  };
}

/** The last multiple of `unit` up to x, the first one at least. */
function multiple(unit: number, x: number): number {
  return unit * Math.max(1, Math.floor(x / unit));
}
