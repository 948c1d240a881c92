import { describe, expect, it } from 'vitest';
import { checkGroups } from '../../src/check/group-check.js';
import { findFailures } from '../../src/check/find-failures.js';
import type { Observations } from '../../src/likelihood/observations.js';
import { streamRng } from '../../src/math/rng.js';
import { measurementGroups } from '../../src/predictive/measurement-groups.js';
import { replicatedData } from '../../src/predictive/replicated-data.js';
import { discrepancyNames, replicatePulls } from '../../src/predictive/replicate-pulls.js';
import { tailProbability } from '../../src/predictive/tail-probability.js';
import { toyModel, toyObservations } from './toy-observations.js';

const published = toyObservations();
const truth = toyModel(published);

/** Pulls of synthetic data against the model that they were drawn from. */
function pullsOf(observations: Observations, draws: number, seed: string) {
  const groups = measurementGroups(observations);
  const rng = streamRng(seed, 'replicates');
  return { groups, pulls: replicatePulls({ observations, groups, draws, at: () => truth, rng }) };
}

function synthetic(seed: string): Observations {
  return replicatedData(published, truth, streamRng(seed, 'measurements'));
}

/** Largest difference between the empirical and a given distribution function, times sqrt(n): above 1.95 in one case of 1000. */
function kolmogorov(values: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const largest = sorted.reduce(
    (most, x, i) => Math.max(most, Math.abs(cdf(x) - i / n), Math.abs(cdf(x) - (i + 1) / n)),
    0,
  );
  return largest * Math.sqrt(n);
}

/** Distribution function of chi-square for an even number of degrees of freedom, by its finite sum. */
function chiSquareBelow(x: number, degrees: number): number {
  let [term, sum] = [1, 1];
  for (let k = 1; k < degrees / 2; k++) sum += term *= x / 2 / k;
  return 1 - Math.exp(-x / 2) * sum;
}

describe('replicated pulls', () => {
  it('have chi2 distributed as chi-square with as many degrees of freedom as there are points', () => {
    const { groups, pulls } = pullsOf(published, 2000, '1');
    for (const [g, { observable, points }] of groups.entries()) {
      // The cut of the phases at 180 degrees lies 14 sigma out.
      const { replicated } = pulls.discrepancies[g].chi2;
      expect(
        kolmogorov(replicated, (x) => chiSquareBelow(x, points.length)),
        `${observable} ${points.length}`,
      ).toBeLessThan(1.95);
    }
  });

  it('give p-values that are uniform where the model is true', () => {
    const trials = Array.from({ length: 120 }, (_, i) => {
      const { groups, pulls } = pullsOf(synthetic(`p${i}`), 120, `p${i}`);
      return groups.map((_, g) =>
        discrepancyNames.map((name) => {
          const { observed, replicated } = pulls.discrepancies[g][name];
          return tailProbability(observed, replicated, 1).p;
        }),
      );
    });
    trials[0].forEach((_, g) => {
      const [chi2, window, run] = discrepancyNames.map((_, d) => trials.map((trial) => trial[g][d]));
      expect(kolmogorov(chi2, (p) => p)).toBeLessThan(1.95);
      expect(kolmogorov(window, (p) => p)).toBeLessThan(1.95);
      // Lengths of runs are whole numbers: mid-p values have the mean of uniform ones, and a smaller variance.
      const mean = run.reduce((sum, p) => sum + p / run.length, 0);
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * run.length));
    });
  });
});

describe('failures', () => {
  const failuresOf = (observations: Observations, seed: string) => {
    const { groups, pulls } = pullsOf(observations, 500, seed);
    const checks = checkGroups(observations, groups, pulls, null, 1);
    return findFailures({ observations, groups, draws: 500, pulls, checks });
  };

  it('are named in no more than 1 in 20 data sets of a true model', () => {
    const trials = 30;
    const named = Array.from({ length: trials }, (_, i) => failuresOf(synthetic(`f${i}`), `f${i}`)).filter(
      ({ found }) => found.length > 0,
    ).length;
    // 1.5 expected at most; 7 or more have a probability of 0.0008.
    expect(named).toBeLessThan(7);
  });

  it('tell where, by how much and to which side neighbours deviate', () => {
    const data = synthetic('shifted');
    const measured = data.spectrum.published.map((value, i) => (i >= 3 && i < 9 ? 0.75 * value : value));
    const { found } = failuresOf({ ...data, spectrum: { ...data.spectrum, measured } }, 'shifted');
    expect(found).toHaveLength(1);
    const [{ dataset, observable, kinds, regions, message }] = found;
    expect({ dataset, observable }).toEqual({ dataset: 'Flux', observable: 'spectrum' });
    expect(kinds).toContain('window');
    expect(regions).toHaveLength(1);
    expect(regions[0]).toMatchObject({ from: 800, to: 25600, n: 6, datasets: ['Flux'] });
    expect(regions[0].offset).toBeCloseTo(-0.25, 12);
    expect(message).toContain(
      'proton fluxes of Flux: from 800 to 2.6e4 GV measured 25 % below the model (6 points',
    );
  });

  it('find phases of several experiments that turn together, across 180 degrees', () => {
    const data = synthetic('turned');
    const measured = data.phase.published.map((angle, i) => {
      const turned = i < 3 ? angle : angle + 40;
      return turned > 180 ? turned - 360 : turned;
    });
    const { found } = failuresOf({ ...data, phase: { ...data.phase, measured } }, 'turned');
    const together = found.find(({ dataset }) => dataset === null)!;
    expect(together.regions).toHaveLength(1);
    expect(together.regions[0]).toMatchObject({ n: 5, datasets: ['Two', 'One'] });
    expect(together.regions[0].offset).toBeCloseTo(40, 10);
    expect(together.message).toContain('40 degrees from the model, toward larger right ascension');
  });

  it('say when data lie closer to the model than their errors allow', () => {
    const data = synthetic('close');
    const measured = data.spectrum.published.map((value, i) => value * (1 + (i % 2 === 0 ? 2e-3 : -2e-3)));
    const { found } = failuresOf({ ...data, spectrum: { ...data.spectrum, measured } }, 'close');
    expect(found.map(({ dataset, kinds }) => [dataset, kinds])).toEqual([['Flux', ['too_close']]]);
  });
});
