/**
 * Steps per group where a step is slow: a group is what a crash can cost and what a signal waits for, so none should take
 * minutes. Groups change nothing about the draws, which is why a clock may have a say here and nowhere else.
 */

/** Seconds that one group should take at most. */
const GROUP_SECONDS = 5;

export interface Pace {
  /** Steps that the next group may have, a multiple of the thinning. */
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
      most = Math.min(interval, thin * Math.max(1, Math.floor(GROUP_SECONDS / perStep / thin)));
    },
  };
}
