/** The kernel against the readable TypeScript path, and both against an independent implementation, at random points. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { isSampled, type ResolvedConfig } from '../../src/config/resolved.js';
import { compilePosterior, observationsOf } from '../../src/inference/posterior.js';
import { streamRng } from '../../src/math/rng.js';
import { componentNames, type Component } from '../../src/model/components.js';
import type { TransportModel } from '../../src/model/parameters.js';
import { packagePath } from '../../src/package-info.js';
import { createEvaluations, type Evaluations, type Target } from '../../src/target.js';

const names = ['paper', 'lic', 'wandering', 'qgsjet', 'modern'] as const;

/** Points all over the prior (narrowed to `spread` of its mass about the starts), drawn anew in every test run. */
function randomPoints(target: Target, count: number, seed: string): Float64Array {
  const rng = streamRng(seed);
  return Float64Array.from({ length: count * target.coordinates.length }, (_, i) =>
    target.coordinates[i % target.coordinates.length].start(rng.uniform()),
  );
}

function evaluated(target: Target, theta: Float64Array): Evaluations {
  const count = theta.length / target.coordinates.length;
  const out = createEvaluations(count, target.terms.length);
  target.evaluate(theta, count, out);
  return out;
}

/** chi2 to 1e-12 of itself; ln L to 1e-12 of the larger of the two numbers it is the difference of. */
function expectAgreement(
  config: ResolvedConfig,
  seed: string,
  count = 60,
  observations = observationsOf(config),
): void {
  const fast = compilePosterior(config, 'wasm-simd', observations);
  const readable = compilePosterior(config, 'typescript', observations);
  const theta = randomPoints(fast, count, seed);
  const [a, b] = [evaluated(fast, theta), evaluated(readable, theta)];
  expect(a.terms).toBeAllclose(b.terms, { rtol: 1e-12 });
  expect(a.logPrior).toEqual(b.logPrior);
  for (let i = 0; i < count; i++) {
    const [spectrum, amplitude, phase] = b.terms.subarray(3 * i, 3 * i + 3);
    const halfChi2 = (spectrum + amplitude + phase) / 2;
    const scale = Math.max(halfChi2, Math.abs(b.logLikelihood[i] + halfChi2));
    expect(a.logLikelihood[i]).toBeAllclose(b.logLikelihood[i], { atol: 1e-12 * scale });
    expect(a.logPosterior[i]).toBe(a.logPrior[i] + a.logLikelihood[i]);
  }
}

/** A seed of this run: new points every time, told by the message when one fails. */
const runSeed = String(Date.now());

describe.each(names)('%s', (name) => {
  test(`all over the prior, seed ${runSeed}`, () => expectAgreement(loadConfig(name), `${runSeed}/${name}`));

  test('close to the starts', () => {
    const config = loadConfig(name);
    expectAgreement({ ...config, sampler: { ...config.sampler, start_spread: 1e-4 } }, name);
  });

  test('with other measurements in place of the published ones, some of them negative', () => {
    const config = loadConfig(name);
    const { spectrum, amplitude, phase } = observationsOf(config);
    const rng = streamRng(name, 'measurements');
    const scattered = (values: Float64Array) => values.map((value) => value * (1 + 2 * rng.normal()));
    expectAgreement(config, `synthetic/${name}`, 60, {
      spectrum: { ...spectrum, measured: scattered(spectrum.published) },
      amplitude: { ...amplitude, measured: scattered(amplitude.published) },
      phase: { ...phase, measured: phase.measured.map(() => 360 * rng.uniform() - 180) },
    });
  });

  test('any order and size of batches gives the same bits', () => {
    const target = compilePosterior(loadConfig(name), 'wasm-simd');
    const dim = target.coordinates.length;
    const theta = randomPoints(target, 150, name);
    const whole = evaluated(target, theta);
    for (const i of [3, 149, 0, 64, 63, 3]) {
      const one = evaluated(target, theta.slice(i * dim, (i + 1) * dim));
      expect(one.logLikelihood[0]).toBe(whole.logLikelihood[i]);
    }
  });
});

describe.each(
  componentNames.flatMap((one): Component[][] => [[one], componentNames.filter((c) => c !== one)]),
)('with %s %s', (...components) => {
  test('the two agree, also where no component has any flux', () =>
    expectAgreement(
      { ...loadConfig('lic'), components: components.filter((c) => c !== undefined) },
      components.join('/'),
    ));
});

describe('what the kernel leaves to the definition', () => {
  const config = loadConfig('lic');
  const only = (id: string, prior: { min: number; max: number }): ResolvedConfig => ({
    ...config,
    parameters: {
      ...Object.fromEntries(
        Object.entries(config.parameters).map(([key, s]) => [
          key,
          { value: isSampled(s) ? s.start : s.value },
        ]),
      ),
      [id]: { prior: { dist: 'uniform', ...prior }, log10: false, start: (prior.min + prior.max) / 2 },
    },
  });

  test('energies shifted out of existence', () => {
    // From -1 down the shifted energy of DAMPE is negative: those points have no flux.
    const shifted = only('energy_scale_dampe', { min: -3, max: -0.99 });
    const target = compilePosterior(shifted, 'wasm-simd');
    const out = evaluated(target, Float64Array.of(-2));
    expect(out.logLikelihood[0]).toBe(
      evaluated(compilePosterior(shifted, 'typescript'), Float64Array.of(-2)).logLikelihood[0],
    );
    expectAgreement(shifted, 'shifted');
  });

  test('dipoles far beyond every cut-off', () =>
    expectAgreement(only('r_cut', { min: 10, max: 2000 }), 'cut'));
  test('a cloud at rest', () => expectAgreement(only('x_lic', { min: 0, max: 1e-9 }), 'rest'));
  test('a convection so strong that nothing arrives', () =>
    expectAgreement(only('x_lic', { min: 1e3, max: 1e7 }), 'strong'));
});

interface Case {
  readonly model: TransportModel;
  readonly parameters: Readonly<Record<string, number>>;
  readonly paper: {
    readonly log_likelihood: number;
    readonly chi2: Readonly<Record<'spectrum' | 'amplitude' | 'phase', number>>;
  };
}

/** Made by scripts/fixtures/make_model_fixture.py, an implementation in NumPy that shares no line with this one. */
const { cases } = JSON.parse(readFileSync(packagePath('test', 'fixtures', 'model.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};

test.each(cases.map((c, i) => [i, c] as const))(
  'case %i of the NumPy implementation',
  (_, { model, parameters, paper }) => {
    const free = model === 'wandering' ? ['r_cr', 'b_field'].map((id) => ({ id, value: 3 })) : [];
    const config = loadConfig('paper', { model, fix: free });
    const v = parameters['v_sun'];
    const target = compilePosterior(
      {
        ...config,
        parameters: {
          ...Object.fromEntries(
            Object.entries(config.parameters).map(([id, s]) => [
              id,
              { value: parameters[id] ?? (isSampled(s) ? s.start : s.value) },
            ]),
          ),
          v_sun: { prior: { dist: 'uniform', min: v - 1, max: v + 1 }, log10: false, start: v },
        },
      },
      'wasm-simd',
    );
    const out = evaluated(target, Float64Array.of(v));
    expect(out.terms).toBeAllclose([paper.chi2.spectrum, paper.chi2.amplitude, paper.chi2.phase], {
      rtol: 1e-9,
    });
    expect(out.logLikelihood[0]).toBeAllclose(paper.log_likelihood, { rtol: 1e-9 });
  },
);
