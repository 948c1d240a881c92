/**
 * When a run commits and when it is assessed. Everything is counted in absolute steps after warm-up, never from where this
 * process happened to begin, so an interrupted and resumed run does the same as one that was left alone.
 */

/** When convergence is assessed: at `first`, then at counts growing by `growth`, each rounded up to a whole interval. */
export interface CheckSchedule {
  /** Steps after warm-up of the first assessment. */
  readonly first: number;
  /** Ratio of consecutive counts, > 1: 2 costs the least, smaller overshoots less. */
  readonly growth: number;
  /** Steps per committed group. */
  readonly interval: number;
}

/** The first scheduled count at or after `step` (> 0). */
export function checkAtOrAfter(step: number, { first, growth, interval }: CheckSchedule): number {
  const roundUp = (x: number): number => Math.ceil(x / interval) * interval;
  let check = Math.max(interval, roundUp(first));
  while (check < step) check = Math.max(check + interval, roundUp(check * growth));
  return check;
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
