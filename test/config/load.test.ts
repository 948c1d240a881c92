import { describe, expect, test } from 'vitest';
import { canonicalJson, configHash } from '../../src/config/hash.js';
import { loadConfig, parseConfig, shippedConfigs } from '../../src/config/load.js';
import type { Overrides } from '../../src/config/overrides.js';
import { isSampled } from '../../src/config/resolved.js';
import { InputError } from '../../src/errors.js';
import { compilePosterior } from '../../src/inference/posterior.js';

const minimal = 'data: { spectra: [AMS02_2015_p] }\nparameters: { v_sun: { prior: { min: 0, max: 30 } } }\n';

/** The lines a person reads for a broken configuration. */
function mistakes(text: string, overrides: Overrides = {}): string[] {
  try {
    parseConfig(text, 'run.yaml', overrides);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  throw new Error('expected the configuration to be refused');
}

describe('shipped configurations', () => {
  test('are the five of the interface', () => {
    expect(shippedConfigs()).toEqual(['lic', 'modern', 'paper', 'qgsjet', 'wandering']);
  });

  test.each(shippedConfigs())('%s compiles and has a finite posterior at its starts', (name) => {
    const target = compilePosterior(loadConfig(name));
    const theta = Float64Array.from(target.coordinates, (c) => c.start(0.5));
    const out = {
      logPosterior: new Float64Array(1),
      logPrior: new Float64Array(1),
      logLikelihood: new Float64Array(1),
      terms: new Float64Array(3),
    };
    target.evaluate(theta, 1, out);
    expect(Number.isFinite(out.logPosterior[0])).toBe(true);
  });

  test('paper.yaml has the eleven coordinates with their bounds', () => {
    const { coordinates } = compilePosterior(loadConfig('paper'));
    expect(coordinates.map(({ id, support }) => [id, ...support])).toEqual([
      ['v_sun', 0, 30],
      ['log10_x_lic', -2, 1.3],
      ['log10_r_cr', 5, 8],
      ['log10_b_field', -1, 1.5],
      ['delta_b', 0, 3e-3],
      ['log10_q0b_p', 51, 54],
      ['log10_q0b_he', 50, 53],
      ['log10_q0n_p', 51, 54],
      ['log10_q0n_he', 50, 53],
      ['log10_q0c_p', 55, 59],
      ['log10_q0c_he', 54, 58],
    ]);
  });

  test.each(['qgsjet', 'wandering', 'modern'])(
    '%s keeps the noise model and the priors of lic, its own subject aside',
    (name) => {
      const { parameters: own } = loadConfig(name);
      const { parameters: lic, noise } = loadConfig('lic');
      expect(loadConfig(name).noise).toEqual(noise);
      // Where walkers start is no part of the posterior.
      const lasting = (setting: object | undefined): string => canonicalJson({ ...setting, start: null });
      const different = Object.keys(lic).filter((id) => lasting(own[id]) !== lasting(lic[id]));
      const subject = {
        qgsjet: ['q0c_p', 'q0c_he', 't_c'],
        wandering: ['r_cr', 'b_field', 'r_perp'],
        modern: ['cream_iii', 'jacee', 'kascade', 'calet', 'iss_cream', 'lhaaso'].map(
          (id) => `energy_scale_${id}`,
        ),
      }[name]!;
      expect(new Set(different)).toEqual(new Set(subject));
    },
  );
});

describe('mistakes', () => {
  test('all are told at once, each with its place and what to do', () => {
    const text = [
      'modell: kinetic',
      'data:',
      '  spectra: [AMS02_2015_q]',
      'parameters:',
      '  v_sum: { prior: { min: 0, max: 30 } }',
      '  delta_b: { prior: { min: 3, max: 1 } }',
    ].join('\n');
    const lines = mistakes(text);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^run\.yaml:1:1: modell: expected a known key, got "modell"\. Did you mean 'model'\?$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^run\.yaml:6:\d+: parameters\.delta_b\.prior/));
  });

  test('names that a schema cannot know', () => {
    const text = minimal.replace('AMS02_2015_p', 'AMS02_2015_q').replace('v_sun', 'v_sum');
    expect(mistakes(text)).toEqual([
      'run.yaml:1:19: data.spectra.0: expected a shipped spectrum data set (licmc datasets), got "AMS02_2015_q". Did you mean \'AMS02_2015_p\'?',
      'run.yaml:2:15: parameters.v_sum: expected a known parameter, got "v_sum". Did you mean \'v_sun\'?',
    ]);
  });

  test.each([
    ['', 'an empty file'],
    ['a: [', 'valid YAML'],
    [minimal + 'data: {}\n', 'valid YAML'],
    [minimal + 'sampler: { walkers: 31 }', 'even number'],
    [minimal + 'sampler: { moves: "strech" }', "Did you mean 'stretch'?"],
    [minimal + 'sampler: { warmup: -1 }', 'at least 0'],
    [minimal + 'noise: { fov_factor: maybe }', 'true or false'],
    [minimal + 'components: []', 'at least 1 entries'],
    [minimal.replace('min: 0', 'min: .nan'), 'prior.min'],
    [minimal.replace('} } }', '}, start: 31 } }'), 'a start inside the prior'],
    [minimal.replace('v_sun', 'log10_v_sun'), "'v_sun' with log10: true"],
    [minimal.replace('} } }', '}, value: 3 } }'), 'not both'],
    [minimal.replace('{ prior: { min: 0, max: 30 } }', '{ start: 3 }'), 'either `value`'],
    [minimal.replace('[AMS02_2015_p]', '[ARGO_2018]'), 'belongs under data.anisotropy'],
    [minimal.replace('[AMS02_2015_p]', '[{ dataset: AMS02_2015_p, exclude: [3] }]'), 'The nearest is at'],
    [minimal.replace('v_sun', 'energy_scale_dampe'), 'an experiment among the selected spectra'],
    ['model: wandering\n' + minimal.replace('v_sun', 'b_field'), 'does not feel it'],
    [minimal.replace('[AMS02_2015_p]', '[AMS02_2015_p], files: [nothing.ecsv]'), 'no such file'],
  ])('%j: %s', (text, told) => {
    expect(mistakes(text).join('\n')).toContain(told);
  });
});

