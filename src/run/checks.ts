/** Whether a run is over: its number of steps is reached, or what was asked for is known well enough. */
import type { StopRule } from './sample.js';
import { firstCheckAt, nextCheckAfter } from './schedule.js';

/** What an assessment of the draws so far says. */
export interface Outlook {
  /** Whether the run may end. */
  readonly met: boolean;
  /** Steps at which it is likely to be, were it to go on as it is; NaN when nobody can tell. */
  readonly stepsNeeded: number;
}

export interface Checks {
  /** Steps of the next assessment; null where there is none. */
  readonly next: number | null;
  /** Steps that the last assessment thinks are needed; NaN before the first. */
  readonly stepsNeeded: number;
  /**
   * Makes again the assessments that a run which now stands at `steps` has made: each tells when the next one is, so that
   * a resumed run is assessed at the same steps as one that was left alone.
   */
  replay(steps: number): Promise<void>;
  /** Why the run is over at `steps`, or null. Asks only where an assessment is due, and at the very end. */
  verdict(steps: number): Promise<'steps' | 'converged' | 'max-steps' | null>;
}

export function createChecks(stop: StopRule, interval: number): Checks {
  if ('steps' in stop) {
    return {
      next: null,
      stepsNeeded: NaN,
      replay: () => Promise.resolve(),
      verdict: (steps) => Promise.resolve(steps >= stop.steps ? 'steps' : null),
    };
  }
  let next = firstCheckAt(stop.firstCheck, interval);
  let stepsNeeded = NaN;
  const look = async (steps: number): Promise<boolean> => {
    const outlook = await stop.check(steps);
    stepsNeeded = outlook.stepsNeeded;
    next = nextCheckAfter(steps, stepsNeeded, interval);
    return outlook.met;
  };
  return {
    get next() {
      return Math.min(next, stop.maxSteps);
    },
    get stepsNeeded() {
      return stepsNeeded;
    },
    async replay(steps) {
      // A goal that was met before is a weaker one than the chain was drawn for: then it is met where the chain stands.
      while (next < steps) if (await look(next)) next = steps;
    },
    async verdict(steps) {
      const over = steps >= stop.maxSteps;
      if ((over || steps === next) && (await look(steps))) return 'converged';
      return over ? 'max-steps' : null;
    },
  };
}
