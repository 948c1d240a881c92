/** What differs between two JSON documents, and the refusal to continue a run under another one. */
import { InputError, show, type Problem } from '../errors.js';

/**
 * Refuses to continue a run under other conditions, naming each difference.
 * @throws InputError with one problem per differing entry
 */
export function checkSameDocument(before: unknown, now: unknown, where: string): void {
  const problems = differences(before, now).map(({ path, before: was, now: is }): Problem => ({
    where: `${where}: ${path}`,
    expected: `what the chain was begun with, ${show(was)}`,
    got: show(is),
    hint: 'Undo the change, or draw a new chain with --force or --out.',
  }));
  if (problems.length > 0) throw new InputError(problems);
}

export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** Every leaf at which two JSON values differ. */
export function differences(before: unknown, now: unknown, path = ''): Difference[] {
  if (isObject(before) && isObject(now)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return keys.flatMap((key) => differences(before[key], now[key], path === '' ? key : `${path}.${key}`));
  }
  return Object.is(before, now) ? [] : [{ path, before, now }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
