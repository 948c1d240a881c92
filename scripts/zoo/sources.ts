/** What decides the rows of the study. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { ZooSet } from './sets.js';

const folders = [
  ...['chain', 'diagnostics', 'draw', 'math', 'run', 'sampler'].map((part) => `src/${part}`),
  ...['plan', 'run-one', 'memory-chain', 'targets', 'zoo-target'].map((part) => `scripts/zoo/${part}.ts`),
];

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** A hash of these files and those of the set as they are committed. @throws Error when some are changed and not committed: no row could be made again */
export function committedSources({ sources }: ZooSet): string {
  const paths = [...folders, ...sources.map((file) => `scripts/zoo/${file}`)];
  const changed = git('status', '--porcelain', '--', ...paths);
  if (changed !== '') throw new Error(`commit first, the rows of the study depend on them:\n${changed}`);
  const ids = git('rev-parse', ...paths.map((path) => `HEAD:${path}`));
  return createHash('sha256').update(ids).digest('hex').slice(0, 16);
}