describe('overrides', () => {
  test('--set moves a start or a value, --fix removes a parameter from sampling', () => {
    const config = loadConfig('paper', {
      set: [
        { id: 'v_sun', value: 14 },
        { id: 'phi', value: 0.5 },
      ],
      fix: [{ id: 'b_field', value: 2.9 }],
    });
    expect(config.parameters['v_sun']).toMatchObject({ start: 14 });
    expect(config.parameters['phi']).toEqual({ value: 0.5 });
    expect(config.parameters['b_field']).toEqual({ value: 2.9 });
    expect(Object.values(config.parameters).filter(isSampled)).toHaveLength(10);
  });

  test('unknown ids name the nearest', () => {
    expect(() => loadConfig('paper', { set: [{ id: 'v_sum', value: 1 }] })).toThrow("Did you mean 'v_sun'?");
    expect(() => loadConfig('paper', { fix: [{ id: 'log10_x_lic', value: 1 }] })).toThrow(
      "Give 'x_lic' itself",
    );
  });

  test('what an option got wrong is told of the option, all at once, and the rest of the file', () => {
    const text = minimal + 'sampler: { walkers: 8, moves: "strech" }';
    const overrides = { set: [{ id: 'v_sun', value: 99 }], sampler: { walkers: 7, temperatures: 2 } };
    expect(mistakes(text, overrides).map((line) => line.replace(/: expected.*/, ''))).toEqual([
      '--set v_sun',
      '--walkers',
      '--temperatures',
      expect.stringMatching(/^run\.yaml:3:\d+: sampler\.moves$/),
    ]);
  });
});

describe('configHash', () => {
  test('ignores the stop rule and nothing else', () => {
    const config = loadConfig('paper');
    expect(configHash({ ...config, stop: { steps: 7, max_steps: 8 } })).toBe(configHash(config));
    expect(configHash({ ...config, sampler: { ...config.sampler, seed: 2 } })).not.toBe(configHash(config));
    expect(configHash(loadConfig('paper', { set: [{ id: 'phi', value: 0.5 }] }))).not.toBe(
      configHash(config),
    );
  });

  test('a resolved configuration survives JSON', () => {
    const config = loadConfig('lic');
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });
});
