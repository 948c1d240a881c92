import { describe, expect, test } from 'vitest';
import { fittingPage, terminalRows } from '../../src/cli/terminal-page.js';

describe('a page on a terminal', () => {
  test('takes a row per line, more for lines that are wrapped', () => {
    expect(terminalRows('one\n\n1234567890', 10)).toBe(3);
    expect(terminalRows('12345678901', 10)).toBe(2);
  });

  const page = (most: number): string => ['head', ...Array<string>(most).fill('row'), 'tail'].join('\n');

  test('has a table that leaves the last row to the cursor', () => {
    expect(fittingPage(page, { columns: 80, rows: 40 })).toBe(page(12));
    expect(fittingPage(page, { columns: 80, rows: 15 })).toBe(page(12));
    expect(fittingPage(page, { columns: 80, rows: 14 })).toBe(page(11));
    expect(fittingPage(page, { columns: 2, rows: 9 })).toBe(page(2));
  });

  test('is cut where nothing else helps', () => {
    expect(fittingPage(page, { columns: 80, rows: 2 })).toBe('head');
  });
});
