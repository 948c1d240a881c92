/**
 * Messages as a caller of the library needs them. What lies below tells remedies in options of the command line (`--resume`); only
 * the two front doors know who asks, so this one translates.
 */
import { InputError, RunError, type Problem } from '../errors.js';

/** In this order: phrases before the options they contain. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/--force or --out\b/g, 'overwrite: true or another path'],
  [/(another )?--out\b/g, 'another path'],
  [/\(--fix \S+=VALUE\)/g, '(leave it out of the parameters)'],
  [/--moves (\w+:[\d.]+(?:,\w+:[\d.]+)*)/g, "moves: '$1'"],
  [/--resume --steps /g, 'resume: true, steps: '],
  [/--(walkers|ensembles|steps|warmup|thin) (\d+)/g, '$1: $2'],
  [/(walkers: \d+) (?=ensembles: )/g, '$1, '],
  [/--resume\b/g, 'resume: true'],
  [/--force\b/g, 'overwrite: true'],
  [/--until-mcse\b/g, 'untilMcse'],
  [/--(seed|walkers|ensembles|steps|warmup|thin|moves|threads)\b/g, '$1'],
];

/** A message with the library's options in place of the command line's. */
export function inLibraryWords(text: string): string {
  return WORDS.reduce((told, [option, word]) => told.replace(option, word), text);
}

/** A failure with its message in the library's words; what is a bug, or the caller's own error, stays what it is. */
export function libraryError(error: unknown): unknown {
  if (error instanceof InputError)
    return new InputError(
      error.problems.map(({ where, hint, ...problem }): Problem => ({
        ...problem,
        where: where.startsWith('--') ? inLibraryWords(where) : where,
        ...(hint === undefined ? {} : { hint: inLibraryWords(hint) }),
      })),
    );
  if (!(error instanceof RunError)) return error;
  const told = inLibraryWords(error.message);
  return told === error.message ? error : new RunError(told, { cause: error.cause });
}
