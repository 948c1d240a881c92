import { describe, expect, it } from 'vitest';
import type { ObservedSet } from '../../src/predictive/observed-sets.js';
import { observedSets } from '../../src/predictive/observed-sets.js';
import { pointDensity } from '../../src/predictive/point-density.js';
import type { LikelihoodTerms } from '../../src/likelihood/likelihood.js';
import { compileLikelihood } from '../../src/likelihood/likelihood.js';
import type { Observations } from '../../src/likelihood/observations.js';
import { normalCdf } from '../../src/math/special.js';
import { streamRng } from '../../src/math/rng.js';

const observations: Observations = {
  spectrum: {
    measured: Float64Array.of(10, 20, 3),
    published: Float64Array.of(10, 20, 3),
    lower: Float64Array.of(1, 0.5, 0.2),
    upper: Float64Array.of(3, 0.7, 0.1),
    dataset: ['One', 'Two (2020)', 'One'],
    experiment: ['One', 'Two', 'One'],
    points: [1, 2, 3].map((x) => ({ species: 'p' as const, axis: 'rigidity' as const, x })),
  },
  amplitude: {
    measured: Float64Array.of(1e-3),
    published: Float64Array.of(1e-3),
    lower: Float64Array.of(1e-4),
    upper: Float64Array.of(2e-4),
    dataset: ['One'],
    energyGeV: Float64Array.of(1e4),
  },
  phase: {
    measured: Float64Array.of(-170),
    published: Float64Array.of(-170),
    lower: Float64Array.of(10),
    upper: Float64Array.of(10),
    dataset: ['One'],
    energyGeV: Float64Array.of(1e4),
  },
};
const prediction = {
  spectrum: Float64Array.of(11, 18, 3.1),
  amplitude: Float64Array.of(1.3e-3),
  phase: Float64Array.of(175),
};
const scatter = { spectrum: 0.05, amplitude: 0.1, phaseDeg: 8 };
const sets = observedSets(observations);
const densityOf = (set: ObservedSet): ReturnType<typeof pointDensity> =>
  pointDensity(observations, set, prediction, scatter);

describe('the density of single points', () => {
  it('adds up to the log likelihood', () => {
    const out: LikelihoodTerms = { logLikelihood: 0, chi2Spectrum: 0, chi2Amplitude: 0, chi2Phase: 0 };
    compileLikelihood(observations)(prediction, scatter, out);
    const sum = sets
      .flatMap((set) => set.points.map((i) => densityOf(set).logDensity(i)))
      .reduce((a, b) => a + b);
    expect(sum).toBeAllclose(out.logLikelihood, { rtol: 1e-13 });
  });

  it('follows predictions and scatter that their owner refills', () => {
    const own = { spectrum: 0, amplitude: 0, phaseDeg: 0 };
    const density = pointDensity(observations, sets[0], prediction, own);
    const before = density.logDensity(0);
    own.spectrum = 0.5;
    expect(density.logDensity(0)).not.toBe(before);
  });

  it('gives replicates whose distribution is that density', () => {
    // Model 11, errors hypot(1, 0.5) below and hypot(3, 0.5) above: P(replicate < model) = up / (low + up).
    const [low, high] = [Math.hypot(1, 0.5), Math.hypot(3, 0.5)];
    const rng = streamRng('1', 'replicates');
    const density = densityOf(sets[0]);
    const n = 40_000;
    const draws = Array.from({ length: n }, () => density.replicate(0, rng));
    const share = high / (low + high);
    const cdf = (y: number): number =>
      y < 11
        ? share * 2 * normalCdf((y - 11) / high)
        : share + (1 - share) * (2 * normalCdf((y - 11) / low) - 1);
    for (const y of [6, 9, 11, 11.5, 13]) {
      const expected = cdf(y);
      const seen = draws.filter((draw) => draw < y).length / n;
      expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
    }
  });

  it('has below and pull of the same density', () => {
    const density = densityOf(sets[0]);
    const [low, high] = [Math.hypot(1, 0.5), Math.hypot(3, 0.5)];
    expect([density.pull(0, 8), density.pull(0, 14)]).toBeAllclose([-3 / high, 3 / low], { rtol: 1e-14 });
    expect(density.below(0, 11)).toBeCloseTo(high / (low + high), 14);
    // The measured value is 10: the slope of the distribution function there is the density there.
    const slope = (density.below(0, 10 + 1e-4) - density.below(0, 10 - 1e-4)) / 2e-4;
    expect(slope).toBeAllclose(Math.exp(density.logDensity(0)), { rtol: 1e-7 });
    expect([density.below(0, -1e3), density.below(0, 1e3)]).toEqual([0, 1]);
  });

  it('wraps phases to (-180, 180]', () => {
    const rng = streamRng('1', 'phases');
    const density = densityOf(sets[sets.length - 1]);
    const draws = Array.from({ length: 2000 }, () => density.replicate(0, rng));
    expect(Math.max(...draws)).toBeLessThanOrEqual(180);
    expect(Math.min(...draws)).toBeGreaterThan(-180);
    expect(draws.some((draw) => draw > 150) && draws.some((draw) => draw < -150)).toBe(true);
  });
});

it('data sets become variables with names that every format allows', () => {
  expect(sets.map(({ variable, dataset, points }) => [variable, dataset, points])).toEqual([
    ['spectrum_one', 'One', [0, 2]],
    ['spectrum_two_2020', 'Two (2020)', [1]],
    ['amplitude_one', 'One', [0]],
    ['phase_one', 'One', [0]],
  ]);
});
