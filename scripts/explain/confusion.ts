/**
 * Writes the table of docs/diagnose.md: what every injected pathology was, and what the program calls it.
 *
 *     npx tsx scripts/explain/confusion.ts [third-held-out|third-healthy|held-out|first-held-out|tuning|healthy]...
 *
 * Replaces what is between the markers of the parts that are run; prints the counts. Seeds are those of the cases.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { healthy, type HealthyRun } from '../../test/diagnostics/explain/healthy.js';
import { firstHeldOut } from '../../test/diagnostics/explain/first-held-out.js';
import { isNamedCorrectly, nameCause } from '../../test/diagnostics/explain/judge.js';
import { runCase } from '../../test/diagnostics/explain/run-case.js';
import type { Pathology } from '../../test/diagnostics/explain/pathology.js';
import { secondHeldOut } from '../../test/diagnostics/explain/second-held-out.js';
import { thirdHealthy } from '../../test/diagnostics/explain/third-healthy.js';
import { thirdHeldOut } from '../../test/diagnostics/explain/third-held-out.js';
import { tuning } from '../../test/diagnostics/explain/tuning.js';

const page = new URL('../../docs/diagnose.md', import.meta.url);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();

async function pathologies(cases: readonly Pathology[]): Promise<string> {
  const rows: string[] = [];
  let right = 0;
  for (const pathology of cases) {
    const run = await runCase(pathology.target, pathology.settings);
    const named = nameCause(run);
    const isRight = isNamedCorrectly(pathology, named);
    if (isRight) right++;
    const cells = [
      pathology.name + (pathology.present(run) ? '' : ' (NOT PRESENT)'),
      String(pathology.settings.seed),
      `\`${pathology.cause}\`: ${short(pathology.parameters)}`,
      isRight ? 'the same' : `\`${named.codes[0] ?? 'nothing'}\`: ${short(named.parameters)}`,
    ];
    rows.push(`| ${cells.join(' | ')} |`);
    console.log(isRight ? 'right' : 'WRONG', pathology.name);
  }
  return [
    `${right} of ${cases.length} named, at commit ${commit}.`,
    '',
    '| what was injected | seed | expected | named first |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

async function healthyRuns(runs: readonly HealthyRun[]): Promise<string> {
  const alarms: string[] = [];
  for (const { name, target, settings } of runs) {
    const { codes, converged } = nameCause(await runCase(target, settings));
    if (codes.length > 0 || !converged) alarms.push(`- ${name}: ${codes.join(', ')}`);
    console.log(codes.length > 0 || !converged ? 'ALARM' : 'quiet', name);
  }
  const names = runs.map(({ name }) => name).join('; ');
  return [
    `${runs.length - alarms.length} of ${runs.length} without a word, at commit ${commit}: ${names}.`,
    ...alarms,
  ].join('\n');
}

function short(ids: readonly string[]): string {
  return ids.length > 6 ? `all ${ids.length}` : ids.join(', ');
}

const parts: Readonly<Record<string, () => Promise<string>>> = {
  'third-held-out': () => pathologies(thirdHeldOut),
  'third-healthy': () => healthyRuns(thirdHealthy),
  'held-out': () => pathologies(secondHeldOut),
  'first-held-out': () => pathologies(firstHeldOut),
  tuning: () => pathologies(tuning),
  healthy: () => healthyRuns(healthy),
};

const asked = process.argv.slice(2);
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const text = await measure();
  const [before, after] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const old = readFileSync(page, 'utf8');
  const from = old.indexOf(before);
  const to = old.indexOf(after);
  if (from < 0 || to < 0) throw new Error(`${page.pathname}: the markers ${before} and ${after} are missing`);
  writeFileSync(page, `${old.slice(0, from + before.length)}\n\n${text}\n\n${old.slice(to)}`);
}
