/** How an exporter tells how far it is: rows times columns done, of a total known from the start. */
export interface Progress {
  /** Adds finished values. */
  advance(values: number): void;
}

/** For callers that do not watch. */
export const silent: Progress = { advance: () => undefined };

/**
 * A progress that calls `show` with the finished fraction in [0, 1] when at least `everyMs` of `now()` have passed.
 * The first report comes after `everyMs`, so that short exports say nothing.
 */
export function timedProgress(
  total: number,
  everyMs: number,
  now: () => number,
  show: (fraction: number) => void,
): Progress {
  let done = 0;
  let last = now();
  return {
    advance: (values) => {
      done += values;
      const time = now();
      if (time - last < everyMs) return;
      last = time;
      show(Math.min(1, done / total));
    },
  };
}
