import { Command, CommanderError } from '@commander-js/extra-typings';
import { formatProblem, InputError, RunError } from '../errors.js';
import { packageVersion } from '../package-info.js';
import type { CommandResult } from './command.js';
import { commands } from './commands.js';
import type { CommandEntry } from './commands.js';
import { collectOptionMistakes, type OptionMistakes } from './option-mistakes.js';

/** Where a run of the command line reads and writes: the process's own streams, or a test's buffers. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** Runs one command line and returns its exit code: 0, 1, 2, 3 or 130 as documented in the README. Never throws. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  const json = args.includes('--json');
  let result: CommandResult = { json: null, text: '' };
  let reported = false;
  const program = new Command('licmc')
    .description('Local Interstellar Cloud Monte Carlo')
    .version(packageVersion)
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => streams.out(text), writeErr: (text) => streams.err(text) })
    .exitOverride();
  for (const register of await Promise.all(needed(args).map((command) => command.load()))) {
    register(program, (r) => {
      result = r;
      reported = true;
    });
  }
  inheritSettings(program);
  const mistakes = collectOptionMistakes(program);
  try {
    if (args.length === 0) {
      streams.out(program.helpInformation());
      return 0;
    }
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return reportError(error, mistakes, json, streams);
  }
  if (reported) {
    if (json) streams.out(`${JSON.stringify(result.json)}\n`);
    else if (result.text !== '') streams.out(result.text.endsWith('\n') ? result.text : `${result.text}\n`);
  }
  return result.exitCode ?? 0;
}

/** A command line that begins with a command needs no other, and the version none; help and mistakes need all. */
function needed([first]: readonly string[]): readonly CommandEntry[] {
  if (first === '--version' || first === '-V') return [];
  const asked = commands.filter(({ name }) => name === first);
  return asked.length > 0 ? asked : commands;
}

/** Settings that commander does not hand down to commands that are already there. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent).showSuggestionAfterError();
    inheritSettings(command as unknown as Command);
  }
}

function reportError(error: unknown, { problems }: OptionMistakes, json: boolean, streams: Streams): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Commander has told its own and stops there.
    for (const problem of problems) streams.err(`${formatProblem(problem)}\n`);
    const told = { kind: 'usage', message: error.message, ...(problems.length === 0 ? {} : { problems }) };
    if (json) streams.out(`${JSON.stringify({ error: told })}\n`);
    return 2;
  }
  if (error instanceof InputError) {
    for (const problem of error.problems) streams.err(`${formatProblem(problem)}\n`);
    if (json) streams.out(`${JSON.stringify({ error: { kind: 'input', problems: error.problems } })}\n`);
    return 2;
  }
  if (error instanceof RunError) {
    streams.err(`${error.message}\n`);
    if (json) streams.out(`${JSON.stringify({ error: { kind: 'run', message: error.message } })}\n`);
    return 1;
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  streams.err(`This is a bug in licmc; please report it with the lines below.\n${message}\n`);
  if (json) streams.out(`${JSON.stringify({ error: { kind: 'bug', message } })}\n`);
  return 1;
}
