/**
 * When a run commits and when it is assessed. Everything is counted in absolute steps after warm-up, never from where this
 * process happened to begin, so an interrupted and resumed run does the same as one that was left alone.
 */

/** Growth from one assessment to the next where nobody can tell how many steps the goal needs. */
const BLIND_GROWTH = 1.5;
/** The smallest and the largest growth: few assessments even where each says "nearly", at most a doubling where it says "long". */
const GROWTH = [1.1, 2] as const;
/** Steps beyond those that the last assessment thinks are needed: it is an estimate. */
const MARGIN = 1.03;

/** When convergence is first assessed. */
export function firstCheckAt(first: number, interval: number): number {
  return Math.max(interval, roundUp(first, interval));
}

/**
 * When convergence is assessed after an assessment at `step`: where that one thinks the goal will be met, within a factor
 * 1.1 to 2, in whole intervals.
 * @param stepsNeeded as the assessment tells; NaN when it cannot tell
 */
export function nextCheckAfter(step: number, stepsNeeded: number, interval: number): number {
  const growth = (MARGIN * stepsNeeded) / step;
  const factor = Number.isNaN(growth) ? BLIND_GROWTH : Math.min(Math.max(growth, GROWTH[0]), GROWTH[1]);
  return Math.max(step + interval, roundUp(step * factor, interval));
}

function roundUp(x: number, interval: number): number {
  return Math.ceil(x / interval) * interval;
}

/**
 * Where the group that begins at `iteration` ends: at the next multiple of the interval, counted from the start during warm-up
 * and from the end of warm-up after it, or at the end of warm-up or of the run.
 * @param limit steps after warm-up at which the run ends in any case
 */
export function groupEnd(iteration: number, warmup: number, interval: number, limit: number): number {
  const [origin, end] = iteration < warmup ? [0, warmup] : [warmup, warmup + limit];
  return Math.min(end, origin + (Math.floor((iteration - origin) / interval) + 1) * interval);
}
