import { InputError } from '../errors.js';
import type { RegisterCommand } from './command.js';

/** A command that the interface names and this version does not have: it says so and exits with 2. */
export function notYet(name: string, summary: string): RegisterCommand {
  return (program) => {
    program
      .command(name)
      .description(`${summary} (not yet)`)
      .argument('[arguments...]')
      .allowUnknownOption()
      .option('--json', 'print one JSON document')
      .action(() => {
        throw new InputError({
          where: `licmc ${name}`,
          expected: 'a command that this version has',
          got: `'${name}', which is not yet there`,
          hint: 'Run `licmc --help` for the commands that are.',
        });
      });
  };
}
