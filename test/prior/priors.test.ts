import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPrior, distributions, priorSchema, type PriorSpec } from '../../src/prior/registry.js';

interface Case {
  readonly spec: PriorSpec;
  readonly x: readonly number[];
  readonly logPdf: readonly number[];
  readonly u: readonly number[];
  readonly quantile: readonly number[];
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/priors.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};
const title = (spec: PriorSpec): string => JSON.stringify(spec);

/** Nodes and weights of five-point Gauss-Legendre quadrature on (-1, 1) (Abramowitz & Stegun, table 25.4). */
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
const WEIGHTS = [
  0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891,
];

function integrate(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2;
  return half * NODES.reduce((sum, t, i) => sum + WEIGHTS[i] * f(from + half * (1 + t)), 0);
}

/** Probability between the quantiles of two levels by quadrature in `panels` equal steps of logit u, fine in both tails. */
function massBetween(spec: PriorSpec, uFrom: number, uTo: number, panels: number): number {
  const prior = createPrior(spec);
  const logit = (u: number): number => Math.log(u / (1 - u));
  const [from, to] = [logit(uFrom), logit(uTo)];
  const edges = Array.from({ length: panels + 1 }, (_, k) =>
    prior.quantile(1 / (1 + Math.exp(-(from + (k / panels) * (to - from))))),
  );
  // The split normal's curvature jumps at its mode: a panel ends there.
  if ('mode' in spec && spec.mode > edges[0] && spec.mode < edges[panels]) edges.push(spec.mode);
  edges.sort((a, b) => a - b);
  let mass = 0;
  for (let k = 1; k < edges.length; k++)
    mass += integrate((x) => Math.exp(prior.logPdf(x)), edges[k - 1], edges[k]);
  return mass;
}

