/** How an exporter tells how far it is: values done, of a total. */
export interface Progress {
  /** Adds values to the total, before any of them is done. */
  expect(values: number): void;
  /** Adds finished values. */
  advance(values: number): void;
}

/** For callers that do not watch. */
export const silent: Progress = { expect: () => undefined, advance: () => undefined };

/**
 * A progress that calls `show` with the finished fraction in [0, 1] when at least `everyMs` of `now()` have passed.
 * The first report comes after `everyMs`, so that short exports say nothing.
 */
export function timedProgress(
  everyMs: number,
  now: () => number,
  show: (fraction: number) => void,
): Progress {
  let total = 0;
  let done = 0;
  let last = now();
  return {
    expect: (values) => {
      total += values;
    },
    advance: (values) => {
      done += values;
      const time = now();
      if (time - last < everyMs) return;
      last = time;
      show(Math.min(1, done / total));
    },
  };
}
