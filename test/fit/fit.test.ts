import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.js';
import { fitTarget } from '../../src/fit/fit.js';
import type { FitResult } from '../../src/fit/fit.js';
import { createPrior } from '../../src/prior/registry.js';
import type { Target } from '../../src/target.js';
import { cube, densityTarget, flat } from './density-target.js';

const errorsOf = ({ parameters }: FitResult): Record<string, number | null> =>
  Object.fromEntries(parameters.map(({ id, error }) => [id, error]));
const codesOf = ({ problems }: FitResult): string[] => problems.map(({ code }) => code);

describe('a Gaussian', () => {
  // Badly scaled and correlated: sd 1e-4, 1, 1e3; correlations 0.9, -0.5, -0.3.
  const sd = [1e-4, 1, 1e3];
  const centre = [2e-3, -3, 5e3];
  const covariance = (i: number, j: number): number =>
    ([1, 0.9, -0.5, 0.9, 1, -0.3, -0.5, -0.3, 1][3 * i + j] ?? NaN) * sd[i] * sd[j];
  // Inverse of the correlation matrix, by cofactors: determinant 1 + 2 (0.9)(-0.5)(-0.3) - 0.81 - 0.25 - 0.09 = 0.12.
  const inverse = [0.91, -0.75, 0.23, -0.75, 0.75, -0.15, 0.23, -0.15, 0.19].map((x) => x / 0.12);
  const target = densityTarget({
    priors: { small: flat(0, 1e-2), middle: flat(-50, 50), large: flat(-2e4, 2e4) },
    logLikelihood: (x) => {
      let chi2 = 0;
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++)
          chi2 += (inverse[3 * i + j] * (x[i] - centre[i]) * (x[j] - centre[j])) / (sd[i] * sd[j]);
      return -chi2 / 2;
    },
    derived: {
      sum: (x) => 1e3 * x[0] + x[1],
      exponential: (x) => Math.exp(x[1]),
      constant: () => 7,
    },
  });
  const result = fitTarget(target, { seed: 'gauss', starts: 4 });

  it('is found by every start, without a complaint', () => {
    expect(result.converged).toBe(true);
    expect(result.problems).toEqual([]);
    expect(result.starts.map(({ reached, attempts }) => [reached, attempts])).toEqual(
      Array(4).fill([true, 1]),
    );
    expect(result.theta.map((x, i) => (x - centre[i]) / sd[i])).toBeAllclose([0, 0, 0], { atol: 1e-4 });
  });

  it('has the densities of the point reported', () => {
    expect(result.logLikelihood).toBeAllclose(0, { atol: 1e-8 });
    expect(result.logPrior).toBeAllclose(-Math.log(1e-2 * 100 * 4e4), { rtol: 1e-12 });
    expect(result.logPosterior).toBeAllclose(result.logPrior + result.logLikelihood, { rtol: 1e-12 });
    expect(result.terms).toEqual({ minus_two_log_likelihood: -2 * result.logLikelihood });
    const used = result.starts.reduce((sum, { evaluations }) => sum + evaluations, 0);
    expect(result.evaluations).toBeGreaterThan(used);
  });

  it('has its standard deviations as errors, and propagates them with their correlation', () => {
    const errors = errorsOf(result);
    expect([errors.small!, errors.middle!, errors.large!]).toBeAllclose(sd, { rtol: 1e-5 });
    const variance = 1e6 * covariance(0, 0) + 2e3 * covariance(0, 1) + covariance(1, 1);
    expect(errors.sum!).toBeAllclose(Math.sqrt(variance), { rtol: 1e-5 });
    expect(errors.exponential!).toBeAllclose(Math.exp(-3) * sd[1], { rtol: 1e-3 });
    expect(errors.constant).toBe(0);
    expect(result.parameters.map(({ derived }) => derived)).toEqual([false, false, false, true, true, true]);
  });

  it('is the same fit for the same seed, another path for another', () => {
    expect(fitTarget(target, { seed: 'gauss', starts: 4 })).toEqual(result);
    expect(fitTarget(target, { seed: 'other', starts: 4 }).starts).not.toEqual(result.starts);
  });

  it('draws its starts where it is told, and reports each search', () => {
    const seen: number[] = [];
    const { converged } = fitTarget(target, {
      seed: 'narrow',
      starts: 3,
      startOf: (c, u) => c.start(0.9 + 0.1 * u),
      onStart: (start) => seen.push(start),
    });
    expect([converged, seen]).toEqual([true, [1, 2, 3]]);
  });
});

