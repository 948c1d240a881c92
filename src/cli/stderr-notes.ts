/** What a command that writes files says on stderr: notes, and how far it is. */
export interface StderrNotes {
  readonly note: (text: string) => void;
  /** Redrawn in place on a terminal; a line now and then in a log file. */
  readonly progress: (text: string) => void;
  /** Clears the progress line. */
  readonly end: () => void;
}

const logIntervalMs = 10_000;

export function stderrNotes(): StderrNotes {
  const { stderr } = process;
  let last = performance.now();
  const clear = (): void => {
    if (stderr.isTTY) stderr.write('\r\u001b[2K');
  };
  return {
    note: (text) => {
      clear();
      stderr.write(`${text}\n`);
    },
    progress: (text) => {
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[2K${text}`);
      } else if (performance.now() - last >= logIntervalMs) {
        last = performance.now();
        stderr.write(`${text}\n`);
      }
    },
    end: clear,
  };
}
