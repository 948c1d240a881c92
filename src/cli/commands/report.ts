import { extname } from 'node:path';
import { openChain } from '../../chain/reader.js';
import { InputError, show } from '../../errors.js';
import { writeBytes } from '../../plot/write/write-figure.js';
import { reportPage } from '../../report/page/report-page.js';
import type { RegisterCommand } from '../command.js';
import { wrote } from '../figure-options.js';
import { chainNotes } from '../running-note.js';

/** `licmc report`: everything about a chain in one file. */
export const report: RegisterCommand = (program, done) => {
  program
    .command('report')
    .description('one self-contained page: run, verdict, constraints, figures, provenance')
    .argument('<CHAIN>', 'chain file')
    .requiredOption('-o, --out <FILE>', 'file ending in .html')
    .option('--json', 'print one JSON document')
    .action(async (path, options) => {
      if (extname(options.out).toLowerCase() !== '.html') {
        throw new InputError({
          where: '-o',
          expected: 'a file name that ends in .html',
          got: show(options.out),
        });
      }
      const chain = openChain(path);
      try {
        chainNotes(chain);
        const page = reportPage(chain);
        await writeBytes(options.out, page);
        done(wrote(options.out, { bytes: Buffer.byteLength(page) }));
      } finally {
        chain.close();
      }
    });
};