describe('a curved valley', () => {
  const rosenbrock = (x: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
    return -sum;
  };

  it('in 2 dimensions ends at the top, with the inverse Hessian as errors and a warning', () => {
    const result = fitTarget(densityTarget({ priors: cube(2, -5, 5), logLikelihood: rosenbrock }), {
      seed: 'r2',
      starts: 5,
    });
    expect(result.theta).toBeAllclose([1, 1], { atol: 1e-3 });
    // Hessian of -log L at (1, 1): [[802, -400], [-400, 200]], inverse [[0.5, 1], [1, 2.005]]. The valley is so
    // narrow that it bends away over a tenth of an error, which shortens what differences over that length give.
    expect(errorsOf(result).a!).toBeAllclose(Math.SQRT1_2, { rtol: 0.15 });
    expect(errorsOf(result).b!).toBeAllclose(Math.sqrt(2.005), { rtol: 0.15 });
    expect(result.converged).toBe(true);
    expect(codesOf(result)).toEqual(['not_gaussian']);
  });

  it('in 10 dimensions ends at the top or says which starts found the lower maximum only', () => {
    const result = fitTarget(densityTarget({ priors: cube(10, -5, 5), logLikelihood: rosenbrock }), {
      seed: 'r10',
      starts: 6,
      attempts: 1,
    });
    expect(result.logLikelihood).toBeGreaterThan(-1e-6);
    expect(result.theta).toBeAllclose(new Float64Array(10).fill(1), { atol: 1e-2 });
    // Its second maximum lies near x = (-1, 1, ..., 1), about 4 lower.
    for (const { reached, logPosterior } of result.starts)
      if (!reached) expect(result.logPosterior - logPosterior).toBeAllclose(4, { atol: 0.1 });
  });
});

describe('many maxima', () => {
  // Rastrigin with shallow ripples in 2 dimensions: a grid of maxima, the centre highest, neighbours 1 lower.
  const ripples = densityTarget({
    priors: cube(2, -9.3, 10),
    logLikelihood: (x) => -x.reduce((sum, xi) => sum + xi * xi + 20 * (1 - Math.cos(2 * Math.PI * xi)), 0),
  });

  it('names each start that stays below the best', () => {
    const result = fitTarget(ripples, { seed: 'one', starts: 12, attempts: 1 });
    const below = result.starts.flatMap(({ reached }, i) => (reached ? [] : [i + 1]));
    expect(below.length).toBeGreaterThan(0);
    const problem = result.problems.find(({ code }) => code === 'starts_below_best');
    for (const start of below) expect(problem?.message).toContain(`start ${start} (`);
    expect(problem?.message).toContain(`${below.length} of 12`);
  });

  it('searches again from fresh points while a start is below the best', () => {
    const once = fitTarget(ripples, { seed: 'one', starts: 12, attempts: 1 });
    const often = fitTarget(ripples, { seed: 'one', starts: 12, attempts: 40 });
    expect(often.starts.every(({ reached }) => reached)).toBe(true);
    expect(often.theta).toBeAllclose([0, 0], { atol: 1e-4 });
    // The first attempts are the same; only starts that had ended below have more.
    once.starts.forEach(({ logPosterior }, i) => {
      expect(often.starts[i].attempts > 1).toBe(logPosterior < often.logPosterior - 0.01);
    });
  });

  it('has not converged when too few starts agree', () => {
    const result = fitTarget(ripples, { seed: 'alone', starts: 12, attempts: 1, maxEvaluations: 40 });
    const reached = result.starts.filter((s) => s.reached).length;
    expect(reached).toBeLessThan(3);
    expect(result.converged).toBe(false);
    expect(codesOf(result)).toContain('no_agreement');
  });
});

