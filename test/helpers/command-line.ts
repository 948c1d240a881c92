import { runCommandLine } from '../../src/cli/program.js';

/** What a person or program sees of one command line. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function licmc(...args: readonly string[]): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await runCommandLine(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

/** The JSON document of a command that must succeed. */
export async function licmcJson<T>(...args: readonly string[]): Promise<T> {
  const { code, out, err } = await licmc(...args, '--json');
  if (code !== 0) throw new Error(`licmc ${args.join(' ')} exited with ${code}: ${err}`);
  return JSON.parse(out) as T;
}
