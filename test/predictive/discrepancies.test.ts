import { describe, expect, it } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { longestRun, strongestWindow, sumOfSquares } from '../../src/predictive/discrepancies.js';
import { leftOutPull } from '../../src/predictive/leave-one-out-pull.js';
import { claimedProbability, tailProbability } from '../../src/predictive/tail-probability.js';
import { normalCdf } from '../../src/math/special.js';

describe('discrepancies', () => {
  it('chi2 is the sum of squares', () => {
    expect(sumOfSquares([1, -2, 3])).toBe(14);
  });

  it('the strongest window gains by every neighbour on its side, and by no other', () => {
    expect(strongestWindow([0.1, 2, 2, 2, -1, 2])).toEqual({ from: 1, to: 4, strength: 6 / Math.sqrt(3) });
    expect(strongestWindow([1, -4, -3, 0.5])).toEqual({ from: 1, to: 3, strength: -7 / Math.SQRT2 });
    expect(strongestWindow([-0.3])).toEqual({ from: 0, to: 1, strength: -0.3 });
  });

  it('the longest run is the first of the longest', () => {
    expect(longestRun([1, 2, -1, -1, 3, 4])).toEqual({ from: 0, to: 2 });
    expect(longestRun([1, -2, -1, -1, 3])).toEqual({ from: 1, to: 4 });
    expect(longestRun([-1])).toEqual({ from: 0, to: 1 });
  });
});

describe('tail probabilities', () => {
  it('count draws level with the observed one half', () => {
    const { p } = tailProbability([1, 1, 1, 1], [2, 1, 0, 3], 1);
    expect(p).toBe(2.5 / 4);
  });

  it('have the error of a binomial share for independent draws, and a larger one for draws that follow each other', () => {
    const rng = streamRng('1', 'tail');
    const n = 4000;
    const independent = Float64Array.from({ length: n }, () => rng.normal());
    const slow = independent.map((_, i) => independent[i - (i % 10)]);
    const zero = new Float64Array(n);
    const [fast, held] = [independent, slow].map((x) => tailProbability(zero, x, 4));
    expect(fast.p_error * Math.sqrt(4 * n)).toBeGreaterThan(0.85);
    expect(fast.p_error * Math.sqrt(4 * n)).toBeLessThan(1.15);
    // Ten equal draws in a row are worth one.
    expect((held.p_error / fast.p_error) ** 2 / 10).toBeGreaterThan(0.6);
  });

  it('claim no p-value that the number of replicates cannot show', () => {
    expect(claimedProbability(0, 999)).toBe(1e-3);
    expect(claimedProbability(0.2, 999)).toBe(0.2);
  });
});

describe('a measurement left out', () => {
  it('is judged by the predictive distribution of the others', () => {
    // y_i ~ N(mu, 1), flat prior: the others predict y_i ~ N(their mean, 1 + 1/(n - 1)).
    const y = [0.3, -1.1, 0.8, 2.1, -0.4, 0.2, -0.7, 1.4];
    const n = y.length;
    const mean = y.reduce((sum, x) => sum + x / n, 0);
    const rng = streamRng('1', 'loo');
    const mu = Float64Array.from({ length: 20_000 }, () => mean + rng.normal() / Math.sqrt(n));
    for (const value of y) {
      const result = leftOutPull({
        logDensity: mu.map((m) => -((value - m) ** 2) / 2),
        below: mu.map((m) => normalCdf(value - m)),
        above: mu.map((m) => normalCdf(m - value)),
      });
      const others = (n * mean - value) / (n - 1);
      const expected = (value - others) / Math.sqrt(1 + 1 / (n - 1));
      expect(Math.abs(result.loo_pull - expected)).toBeLessThan(0.03);
      expect(Math.abs(result.loo_pit - normalCdf(expected))).toBeLessThan(0.012);
      expect(result.pareto_k).toBeLessThan(0.5);
    }
  });
});
