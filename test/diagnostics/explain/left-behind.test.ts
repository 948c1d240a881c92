import { expect, test } from 'vitest';
import { createDraws } from '../../../src/chain/draws.js';
import { leftBehind } from '../../../src/diagnostics/explain/left-behind.js';
import { thinRows } from '../../../src/diagnostics/explain/thinned-rows.js';
import { streamRng } from '../../../src/math/rng.js';
import type { Evidence } from '../../../src/diagnostics/explain/finding.js';

const rows = 64;
const walkers = 40;

/** Walkers of two standard normal coordinates, the first `low` of them elsewhere: `width` times as wide, `depth(t)` log units lower at time t of 1. */
function evidence(low: number, depth: (t: number) => number, width = 1): Evidence {
  const rng = streamRng('left behind', String(low));
  const [x, y, height] = [0, 1, 2].map(() => new Float64Array(rows * walkers));
  for (let row = 0; row < rows; row++)
    for (let w = 0; w < walkers; w++) {
      const at = row * walkers + w;
      const [u, v] = [rng.normal(), rng.normal()];
      const scale = w < low ? width : 1;
      x[at] = scale * u;
      y[at] = scale * v + (w < low ? 100 : 0);
      height[at] = -(u * u + v * v) / 2 - (w < low ? depth(row / rows) : 0);
    }
  const columns: Readonly<Record<string, Float64Array>> = { x, y, log_posterior: height };
  const steps = Uint32Array.from(new Array(rows).keys());
  const draws = createDraws({ ids: Object.keys(columns), ensembles: 1, walkers, steps }, (id) => columns[id]);
  // The rest of the evidence is not read.
  return {
    draws,
    rows: thinRows(draws),
    summary: { ensembles: 1, walkers },
    coordinates: [{ id: 'x' }, { id: 'y' }],
  } as unknown as Evidence;
}

const first = (n: number): number[] => [...new Array(n).keys()];

test.each([1, 10, 20, 39])('%i of forty walkers are left behind fifty log units below', (low) => {
  expect(
    leftBehind(
      evidence(low, () => 50),
      new Set(),
    ).stuck,
  ).toEqual(first(low));
});

test('walkers in a lower place that is wide enough to matter are not left behind', () => {
  // By height e^-30 each, and e^14 times the volume or e^28.
  expect(
    leftBehind(
      evidence(10, () => 30, Math.exp(7)),
      new Set(),
    ).stuck,
  ).toEqual(first(10));
  expect(
    leftBehind(
      evidence(10, () => 30, Math.exp(14)),
      new Set(),
    ).stuck,
  ).toEqual([]);
});

test('walkers not far below are in another mode, those that climb on their way', () => {
  expect(
    leftBehind(
      evidence(10, () => 5),
      new Set(),
    ),
  ).toEqual({ stuck: [], forAWhile: [] });
  expect(
    leftBehind(
      evidence(30, (t) => 1000 * (1.2 - t)),
      new Set(),
    ).stuck,
  ).toEqual([]);
});

test('the few that left late are passed over and not stuck', () => {
  const late = (t: number): number => (t < 0.8 ? 50 : 0);
  expect(leftBehind(evidence(3, late), new Set())).toEqual({ stuck: [], forAWhile: first(3) });
  expect(leftBehind(evidence(20, late), new Set())).toEqual({ stuck: [], forAWhile: [] });
});

test('a frozen walker does not tell where others go, and is told when it is among those left behind', () => {
  const { stuck } = leftBehind(
    evidence(10, () => 50),
    new Set([3, 30]),
  );
  expect(stuck).toEqual(first(10));
});
