import { describe, expect, it } from 'vitest';
import { settleEdges } from '../../src/fit/edges.js';
import { expand } from '../../src/fit/expansion.js';
import { createObjective } from '../../src/fit/objective.js';
import { polish } from '../../src/fit/polish.js';
import type { PolishResult } from '../../src/fit/polish.js';
import { releaseEdges } from '../../src/fit/release-edges.js';
import { fitStepLengths } from '../../src/fit/step-lengths.js';
import { cube, densityTarget, flat } from './density-target.js';

const unit = (...values: number[]): Float64Array => Float64Array.from(values);

describe('expand', () => {
  it('has the exact gradient and curvature of a quadratic, along any basis', () => {
    const objective = createObjective(
      densityTarget({
        priors: cube(2, -50, 50),
        logLikelihood: ([x, y]) => 3 + 2 * x - y - (4 * x * x + 2 * x * y + 3 * y * y) / 2,
      }),
    );
    const basis = [unit(0.5, 0), unit(0.1, -0.2)];
    const { value, gradient, information } = expand(objective, unit(1, 2), basis)!;
    const flatPrior = -2 * Math.log(100);
    // At (1, 2): gradient (2 - 4 - 2, -1 - 1 - 6) = (-4, -8), information [[4, 1], [1, 3]].
    expect(value).toBeAllclose(3 + 2 - 2 - (4 + 4 + 12) / 2 + flatPrior, { rtol: 1e-12 });
    expect(gradient).toBeAllclose([-2, 1.2], { rtol: 1e-10 });
    expect(information).toBeAllclose([1, 0.1, 0.1, 0.04 - 0.04 + 0.12], { rtol: 1e-9 });
  });

  it('says null where a corner is rejected', () => {
    const objective = createObjective(densityTarget({ priors: cube(2, 0, 1), logLikelihood: () => 0 }));
    expect(expand(objective, unit(0.9, 0.5), [unit(0.05, 0), unit(0.06, 0.1)])).toBeNull();
  });
});

describe('fitStepLengths', () => {
  const objective = createObjective(
    densityTarget({
      priors: { narrow: flat(-1, 1), wide: flat(-100, 100), idle: flat(0, 8) },
      logLikelihood: ([x, y]) => -0.5 * (x / 1e-5) ** 2 - 0.5 * (y / 20) ** 2,
    }),
  );
  const steps = fitStepLengths(
    objective,
    unit(0, 0, 3),
    [unit(0.1, 0, 0), unit(0, 1e-6, 0), unit(0, 0, 1e-3)],
    unit(2, 200, 8),
    0.02,
  );

  it('finds a fifth of a standard deviation from steps far too long and far too short', () => {
    expect(steps[0][0] / 1e-5).toBeAllclose(0.2, { rtol: 0.2 });
    expect(steps[1][1] / 20).toBeAllclose(0.2, { rtol: 0.2 });
  });

  it('stops a direction that never drops before half the way to the nearer edge', () => {
    expect(steps[2][2]).toBeAllclose(0.49 * 3, { rtol: 1e-9 });
  });
});

describe('settleEdges', () => {
  const scale = unit(1, 1, 1, 1);
  const target = densityTarget({
    priors: cube(4, 0, 1),
    // a rises to its upper edge, b does not matter, c has its maximum just inside, d is far from any edge
    logLikelihood: ([a, , c, d]) => 10 * a - 0.5 * ((c - 2e-4) / 1e-5) ** 2 - d * d,
  });
  const { theta, held, free } = settleEdges(createObjective(target), unit(0.9999, 1e-6, 2e-4, 0.5), scale);

  it('holds what is highest on its edge, frees what is indifferent, leaves what is inside', () => {
    expect(held).toEqual([0]);
    expect(free).toEqual([1, 2, 3]);
    expect(theta).toBeAllclose([1 - 1e-9, 1e-3, 2e-4, 0.5], { rtol: 1e-12 });
  });
});

