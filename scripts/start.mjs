// `npm start`: the posterior of priors/lic.yaml until converged, and its constraints. Typed again it resumes what is
// unfinished, else prints the constraints of the chain that is there.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
const cli = join(root, 'dist/cli/main.js');
const chain = 'chains/lic.arrow';
const notConverged = 3;
let status = 0;
const unfinished = existsSync(join(root, `${chain}s`));
if (unfinished || !existsSync(join(root, chain))) {
  status = run(process.execPath, [cli, 'sample', 'lic', ...(unfinished ? ['--resume'] : [])], {
    may: [0, notConverged],
  });
}
run(process.execPath, [cli, 'constraints', chain]);
process.exit(status);
