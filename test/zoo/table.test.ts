import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readResults } from '../../scripts/zoo/results.js';
import { sets } from '../../scripts/zoo/sets.js';
import { interval, page } from '../../scripts/zoo/table.js';

test('the interval of a share is that of Clopper and Pearson', () => {
  // R: binom.test(3, 20)$conf.int; closed forms where there is none or all.
  expect(interval(3, 20)).toBeAllclose([3.207094, 37.892683], { rtol: 1e-6 });
  const bound = 100 * (1 - 0.025 ** (1 / 40));
  expect(interval(0, 40)).toBeAllclose([0, bound], { rtol: 1e-10 });
  expect(interval(40, 40)).toBeAllclose([100 - bound, 100], { rtol: 1e-10 });
});

test.each(['held-out', 'unseen'] as const)('the page of the %s set is what its results say', (name) => {
  const set = sets[name];
  expect(readFileSync(set.page, 'utf8')).toBe(page(readResults(set.results.pathname), set));
});
