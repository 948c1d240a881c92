import { describe, expect, it } from 'vitest';
import type { Rng } from '../../../src/math/rng.js';
import { streamRng } from '../../../src/math/rng.js';
import { improvedSheatherJones } from '../../../src/plot/density/bandwidth-1d.js';

const BINS = 1024;

/** Bandwidth found for n draws binned on [-8, 8], averaged over ten samples. */
function meanBandwidth(n: number, draw: (rng: Rng) => number): number {
  let sum = 0;
  for (let r = 0; r < 10; r++) {
    const rng = streamRng('bandwidth', n, r);
    const p = new Float64Array(BINS);
    for (let i = 0; i < n; i++) p[Math.floor(((draw(rng) + 8) / 16) * BINS)] += 1 / n;
    sum += (improvedSheatherJones(p, n) * 16) / BINS / 10;
  }
  return sum;
}

describe('improvedSheatherJones', () => {
  it.each([1000, 10_000])('finds the best bandwidth of %i normal draws: (4/3)^(1/5) sigma n^(-1/5)', (n) => {
    const best = (4 / 3) ** 0.2 * n ** -0.2;
    expect(meanBandwidth(n, (rng) => rng.normal()) / best).toBeAllclose(1, { atol: 0.1 });
  });

  it('follows narrow peaks where a reference rule cannot', () => {
    const n = 10_000;
    const found = meanBandwidth(n, (rng) => (rng.uniform() < 0.5 ? -4 : 4) + 0.2 * rng.normal());
    // Roughness of two distant halves is half that of one peak, so the best bandwidth is that of n / 2 draws of one.
    const best = (4 / 3) ** 0.2 * 0.2 * (n / 2) ** -0.2;
    expect(found / best).toBeAllclose(1, { atol: 0.1 });
  });
});
