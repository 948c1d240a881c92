import { describe, expect, it } from 'vitest';
import { stepMajor } from '../../src/export/step-major.js';
import { walkerMajor } from '../../src/export/walker-major.js';
import { bits } from '../helpers/export-job.js';
import { memorySource } from '../helpers/memory-source.js';

const [E, W, N] = [2, 5, 13];
const source = memorySource(E, W, N);
const ids = ['v_sun', 'x_b'];

// Room for nothing, for part of a walker, for part of an ensemble, for everything: the rows must not depend on it.
describe.each([1, 9, 2 * N * 2 + 1, 1e6])('with room for %d values', (room) => {
  it('walkerMajor gives each walker its steps in one piece', () => {
    for (let ensemble = 0; ensemble < E; ensemble++) {
      const rows = source.read('x_b', ensemble);
      const expected = Array.from({ length: W * N }, (_, i) => rows[(i % N) * W + Math.floor(i / N)]);
      const got: number[] = [];
      for (const group of walkerMajor(source, ids, ensemble, room)) {
        expect(group.first * N + group.firstStep).toBe(got.length);
        got.push(...group.columns[1].subarray(0, group.count * group.stepCount));
      }
      expect(bits(got)).toEqual(bits(expected));
    }
  });

  it('stepMajor gives the rows of the chain in order', () => {
    const got: number[] = [];
    for (const block of stepMajor(source, ids, undefined, room)) {
      expect((block.ensemble * N + block.firstStep) * W).toBe(got.length);
      got.push(...block.columns[0]);
    }
    expect(bits(got)).toEqual(bits([...source.read('v_sun', 0), ...source.read('v_sun', 1)]));
  });
});
