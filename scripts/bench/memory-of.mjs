// One job on a chain in a process of its own, for its largest resident memory: `node memory-of.mjs '{"job","path","steps","dim"}'`.
// A job is `sample`, or a command with its options; '%' stands for the chain's path in these.
import { runCommandLine } from '../../dist/cli/program.js';
import { sampleToFile } from '../../dist/index.js';
import { standardNormal } from './densities.mjs';

const { job, path, steps, dim } = JSON.parse(process.argv[2]);
const began = performance.now();
if (job === 'sample')
  await sampleToFile(standardNormal(dim), { path, ensembles: 4, walkers: 50, warmup: 200, steps });
else {
  const [command, ...options] = job.replaceAll('%', path).split(' ');
  const code = await runCommandLine([command, path, '--json', ...options], {
    out: () => undefined,
    err: console.error,
  });
  if (code !== 0 && code !== 3) process.exit(code);
}
console.log(
  JSON.stringify({
    seconds: (performance.now() - began) / 1e3,
    resident_mb: process.resourceUsage().maxRSS / 1e3,
  }),
);
