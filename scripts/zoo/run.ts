/**
 * The study of the zoo: `npx tsx scripts/zoo/run.ts [--set held-out|unseen] [--workers N] [--only TEXT] [--limit N] [--out FILE]`. Runs what is missing in the
 * results (JSON lines, appended as they come; a torn last line is run again) in worker processes and says how far it is. After a change of
 * the sampler, the diagnostics or the stop rule, remove the results first: only rows of one version are compared to the last digit.
 */
import { execFileSync, fork } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { plans, type Plan } from './plan.js';
import { readResults, type Study } from './results.js';
import { runOne, type Row } from './run-one.js';
import { setNamed } from './sets.js';
import { committedSources } from './sources.js';

const self = fileURLToPath(import.meta.url);

if (process.send !== undefined)
  process.on('message', (plan: Plan) => void runOne(plan).then((row) => process.send!(row)));
else study();

function study(): void {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'zoo' },
      workers: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      limit: { type: 'string', default: '1000000' },
      out: { type: 'string' },
    },
  });
  const { only, limit } = values;
  const set = setNamed(values.set);
  const out = values.out ?? fileURLToPath(set.results);
  const done = new Set(readResults(out).rows.map(({ id }) => id));
  const missing = plans(set.targets)
    .filter(({ id }) => id.includes(only) && !done.has(id))
    .slice(0, Number(limit));
  let next = 0;
  let finished = 0;
  if (existsSync(out) && !readFileSync(out, 'utf8').endsWith('\n')) appendFileSync(out, '\n');
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const study: Study = { commit, node: process.version, sources: committedSources(set) };
  if (missing.length > 0) appendFileSync(out, `${JSON.stringify({ study })}\n`);
  for (let w = 0; w < Math.min(Number(values.workers), missing.length); w++) {
    const worker = fork(self);
    const give = (): void => {
      if (next < missing.length) worker.send(missing[next++]);
      else worker.disconnect();
    };
    worker.on('message', (row: Row) => {
      appendFileSync(out, `${JSON.stringify(row)}\n`);
      finished++;
      if (finished % 50 === 0 || finished === missing.length)
        console.error(`${finished} of ${missing.length} runs`);
      give();
    });
    worker.on('exit', (code) => {
      if (code !== 0)
        throw new Error(`a worker ended with ${code} at one of ${JSON.stringify(missing[next - 1])}`);
    });
    give();
  }
}
