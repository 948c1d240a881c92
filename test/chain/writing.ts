import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A writing process and what it has printed so far. */
export interface Writing {
  readonly child: ChildProcess;
  /** The number of the last group it has told as committed. */
  committed(): number;
  /** Resolves when its output contains the text, rejects when it ends without. */
  until(text: string): Promise<string>;
  /** Resolves with the whole output when it has ended. */
  readonly ended: Promise<string>;
}

/**
 * Starts writing-process.ts, within a test: it is killed with the test's end.
 * @param prelude shell commands before it, such as limits
 */
export function startWriting(
  path: string,
  groups: number,
  prelude = '',
  options: SpawnOptions = {},
): Writing {
  const script = fileURLToPath(new URL('writing-process.ts', import.meta.url));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const command = `${prelude} exec "$0" --import tsx "$@"`;
  const child = spawn('bash', ['-c', command, process.execPath, script, path, String(groups)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const waiting: (() => void)[] = [];
  const check = (): void => waiting.forEach((wake) => wake());
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    check();
  });
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.on('close', () => {
      over = true;
      check();
      resolve(output);
    });
  });
  return {
    child,
    ended,
    committed: () => Number(output.match(/\d+(?=\n(?:[^\d]|$))/g)?.at(-1) ?? 0),
    until: (text) =>
      new Promise((resolve, reject) => {
        const wake = (): void => {
          if (output.includes(text)) resolve(output);
          else if (over) reject(new Error(`the writing process ended: ${output}`));
        };
        waiting.push(wake);
        wake();
      }),
  };
}
