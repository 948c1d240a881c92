/**
 * A process that writes a chain until it is stopped: commits group after group and prints the number committed, or prints the
 * error that ended it and exits with 1. Started by the tests as `node --import tsx writing-process.ts PATH GROUPS`.
 */
import { createJournal } from '../../src/chain/journal.js';
import { blocksOf, columns, metadata } from './synthetic.js';

const [path, groups] = process.argv.slice(2);
try {
  const journal = createJournal(path, columns, metadata);
  for (let group = 1; group <= Number(groups); group++) {
    journal.commit(blocksOf({ ensembles: 2, walkers: 8 }, 50 * (group - 1), 50 * group));
    process.stdout.write(`${group}\n`);
  }
  process.stdout.write('done\n');
  // Hold the lock until killed.
  setInterval(() => undefined, 1000);
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
