import type { RegisterCommand } from './command.js';
import { notYet } from './not-yet.js';

/** Every command, in the order of the help text. Adding one: a file in `commands/` and a line here. */
export const commands: readonly RegisterCommand[] = [notYet('sample', 'draws the posterior')];
