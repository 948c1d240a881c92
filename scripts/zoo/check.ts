/**
 * What must hold of the published study, on every change: `npx tsx scripts/zoo/check.ts`. The page is what the results say;
 * there are runs enough, and few falsely converged; and a slice of the runs, made again, gives the committed rows to the last digit. Where
 * the rows were made by several versions of the sources, or by another Node, it must have no false convergence that was not published.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { plans } from './plan.js';
import { isFalselyConverged, isOfOneVersion, readResults } from './results.js';
import { runOne } from './run-one.js';
import { sets } from './sets.js';
import { page } from './table.js';

const LEAST_RUNS = 2000;
const MOST_FALSE = 0.01;

const results = readResults(sets.zoo.results.pathname);
const { rows, studies } = results;
const complaints: string[] = [];

for (const [name, set] of Object.entries(sets))
  if (readFileSync(set.page, 'utf8') !== page(readResults(set.results.pathname), set))
    complaints.push(
      `${fileURLToPath(set.page)} is not what the results say: npx tsx scripts/zoo/table.ts --set ${name}`,
    );
const falsely = rows.filter(isFalselyConverged);
if (rows.length < LEAST_RUNS) complaints.push(`${rows.length} runs, at least ${LEAST_RUNS} wanted`);
if (new Set(rows.map(({ id }) => id)).size !== rows.length) complaints.push('a run is there twice');
if (!(falsely.length <= MOST_FALSE * rows.length))
  complaints.push(`${falsely.length} of ${rows.length} runs falsely converged, at most 1 % wanted`);

const byId = new Map(rows.map((row) => [row.id, row]));
const same = isOfOneVersion(results) && studies[0].node === process.version;
const slice = plans(sets.zoo.targets).filter(
  ({ id }) => byId.has(id) && /hasty\/0$|default\/usual\/0$/.test(id),
);
for (const plan of slice) {
  const committed = byId.get(plan.id)!;
  const row = await runOne(plan);
  if (isFalselyConverged(row) && !isFalselyConverged(committed))
    complaints.push(`${plan.id}: falsely converged: ${JSON.stringify(row.wrong)}`);
  if (same && JSON.stringify(row) !== JSON.stringify(committed))
    complaints.push(
      `${plan.id}: is not what was published\n  now       ${JSON.stringify(row)}\n  published ${JSON.stringify(committed)}`,
    );
}
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  console.error(
    'If the sampler or the verdict changed, make the study again: rm scripts/zoo/results.jsonl; npx tsx scripts/zoo/run.ts; npx tsx scripts/zoo/table.ts',
  );
  process.exit(1);
}
console.log(
  `zoo: ${rows.length} runs, ${falsely.length} falsely converged; ${slice.length} made again, ${
    same
      ? 'equal to the last digit'
      : 'compared by verdict, since the rows are of several versions or of another Node'
  }`,
);
