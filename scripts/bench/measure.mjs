// Timing, the machine's description, tables and the JSON files that docs/performance.md is made of.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../prepare.mjs';

export const quick = process.argv.includes('--quick');

/** Seconds of one call of `f`: the best and the median of repetitions of at least `span` seconds each. */
export function timed(f, { repetitions = quick ? 3 : 15, span = quick ? 0.01 : 0.1 } = {}) {
  let calls = 1;
  for (;;) {
    const seconds = clocked(f, calls);
    if (seconds > span) break;
    calls = Math.ceil(calls * Math.min(10, Math.max(1.5, (1.2 * span) / Math.max(seconds, 1e-7))));
  }
  const all = Array.from({ length: repetitions }, () => clocked(f, calls) / calls).sort((a, b) => a - b);
  return { best: all[0], median: all[all.length >> 1] };
}

function clocked(f, calls) {
  const began = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) f();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

export function machine() {
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  return {
    processor: cpus()[0].model,
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    v8: process.versions.v8,
    licmc: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    commit:
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--untracked-files=no') ? ' (changed)' : ''),
  };
}

const digits = (value) =>
  typeof value !== 'number' ? String(value) : Number.isInteger(value) ? String(value) : value.toPrecision(3);

/** Rows, all with the same keys, as a Markdown table. */
export function markdownTable(rows) {
  const keys = Object.keys(rows[0]);
  return [
    `| ${keys.join(' | ')} |`,
    `| ${keys.map((key) => (typeof rows[0][key] === 'number' ? '--:' : '---')).join(' | ')} |`,
    ...rows.map((row) => `| ${keys.map((key) => digits(row[key])).join(' | ')} |`),
  ].join('\n');
}

/** Prints rows as a table, and writes them to docs/performance/NAME.json (not when quick). */
export function report(name, title, rows, extra = {}) {
  console.log(`### ${title}\n\n${markdownTable(rows)}\n`);
  if (quick) return;
  const folder = join(root, 'docs/performance');
  mkdirSync(folder, { recursive: true });
  const document = { title, machine: machine(), ...extra, rows };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(document, null, 1) + '\n');
}