describe('an exactly flat direction', () => {
  // Only log x + log B is known, as in the model where the two enter as a product; c is known, d not at all.
  const target = densityTarget({
    priors: { log10_x: flat(-2, 1.3), log10_b: flat(-1, 1.5), c: flat(0, 30), unused: flat(-1, 4) },
    logLikelihood: (x) =>
      -0.5 * ((x[0] + x[1] - 0.7) / 0.05) ** 2 - 0.5 * ((x[2] - 15 - x[0] - x[1]) / 0.2) ** 2,
    derived: {
      product: (x) => 10 ** (x[0] + x[1]),
      ratio: (x) => 10 ** (x[0] - x[1]),
      c_shifted: (x) => x[2] - 15,
    },
  });
  const result = fitTarget(target, { seed: 'flat', starts: 4 });
  const errors = errorsOf(result);

  it('gives the members no error and their product the exact one', () => {
    expect([errors.log10_x, errors.log10_b, errors.ratio, errors.unused]).toEqual([null, null, null, null]);
    expect(errors.product!).toBeAllclose(0.05 * Math.LN10 * 10 ** 0.7, { rtol: 1e-4 });
    expect(errors.c!).toBeAllclose(Math.hypot(0.05, 0.2), { rtol: 1e-4 });
    expect(errors.c_shifted!).toBeAllclose(Math.hypot(0.05, 0.2), { rtol: 1e-4 });
  });

  it('is converged, and names the members and what to use instead', () => {
    expect(result.converged).toBe(true);
    expect(new Set(codesOf(result))).toEqual(new Set(['flat_direction']));
    const named = new Set(result.problems.flatMap(({ parameters }) => parameters));
    expect(named).toEqual(new Set(['log10_x', 'log10_b', 'unused']));
    expect(result.problems.some(({ remedy }) => remedy.includes('Use product'))).toBe(true);
  });

  it('reports the middle of the flat line, whatever the seed', () => {
    // log10_x + log10_b = 0.7 within the box: log10_x from -0.8 to 1.3 (log10_b from 1.5 to -0.6).
    const again = fitTarget(target, { seed: 'elsewhere', starts: 4 });
    for (const { theta } of [result, again])
      expect(theta).toBeAllclose([0.25, 0.45, 15.7, 1.5], { atol: 2e-3 });
  });

  it('is no longer flat with an outside prior on one member', () => {
    const b = createPrior({ dist: 'normal', mean: 0.47, sd: 0.02 });
    const informed = fitTarget(
      densityTarget({
        priors: { log10_x: flat(-2, 1.3), log10_b: b },
        logLikelihood: (x) => -0.5 * ((x[0] + x[1] - 0.7) / 0.05) ** 2,
      }),
      { seed: 'informed', starts: 3 },
    );
    expect(errorsOf(informed).log10_b!).toBeAllclose(0.02, { rtol: 1e-4 });
    expect(errorsOf(informed).log10_x!).toBeAllclose(Math.hypot(0.02, 0.05), { rtol: 1e-4 });
    expect(informed.problems).toEqual([]);
  });
});

