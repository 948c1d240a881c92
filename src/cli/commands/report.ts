import { extname } from 'node:path';
import type { Chain } from '../../chain/reader.js';
import { openChain } from '../../chain/reader.js';
import { InputError, show } from '../../errors.js';
import { writeBytes } from '../../plot/write/write-figure.js';
import { chainConstraints } from '../../inference/constraints.js';
import { recordOf } from '../../inference/run-record.js';
import { reportPage } from '../../report/page/report-page.js';
import { findRerun, rerunPath } from '../../sensitivity/reruns.js';
import { sensitivityOf } from '../../sensitivity/sensitivity.js';
import type { Sensitivity } from '../../sensitivity/sensitivity.js';
import type { Variation } from '../../sensitivity/variations.js';
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
        const page = reportPage(chain, await sensitivityForPage(chain));
        await writeBytes(options.out, page);
        done(wrote(options.out, { bytes: Buffer.byteLength(page) }));
      } finally {
        chain.close();
      }
    });
};

/** Enough for a figure, and quick. */
const drawsForPage = 4000;

/** With the chains drawn anew that are there; null for a chain without data. */
async function sensitivityForPage(chain: Chain): Promise<Sensitivity | null> {
  const { config } = recordOf(chain.metadata.document, chain.path);
  if (config.prior_only || chain.length === 0) return null;
  const find = ({ id, anew }: Variation): Chain | null =>
    anew === null ? null : findRerun(rerunPath(chain.path, id), anew);
  return sensitivityOf(chain, chainConstraints(chain), undefined, find, drawsForPage);
}
