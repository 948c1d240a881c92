import { expect, test } from 'vitest';
import { overlappingPairs } from '../../src/data/overlapping-pairs.js';

const set = (name: string, ...overlaps: string[]) => ({ name, overlaps });

test('overlappingPairs finds each pair once, named from either side', () => {
  const [a, b, c, d] = [set('a', 'c'), set('b', 'a'), set('c', 'a', 'elsewhere'), set('d')];
  expect(overlappingPairs([a, b, c, d])).toEqual([
    [a, b],
    [a, c],
  ]);
  expect(overlappingPairs([b, c, d])).toEqual([]);
  expect(overlappingPairs([])).toEqual([]);
});