describe('polish', () => {
  it('climbs from afar along a bent ridge to the top', () => {
    const objective = createObjective(
      densityTarget({
        priors: cube(2, -5, 5),
        logLikelihood: ([x, y]) => -100 * (y - x * x) ** 2 - (1 - x) ** 2,
      }),
    );
    const { theta, value, promised } = polish(objective, unit(-1.2, 1), unit(9.5, 9.5));
    // The log posterior is what counts: along the ridge it falls by 1e-6 over the first 1e-3.
    expect(value).toBeAllclose(-2 * Math.log(10), { atol: 1e-5 });
    expect(theta).toBeAllclose([1, 1], { atol: 5e-3 });
    expect(promised).toBeLessThan(1e-3); // what a fit accepts as the top
  });

  it('meets a kink of the curvature at the maximum', () => {
    const objective = createObjective(
      densityTarget({
        priors: cube(2, -5, 5),
        logLikelihood: ([x, y]) => {
          const z = x - y - 1;
          return -0.5 * (z / (z < 0 ? 0.1 : 0.3)) ** 2 - 0.5 * y * y;
        },
      }),
    );
    const { theta, value } = polish(objective, unit(2, 0.7), unit(9.5, 9.5));
    // Differences over a tenth of a standard deviation place the top of a kink within about a fiftieth of one.
    expect(value).toBeAllclose(-2 * Math.log(10), { atol: 1e-3 });
    expect(theta).toBeAllclose([1, 0], { atol: 0.02 });
  });

  it('reports nothing left to gain when every coordinate is on an edge', () => {
    const objective = createObjective(
      densityTarget({ priors: cube(2, 0, 1), logLikelihood: ([x, y]) => x - y }),
    );
    const { theta, held, promised } = polish(objective, unit(0.9999, 1e-4), unit(1, 1));
    expect([held, promised]).toEqual([[0, 1], 0]);
    expect(theta).toBeAllclose([1, 0], { atol: 1e-8 });
  });

  it('comes back with the start where nothing beside it is accepted', () => {
    const spike = densityTarget({
      priors: cube(2, 0, 1),
      logLikelihood: ([x, y]) => (x === 0.5 && y === 0.5 ? 0 : -Infinity),
    });
    const { theta, promised } = polish(createObjective(spike), unit(0.5, 0.5), unit(1, 1));
    expect(theta).toEqual(unit(0.5, 0.5));
    expect(promised).toBeNaN();
  });
});

describe('releaseEdges', () => {
  const scale = unit(1, 1);
  const release = (logLikelihood: (x: Float64Array) => number, theta: Float64Array): PolishResult => {
    const objective = createObjective(densityTarget({ priors: cube(2, 0, 1), logLikelihood }));
    const end = polish(objective, theta, scale);
    expect(end.held).toEqual([0]); // what the one-dimensional look at the edge makes of it
    return releaseEdges(objective, end, scale);
  };

  it('lets go of a coordinate on the end of a flat ridge', () => {
    // At the end of the ridge a + b = 1.5, just off its crest, the edge seems to attract a.
    const ridge = ([a, b]: Float64Array): number => -0.5 * ((a + b - 1.5) / 0.02) ** 2;
    const { held, theta } = release(ridge, unit(1 - 5e-4, 0.5));
    expect(held).toEqual([]);
    expect(theta[0] + theta[1]).toBeAllclose(1.5, { atol: 1e-4 });
    expect(theta[0]).toBeLessThan(0.99);
  });

  it('keeps hold of one that the edge limits, however gently', () => {
    const slope = ([a, b]: Float64Array): number => -0.5 * ((a + b - 1.5) / 0.02) ** 2 + 0.01 * a;
    const { held, theta } = release(slope, unit(1 - 5e-4, 0.5));
    expect(held).toEqual([0]);
    expect(theta).toBeAllclose([1, 0.5], { atol: 1e-4 });
  });
});
