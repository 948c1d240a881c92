/**
 * Errors as plain data, for the way from a worker thread to the main thread: structured cloning keeps neither the class
 * of an InputError nor its problems, and the command line tells mistakes, failures and bugs apart by class.
 */
import { InputError, RunError, type Problem } from '../errors.js';

export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | null;
  /** Only of an InputError. */
  readonly problems: readonly Problem[] | null;
  readonly cause: PackedError | null;
}

/** Anything that can be thrown, as plain data. */
export function packError(thrown: unknown): PackedError {
  if (!(thrown instanceof Error))
    return { name: 'Error', message: String(thrown), stack: null, problems: null, cause: null };
  const problems = thrown instanceof InputError ? thrown.problems : null;
  const cause = thrown.cause === undefined ? null : packError(thrown.cause);
  return { name: thrown.name, message: thrown.message, stack: thrown.stack ?? null, problems, cause };
}

const builtIn: Readonly<Record<string, new (message: string) => Error>> = {
  RangeError,
  TypeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  RunError,
};

/** The error again: same class where it is one of ours or built in, otherwise an Error of that name; stack of the worker. */
export function unpackError({ name, message, stack, problems, cause }: PackedError): Error {
  const known = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  const error = problems !== null ? new InputError(problems) : new (known ?? Error)(message);
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true });
  if (stack !== null) error.stack = stack;
  if (cause !== null) error.cause = unpackError(cause);
  return error;
}
