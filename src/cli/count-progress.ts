import { formatDuration, type ProgressOutput } from './progress.js';

export interface CountProgress {
  /** @param done of all, those of an earlier process included */
  update(done: number): void;
  /** Prints a line of its own. */
  note(text: string): void;
  end(): void;
}

const terminalIntervalMs = 100;
const logIntervalMs = 30_000;

/** `412/1000 simulations  1.9 s each  18 min 20 s left`: redrawn on a terminal, a line now and then in a log file. */
export function createCountProgress(output: ProgressOutput, what: string, of: number): CountProgress {
  const interval = output.isTerminal ? terminalIntervalMs : logIntervalMs;
  let first: { readonly time: number; readonly done: number } | null = null;
  let shown = output.now();
  let isShown = false;
  const clear = (): void => {
    if (isShown) output.write('\r\u001b[2K');
    isShown = false;
  };
  return {
    update(done) {
      const now = output.now();
      first ??= { time: now, done };
      if (now - shown < interval) return;
      shown = now;
      const each = (now - first.time) / 1000 / (done - first.done);
      const rate = Number.isFinite(each)
        ? `  ${each.toPrecision(2)} s each  ${formatDuration(each * (of - done))} left`
        : '';
      const line = `${done}/${of} ${what}${rate}`;
      output.write(output.isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
      isShown = output.isTerminal;
    },
    note(text) {
      clear();
      output.write(`${text}\n`);
    },
    end: clear,
  };
}
