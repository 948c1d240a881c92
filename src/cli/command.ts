import type { Command } from '@commander-js/extra-typings';

/** What a command hands back; `main` prints it. Commands themselves never write to stdout. */
export interface CommandResult {
  /** The one JSON document that `--json` prints. Undefined numbers (NaN, infinities) become null. */
  readonly json: unknown;
  /** What a person sees on stdout without `--json`. */
  readonly text: string;
  /** Exit code; 0 when left out, 3 when done but not converged, 130 when interrupted. */
  readonly exitCode?: number;
}

/** How commands hand their result to `main`: wraps an action so that its result or error is reported in one place. */
export type Report = (result: CommandResult) => void;

/** One command of the command line: adds itself to the program. One file per command in `cli/commands`. */
export type RegisterCommand = (program: Command, report: Report) => void;
