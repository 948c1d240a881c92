/** What decides the rows of the study. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

const folders = [
  ...['chain', 'diagnostics', 'draw', 'math', 'run', 'sampler'].map((part) => `src/${part}`),
  ...['plan', 'run-one', 'memory-chain', 'targets', 'zoo-target', 'closed-forms', 'posteriordb'].map(
    (part) => `scripts/zoo/${part}.ts`,
  ),
  'scripts/zoo/truth.json',
];

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** A hash of these files as they are committed. @throws Error when some are changed and not committed: no row could be made again */
export function committedSources(): string {
  const changed = git('status', '--porcelain', '--', ...folders);
  if (changed !== '') throw new Error(`commit first, the rows of the study depend on them:\n${changed}`);
  const ids = git('rev-parse', ...folders.map((path) => `HEAD:${path}`));
  return createHash('sha256').update(ids).digest('hex').slice(0, 16);
}