describe.each(fixture.cases.map((c) => [title(c.spec), c] as const))('%s', (_, { spec, ...reference }) => {
  const prior = createPrior(spec);

  it('has the log density of scipy and mpmath', () => {
    expect(reference.x.map((x) => prior.logPdf(x))).toBeAllclose(reference.logPdf, {
      rtol: 1e-12,
      atol: 1e-13,
    });
  });

  it('has their quantiles, down to u = 1e-300', () => {
    const size = Math.abs(reference.quantile[5]);
    const values = reference.u.map((u) => prior.quantile(u));
    // An upper tail as a function of u has the resolution of 1 - u, so an absolute part is left there.
    expect(values).toBeAllclose(reference.quantile, { rtol: 2e-12, atol: 1e-15 * size });
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it('integrates to u between quantiles: normalisation and inversion in one', () => {
    for (const [a, b] of [
      [1e-7, 1 - 1e-7],
      [0.001, 0.25],
      [0.25, 0.8],
      [0.8, 0.9999],
    ])
      expect(massBetween(spec, a, b, 2000)).toBeAllclose(b - a, { atol: 1e-8 });
  });

  it('vanishes on and outside its open support and keeps NaN', () => {
    const [min, max] = prior.support;
    for (const x of [min, max, min - 1, max + 1]) expect(prior.logPdf(x)).toBe(-Infinity);
    expect(prior.logPdf(NaN)).toBeNaN();
  });

  it('draws starts of finite density only, at either extreme of u', () => {
    for (const u of [Number.MIN_VALUE, 1e-300, 2 ** -53, 1 - 2 ** -53]) {
      const x = prior.quantile(u);
      expect(x).toBeGreaterThan(prior.support[0]);
      expect(x).toBeLessThan(prior.support[1]);
      expect(prior.logPdf(x)).toBeGreaterThan(-Infinity);
    }
  });
});

it('has every distribution of the registry among the reference cases', () => {
  expect(new Set(fixture.cases.map(({ spec }) => spec.dist))).toEqual(new Set(Object.keys(distributions)));
});

describe('for any parameters', () => {
  const location = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const scale = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const anySpec: fc.Arbitrary<PriorSpec> = fc.oneof(
    fc
      .record({ min: location, w: scale })
      .map(({ min, w }) => ({ dist: 'uniform' as const, min, max: min + w })),
    fc.record({ min: scale, k: scale }).map(({ min, k }) => ({
      dist: 'log_uniform' as const,
      min,
      max: min * (1 + k),
    })),
    fc.record({ dist: fc.constant('half_normal' as const), sd: scale }),
    fc.record({ dist: fc.constant('exponential' as const), mean: scale }),
    fc.record({
      dist: fc.constant('log_normal' as const),
      median: scale,
      sd_log10: fc.double({ min: 0.01, max: 2, noNaN: true }),
    }),
    fc
      .record({
        mode: location,
        lo: scale,
        hi: scale,
        a: fc.double({ min: -8, max: 8, noNaN: true }),
        w: scale,
      })
      .map(({ mode, lo, hi, a, w }) => {
        const min = mode + a * (a < 0 ? lo : hi);
        return { dist: 'split_normal' as const, mode, sd_lo: lo, sd_hi: hi, min, max: min + w };
      }),
  );
  const level = fc.double({ min: 1e-3, max: 0.999, noNaN: true });

  it('the quantile inverts the distribution function', () => {
    fc.assert(
      fc.property(anySpec, level, level, (spec, u, v) => {
        const [a, b] = u < v ? [u, v] : [v, u];
        expect(massBetween(spec, a, b, 300)).toBeAllclose(b - a, { atol: 1e-7 });
      }),
      { numRuns: 200 },
    );
  });

  it('a split normal is continuous at its mode and has the norm of the likelihood', () => {
    fc.assert(
      fc.property(location, scale, scale, (mode, lo, hi) => {
        const prior = createPrior({ dist: 'split_normal', mode, sd_lo: lo, sd_hi: hi });
        expect(prior.logPdf(mode)).toBeAllclose(-Math.log((Math.sqrt(2 * Math.PI) * (lo + hi)) / 2), {
          atol: 1e-12,
        });
        expect(prior.logPdf(mode - lo)).toBeAllclose(prior.logPdf(mode) - 0.5, { atol: 1e-9 });
        expect(prior.logPdf(mode + 2 * hi)).toBeAllclose(prior.logPdf(mode) - 2, { atol: 1e-9 });
      }),
    );
  });

  it('bounds only rescale a normal inside them', () => {
    const free = createPrior({ dist: 'normal', mean: 3, sd: 2 });
    const cut = createPrior({ dist: 'normal', mean: 3, sd: 2, min: 1, max: 5 });
    // Phi(1) - Phi(-1) = erf(1/sqrt 2)
    const shift = -Math.log(0.6826894921370859);
    for (const x of [1.1, 3, 4.9])
      expect(cut.logPdf(x) - free.logPdf(x)).toBeAllclose(shift, { atol: 1e-13 });
  });
});

describe('configuration', () => {
  it('takes a prior without dist as uniform and keeps the name in the result', () => {
    expect(priorSchema.parse({ min: 0, max: 30 })).toEqual({ dist: 'uniform', min: 0, max: 30 });
    expect(createPrior({ min: 0, max: 30 }).dist).toBe('uniform');
  });

  it.each([
    [{ min: 3, max: 3 }, 'max', 'a number > min (3)'],
    [{ dist: 'log_uniform', min: 0, max: 3 }, 'min', '>0'],
    [{ dist: 'log_uniform', min: 4, max: 3 }, 'max', 'a number > min (4)'],
    [{ dist: 'normal', mean: 0, sd: 0 }, 'sd', '>0'],
    [{ dist: 'normal', mean: 0, sd: 1, min: 2, max: 1 }, 'max', 'a number > min (2)'],
    [{ dist: 'normal', mean: 0, sd: 1, min: 40 }, 'min', 'within about 38 sd of the centre (0)'],
    [{ dist: 'split_normal', mode: 0, sd_lo: 1, sd_hi: 1, max: -40 }, 'max', 'within about 38 sd'],
    [{ dist: 'split_normal', mode: 0, sd_lo: -1, sd_hi: 1 }, 'sd_lo', '>0'],
    [{ dist: 'half_normal', sd: -1 }, 'sd', '>0'],
    [{ dist: 'log_normal', median: -1, sd_log10: 1 }, 'median', '>0'],
    [{ dist: 'exponential', mean: 0 }, 'mean', '>0'],
    [{ dist: 'normal', mean: Infinity, sd: 1 }, 'mean', 'number'],
    [{ dist: 'norml', mean: 0, sd: 1 }, 'dist', "(did you mean 'normal'?)"],
    [{ dist: 3, mean: 0, sd: 1 }, 'dist', 'one of uniform, log_uniform'],
  ])('%j points at %s', (spec, key, text) => {
    const { error } = priorSchema.safeParse(spec);
    expect(error?.issues.map(({ path }) => path)).toEqual([[key]]);
    expect(error?.issues[0]?.message).toContain(text);
  });

  it('tells all mistakes at once, also across keys', () => {
    const { error } = priorSchema.safeParse({ min: 5, max: 3, sd: 'x' });
    expect(error?.issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['unrecognized_keys', ''],
      ['custom', 'max'],
    ]);
  });

  it.each([3, null, 'flat', [1, 2]])('refuses %j, which is no mapping', (spec) => {
    expect(priorSchema.safeParse(spec).success).toBe(false);
  });

  it('createPrior names what is wrong with a specification made by a program', () => {
    expect(() => createPrior({ dist: 'normal', mean: 0, sd: -1 })).toThrow(/createPrior: sd:.*>0/);
  });
});