describe('an edge of the prior', () => {
  it('holds a maximum there without an error, the others conditional on it', () => {
    const target = densityTarget({
      priors: { width: flat(0, 3), other: flat(-10, 10) },
      logLikelihood: (x) => -5 * x[0] - 0.5 * ((x[1] - 2 * x[0] - 1) / 0.3) ** 2,
      derived: { of_both: (x) => x[0] + x[1], of_other: (x) => 2 * x[1] },
    });
    const result = fitTarget(target, { seed: 'edge', starts: 4 });
    expect(result.theta).toBeAllclose([0, 1], { atol: 1e-4 });
    expect(result.theta[0]).toBeGreaterThan(0);
    const errors = errorsOf(result);
    expect([errors.width, errors.of_both]).toEqual([null, null]);
    expect([errors.other!, errors.of_other!]).toBeAllclose([0.3, 0.6], { rtol: 1e-4 });
    expect(result.converged).toBe(true);
    expect(result.problems.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['at_edge', ['width']],
    ]);
  });

  it('warns when it is within one error of the maximum', () => {
    const target = densityTarget({
      priors: { amplitude: flat(0, 3) },
      logLikelihood: (x) => -0.5 * ((x[0] - 0.2) / 0.3) ** 2,
    });
    const result = fitTarget(target, { seed: 'near', starts: 3 });
    expect(errorsOf(result).amplitude!).toBeAllclose(0.3, { rtol: 1e-4 });
    expect(result.problems.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['near_edge', ['amplitude']],
    ]);
  });

  it('is left alone by a narrow maximum that only happens to lie close', () => {
    const target = densityTarget({
      priors: { amplitude: flat(0, 3) },
      logLikelihood: (x) => -0.5 * ((x[0] - 1e-3) / 1e-4) ** 2,
    });
    const result = fitTarget(target, { seed: 'close', starts: 3 });
    expect(result.theta).toBeAllclose([1e-3], { atol: 1e-6 });
    expect(errorsOf(result).amplitude!).toBeAllclose(1e-4, { rtol: 1e-3 });
    expect(result.problems).toEqual([]);
  });
});

describe('shapes that are no parabola', () => {
  it('asymmetric errors give their mean and a warning', () => {
    const target = densityTarget({
      priors: { a: flat(-10, 10) },
      logLikelihood: (x) => -0.5 * (x[0] / (x[0] < 0 ? 1 : 3)) ** 2,
    });
    const result = fitTarget(target, { seed: 'split', starts: 3 });
    expect(result.theta).toBeAllclose([0], { atol: 0.01 });
    // Mean curvature of the sides: (1 + 1/9)/2. The top of a kink is found to a few hundredths of an error only.
    expect(errorsOf(result).a!).toBeAllclose(Math.sqrt(2 / (1 + 1 / 9)), { rtol: 0.05 });
    expect(codesOf(result)).toEqual(['not_gaussian']);
  });

  it('a plateau has no error', () => {
    const target = densityTarget({
      priors: { a: flat(-10, 10), b: flat(-1, 1) },
      logLikelihood: (x) => -(Math.max(0, Math.abs(x[0]) - 8) ** 2) - 50 * x[1] ** 2,
    });
    const result = fitTarget(target, { seed: 'plateau', starts: 3 });
    expect(errorsOf(result).a).toBeNull();
    expect(errorsOf(result).b!).toBeAllclose(0.1, { rtol: 1e-4 });
    expect(codesOf(result)).toContain('flat_direction');
  });

  it('a single coordinate without edges works', () => {
    const normal = createPrior({ dist: 'normal', mean: 3, sd: 2 });
    const result = fitTarget(densityTarget({ priors: { a: normal }, logLikelihood: () => 0 }), {
      seed: 'n',
      starts: 3,
    });
    expect(result.theta).toBeAllclose([3], { atol: 1e-3 });
    expect(errorsOf(result).a!).toBeAllclose(2, { rtol: 1e-4 });
    expect(result.problems).toEqual([]);
  });
});

describe('a target that fails', () => {
  const broken = (value: number): Target =>
    densityTarget({ priors: { a: flat(0, 1), b: flat(0, 1) }, logLikelihood: () => value });

  it.each([NaN, Infinity])('with %d ends the fit and names the point', (value) => {
    expect(() => fitTarget(broken(value), { seed: 's' })).toThrow(RunError);
    expect(() => fitTarget(broken(value), { seed: 's' })).toThrow(
      /got (NaN|Infinity) at a=0\.\d+, b=-?0\.\d+/,
    );
  });

  it('by rejecting everything is told with the number of points tried', () => {
    expect(() => fitTarget(broken(-Infinity), { seed: 's', starts: 2, attempts: 2 })).toThrow(
      /none of \d+ points tried from 2 random starts has a finite log posterior/,
    );
  });
});
