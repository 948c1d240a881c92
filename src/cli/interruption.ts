/** What can end a run from outside: SIGINT (Ctrl-C), SIGTERM (a scheduler), or the time that was given. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Whether the time given was what ended the run. */
  readonly timeIsUp: () => boolean;
  /** Gives the signals back. */
  dispose(): void;
}

/** Interrupted twice, the process ends at once; what was committed is safe either way. */
export function interruption(maxSeconds: number | undefined, note: (text: string) => void): Interruption {
  const controller = new AbortController();
  let timeIsUp = false;
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(130);
    note(`${name}: stopping after the steps in flight are committed; once more to stop at once.`);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const timer =
    maxSeconds === undefined
      ? undefined
      : setTimeout(() => {
          timeIsUp = !controller.signal.aborted;
          controller.abort();
        }, 1000 * maxSeconds);
  return {
    signal: controller.signal,
    timeIsUp: () => timeIsUp,
    dispose() {
      clearTimeout(timer);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
