/** The seeded bugs follow the source: each edit still finds its place, and changes it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bugs } from '../../scripts/calibration/bugs.js';
import { edited } from '../../scripts/calibration/edited.js';
import { packagePath } from '../../src/package-info.js';

describe.each(bugs)('$name', ({ edits }) => {
  test.each([...edits])('$file', (edit) => {
    const text = readFileSync(packagePath(edit.file), 'utf8');
    expect(edited(edit, text)).not.toBe(text);
  });
});

test('an edit that finds nothing, or two places, says so', () => {
  const edit = { file: 'a.ts', find: 'x', replace: 'y' };
  expect(() => edited(edit, 'no such thing')).toThrow('a.ts: expected one occurrence of "x", got 0');
  expect(() => edited(edit, 'x x')).toThrow('got 2');
  expect(edited(edit, 'a x')).toBe('a y');
});
