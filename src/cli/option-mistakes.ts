import type { Argument, Command, Option } from '@commander-js/extra-typings';
import { InputError, type Problem } from '../errors.js';

/** What was wrong with the options of a command line, so far as it has been read. */
export interface OptionMistakes {
  readonly problems: readonly Problem[];
}

/** Lets a program read its options and arguments to the end where one is wrong, and tells all that are before a command does anything. */
export function collectOptionMistakes(program: Command): OptionMistakes {
  const problems: Problem[] = [];
  collectOf(program, problems);
  program.hook('preAction', () => {
    if (problems.length > 0) throw new InputError(problems);
  });
  return { problems };
}

function collectOf(command: Command, problems: Problem[]): void {
  for (const option of command.options) collect(option, problems);
  for (const argument of command.registeredArguments) collect(argument, problems);
  for (const inner of command.commands) collectOf(inner as unknown as Command, problems);
}

/** Both have the parser that was given to option() or argument(); the typings leave it out of arguments. */
function collect(option: Option | Argument, problems: Problem[]): void {
  const reader = option as { parseArg?: (text: string, before: unknown) => unknown };
  const { parseArg } = reader;
  if (parseArg === undefined) return;
  reader.parseArg = (text, before) => {
    try {
      return parseArg(text, before);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return before;
    }
  };
}
