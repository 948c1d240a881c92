import { expect, test } from 'vitest';
import { createDraws } from '../../../src/chain/draws.js';
import { withoutResting } from '../../../src/diagnostics/explain/resting.js';
import { thinRows } from '../../../src/diagnostics/explain/thinned-rows.js';
import { streamRng } from '../../../src/math/rng.js';
import type { Evidence } from '../../../src/diagnostics/explain/finding.js';

const rows = 400;
const walkers = 40;
const rest = 30;

/** One coordinate with correlation rho between rows; the first walker stays at one point for 30 rows. */
function evidence(rho: number): Evidence {
  const rng = streamRng('resting', String(rho));
  const x = new Float64Array(rows * walkers);
  for (let row = 0; row < rows; row++)
    for (let w = 0; w < walkers; w++) {
      const at = row * walkers + w;
      const isResting = w === 0 && row > 100 && row < 100 + rest;
      const before = row === 0 ? rng.normal() : x[at - walkers];
      x[at] = isResting ? before : rho * before + Math.sqrt(1 - rho * rho) * rng.normal();
    }
  const draws = createDraws(
    { ids: ['x', 'log_posterior'], ensembles: 1, walkers, steps: Uint32Array.from(new Array(rows).keys()) },
    (id) => (id === 'x' ? x : x.map((v) => (-v * v) / 2)),
  );
  // The rest of the evidence is not read.
  return {
    draws,
    rows: thinRows(draws),
    summary: { ensembles: 1, walkers },
    coordinates: [{ id: 'x' }],
  } as unknown as Evidence;
}

test('a rest is one of a stuck walker only if it outlasts an independent draw of the others', () => {
  const walker = { ensemble: 0, walker: 0, reason: 'frozen' } as const;
  // An independent draw takes (1 + rho) / (1 - rho) rows: 3 of rho = 0.5, 199 of rho = 0.99.
  expect(withoutResting(evidence(0.5), [walker])).toEqual([walker]);
  expect(withoutResting(evidence(0.99), [walker])).toEqual([]);
  const far = { ...walker, reason: 'far' } as const;
  expect(withoutResting(evidence(0.99), [far])).toEqual([far]);
});
