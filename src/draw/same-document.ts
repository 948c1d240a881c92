/** What differs between two JSON documents, and the refusal to continue a run under another one. */
import { firstProblems, InputError, show, type Problem } from '../errors.js';
import { textDifferences } from './text-difference.js';

/**
 * Refuses to continue a run under other conditions, naming each difference.
 * @throws InputError with one problem per differing entry, of very many the first
 */
export function checkSameDocument(before: unknown, now: unknown, where: string): void {
  const problems = differences(before, now).map(({ path, before: was, now: is }): Problem => ({
    where: `${where}: ${path}`,
    expected: `what the chain was begun with, ${show(was)}`,
    got: show(is),
    hint: 'Undo the change, or draw a new chain with --force or --out.',
  }));
  if (problems.length > 0) throw new InputError(firstProblems(problems, where, 'differences'));
}

export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly now: unknown;
}

/**
 * Every leaf at which two JSON values differ; of texts of several lines every place. An entry that names its `file` goes by that name in
 * the path, not by its number.
 */
export function differences(before: unknown, now: unknown, path = ''): Difference[] {
  if (isObject(before) && isObject(now)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return keys.flatMap((key) => {
      const name = nameOf(before[key], now[key]) ?? key;
      return differences(before[key], now[key], path === '' ? name : `${path}.${name}`);
    });
  }
  if (isText(before) && isText(now) && before !== now)
    return textDifferences(before, now).map(({ place, ...sides }) => ({
      path: `${path} ${place}`,
      ...sides,
    }));
  return Object.is(before, now) ? [] : [{ path, before, now }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n');
}

/** The file that both are about. */
function nameOf(before: unknown, now: unknown): string | null {
  if (!isObject(before) || !isObject(now)) return null;
  const { file } = before;
  return typeof file === 'string' && file === now['file'] ? file : null;
}
