/** Worker threads load JavaScript, so this runs the built package. Moves that learn, whose ensembles wait for each other at each lesson. */
import { expect, it } from 'vitest';
import type * as sampleModule from '../../src/run/sample.js';
import type { SampleOptions } from '../../src/run/sample.js';
import { journalOf, lastCheckpoints, record } from './recorded-run.js';

const built = new URL('../../dist/run/sample.js', import.meta.url).href;
const { sample } = (await import(built)) as typeof sampleModule;

const learning: Omit<SampleOptions, 'commit'> = {
  target: { module: new URL('gaussian-target.mjs', import.meta.url).href, options: { dim: 3 } },
  threads: 0,
  settings: {
    seed: '42',
    ensembles: 4,
    walkers: 12,
    warmup: 96,
    thin: 2,
    moves: 'independence:0.5,de:0.4,stretch:0.1',
  },
  interval: 20,
  stop: { steps: 20 },
};

it('threads learn together: the same bytes whatever their number, also from a lesson on', async () => {
  const here = journalOf(await record(sample, learning));
  for (const threads of [1, 2, 8])
    expect(journalOf(await record(sample, { ...learning, threads })).equals(here)).toBe(true);
  const lessons: number[] = [];
  for (const cut of [7, 8, 10]) {
    const controller = new AbortController();
    const first = await record(sample, { ...learning, threads: 2, signal: controller.signal }, (group) => {
      if (group === cut) controller.abort();
    });
    const { iteration } = first.result;
    const rest = await record(sample, { ...learning, threads: 1, resumeFrom: lastCheckpoints(first) });
    expect(journalOf(first, rest).equals(here), `interrupted after ${iteration} steps`).toBe(true);
    lessons.push(iteration);
  }
  expect(lessons).toEqual([60, 78, 96]);
});
