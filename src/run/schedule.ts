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

/** What bounds a group; steps as counted after warm-up, but for `warmup`. */
export interface GroupBounds {
  readonly warmup: number;
  readonly interval: number;
  /** Steps at which the run ends in any case. */
  readonly limit: number;
  /** Steps that the group may have. */
  readonly most: number;
  /** Steps of the next assessment; null where there is none. */
  readonly check: number | null;
}

/**
 * Where the group that begins at `iteration` ends: at the last multiple of the interval, counted from the start during warm-up
 * and from the end of warm-up after it, that `most` steps reach, or earlier where `most` reaches none; but at the end of warm-up, of
 * the run, and wherever it may be assessed.
 */
export function groupEnd(iteration: number, bounds: GroupBounds): number {
  const { warmup, interval, limit, most, check } = bounds;
  const [origin, end] = iteration < warmup ? [0, warmup] : [warmup, warmup + limit];
  const next = origin + (Math.floor((iteration - origin) / interval) + 1) * interval;
  const last = origin + Math.floor((iteration + most - origin) / interval) * interval;
  const reached = last < next ? Math.min(iteration + most, next) : last;
  if (iteration < warmup || check === null) return Math.min(end, reached);
  // Behind the next assessment lies another, whose steps nobody knows yet, but for the fewest there can be.
  const known = [check, nextCheckAfter(check, 0, interval)].find((steps) => warmup + steps > iteration);
  return Math.min(end, reached, known === undefined ? next : warmup + known);
}
