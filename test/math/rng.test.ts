import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { describe, expect, it } from 'vitest';
import { restoreRng, streamRng } from '../../src/math/rng.js';
import { normalCdf } from '../../src/math/special.js';

/** Upper tail probability of Pearson's statistic for equally likely cells. */
function chiSquareP(counts: readonly number[]): number {
  const n = counts.reduce((a, b) => a + b, 0);
  const expected = n / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return 1 - chisquareCdf(statistic, counts.length - 1);
}

function histogram(values: Iterable<number>, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const u of values) counts[Math.floor(u * bins)]++;
  return counts;
}

/** Lag-1 correlation of uniform numbers in units of its standard error under independence. */
function lagOneZ(values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < values.length; i++) sum += (values[i] - 0.5) * (values[i + 1] - 0.5);
  return (sum / (values.length - 1) / (1 / 12)) * Math.sqrt(values.length - 1);
}

describe('streams of different keys', () => {
  // The keys a run uses: one seed, then ensembles; and seeds that differ in their last digit.
  const families: Readonly<Record<string, (i: number) => number>> = {
    'ensembles of one seed': (i) => streamRng('42', 'ensemble', i).uniform(),
    'one ensemble of many seeds': (i) => streamRng(String(i), 'ensemble', 0).uniform(),
    'two-part paths': (i) => streamRng('7', Math.floor(i / 300), i % 300).uniform(),
  };
  for (const [name, first] of Object.entries(families)) {
    it(`neither collide nor correlate: ${name}`, () => {
      const draws = Array.from({ length: 90_000 }, (_, i) => first(i));
      expect(new Set(draws).size).toBe(draws.length); // chance of any collision of 53-bit numbers: 4e-7
      expect(chiSquareP(histogram(draws, 128))).toBeGreaterThan(1e-3);
      expect(Math.abs(lagOneZ(draws))).toBeLessThan(4);
    });
  }

  it('are a function of the whole key', () => {
    expect(streamRng('a', 'ensemble', 1).uniform()).toBe(streamRng('a', 'ensemble', 1).uniform());
    expect(streamRng('a', 'ensemble', 1).uniform()).not.toBe(streamRng('a', 'ensemble', 11).uniform());
  });
});

describe('one stream', () => {
  it('is uniform, in every pair of neighbours as well, down to its last bits', () => {
    const rng = streamRng('uniform');
    const draws = Array.from({ length: 200_000 }, () => rng.uniform());
    expect(draws.every((u) => u > 0 && u < 1)).toBe(true);
    expect(chiSquareP(histogram(draws, 1000))).toBeGreaterThan(1e-3);
    const pairs = draws.slice(1).map((u, i) => (Math.floor(draws[i] * 32) + u) / 32);
    expect(chiSquareP(histogram(pairs, 1024))).toBeGreaterThan(1e-3);
    const low = draws.map((u) => (u * 2 ** 43) % 1); // bits 44 to 53
    expect(chiSquareP(histogram(low, 1024))).toBeGreaterThan(1e-3);
    expect(Math.abs(lagOneZ(draws))).toBeLessThan(4);
  });

  it('continues exactly from a state that went through JSON', () => {
    const rng = streamRng('state');
    for (let i = 0; i < 1000; i++) rng.uniform();
    const copy = restoreRng(JSON.parse(JSON.stringify(rng.state())) as ReturnType<typeof rng.state>);
    for (let i = 0; i < 1000; i++) {
      expect(copy.uniform()).toBe(rng.uniform());
      expect(copy.normal()).toBe(rng.normal());
      expect(copy.int(17)).toBe(rng.int(17));
    }
    expect(copy.state()).toEqual(rng.state());
  });

  it('saving the state does not disturb the stream', () => {
    const [watched, alone] = [streamRng('quiet'), streamRng('quiet')];
    for (let i = 0; i < 100; i++) {
      watched.state();
      expect(watched.uniform()).toBe(alone.uniform());
    }
  });

  it('draws integers uniformly from [0, n)', () => {
    const rng = streamRng('int');
    for (const n of [1, 2, 3, 7, 21]) {
      const counts = new Array<number>(n).fill(0);
      for (let i = 0; i < 20_000; i++) counts[rng.int(n)]++;
      expect(counts.reduce((a, b) => a + b, 0)).toBe(20_000);
      if (n > 1) expect(chiSquareP(counts)).toBeGreaterThan(1e-3);
    }
  });

  it('draws standard normal deviates, tails included', () => {
    const rng = streamRng('normal');
    const n = 200_000;
    const draws = Array.from({ length: n }, () => rng.normal());
    expect(chiSquareP(histogram(draws.map(normalCdf), 500))).toBeGreaterThan(1e-3);
    for (const edge of [2, 3, 4]) {
      const expected = n * normalCdf(-edge);
      for (const sign of [-1, 1]) {
        const beyond = draws.filter((x) => sign * x > edge).length;
        expect(Math.abs(beyond - expected)).toBeLessThan(4 * Math.sqrt(expected));
      }
    }
    // Independent neighbours: a spare kept from a pair, reused or lost, would show here.
    const sum = draws.slice(1).reduce((s, x, i) => s + x * draws[i], 0);
    expect(Math.abs(sum / Math.sqrt(n - 1))).toBeLessThan(4);
  });
});
