import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import type { ResolvedConfig } from '../../src/config/resolved.js';
import { sampleToFile } from '../../src/draw/sample-to-file.js';
import { compilePosterior } from '../../src/inference/posterior.js';
import { streamRng } from '../../src/math/rng.js';
import { leaveOut, selectData, experimentOf } from '../../src/sensitivity/left-out.js';
import { scaledPosterior, scaleTarget } from '../../src/sensitivity/scaled-target.js';
import type { ScaledComponent } from '../../src/sensitivity/scaled-target.js';
import { createEvaluations } from '../../src/target.js';
import type { Target } from '../../src/target.js';
import type { LinearGaussian } from './linear-gaussian.js';
import { logNormal, posteriorOf } from './linear-gaussian.js';

describe('a chain drawn anew is of the exact posterior', () => {
  const terms: LinearGaussian = [
    { mean: 0, sd: 2 },
    { mean: 1, sd: 1 },
    { mean: 4, sd: 0.5 },
  ];

  /** The first term is the prior. */
  function targetOf([prior, ...measurements]: LinearGaussian): Target {
    return {
      coordinates: [
        {
          id: 'x',
          unit: '1',
          latex: 'x',
          support: [-Infinity, Infinity],
          prior: null,
          start: (u) => 6 * u - 1,
        },
      ],
      terms: [],
      derived: [],
      evaluate(theta, count, out) {
        for (let i = 0; i < count; i++) {
          out.logPrior[i] = logNormal(prior, theta[i]);
          out.logLikelihood[i] = measurements.reduce((sum, term) => sum + logNormal(term, theta[i]), 0);
          out.logPosterior[i] = out.logPrior[i] + out.logLikelihood[i];
        }
      },
      derive: () => undefined,
    };
  }

  test.each<[string, ScaledComponent, number, number[]]>([
    ['the prior to 1.25', 'prior', 1.25, [1.25, 1, 1]],
    ['the likelihood to 0.8', 'likelihood', 0.8, [1, 0.8, 0.8]],
    ['a data set to 0.8', { dataset: 'last' }, 0.8, [1, 1, 0.8]],
    ['a data set left out', { dataset: 'last' }, 0, [1, 1, 0]],
  ])('%s', async (_, component, alpha, powers) => {
    const part = typeof component === 'string' ? null : targetOf([terms[0], terms[2]]);
    const target = scaleTarget(targetOf(terms), part, component, alpha);
    const path = join(mkdtempSync(join(tmpdir(), 'licmc-scaled-')), 'x.arrow');
    const { converged, summary } = await sampleToFile(target, {
      path,
      steps: 1500,
      walkers: 20,
      ensembles: 2,
      warmup: 200,
    });
    const exact = posteriorOf(terms, powers);
    expect(converged).toBe(true);
    expect(Math.abs(summary['x'].mean - exact.mean) / summary['x'].mcseMean).toBeLessThan(4);
    expect(Math.abs(summary['x'].sd - exact.sd) / summary['x'].mcseSd).toBeLessThan(4);
  });
});

/** ln L at points around the start, [points]. */
function likelihoods(target: Target, theta: Float64Array, count: number): Float64Array {
  const out = createEvaluations(count, target.terms.length);
  target.evaluate(theta, count, out);
  return out.logLikelihood;
}

/** Points from the middle of the starting distributions, by coordinate. */
function pointsOf(target: Target, count: number): Float64Array {
  const rng = streamRng('sensitivity points', 1);
  const dim = target.coordinates.length;
  return Float64Array.from({ length: count * dim }, (_, i) =>
    target.coordinates[i % dim].start(0.45 + 0.1 * rng.uniform()),
  );
}

describe.each(['lic', 'paper'])('the configuration %s without an experiment', (name) => {
  const config = loadConfig(name);
  const target = compilePosterior(config);
  const count = 5;
  const theta = pointsOf(target, count);
  const full = likelihoods(target, theta, count);
  const experiments = name === 'lic' ? ['AMS-02', 'KASCADE', 'ARGO-YBJ', 'UG-mu'] : ['JACEE', 'UG-mu'];

  test.each(experiments)('%s: ln L is the rest of the sum', (experiment) => {
    const without = leaveOut(config, experiment);
    const rest = compilePosterior(without);
    const ids = rest.coordinates.map(({ id }) => id);
    // Its energy scale has nothing left to act on.
    const gone = target.coordinates.map(({ id }) => id).filter((id) => !ids.includes(id));
    expect(gone.every((id) => id.startsWith('energy_scale_'))).toBe(true);
    const columns = ids.map((id) => target.coordinates.findIndex((coordinate) => coordinate.id === id));
    const shorter = Float64Array.from({ length: count * ids.length }, (_, i) => {
      const row = Math.floor(i / ids.length);
      return theta[row * target.coordinates.length + columns[i % ids.length]];
    });
    const alone: ResolvedConfig = {
      ...selectData(config, (dataset) => experimentOf(dataset) === experiment),
      parameters: config.parameters,
    };
    const own = likelihoods(compilePosterior(alone), theta, count);
    likelihoods(rest, shorter, count).forEach((value, i) => {
      expect(Math.abs(value + own[i] - full[i])).toBeLessThan(1e-9 * Math.abs(full[i]));
      expect(own[i]).not.toBe(0);
    });
  });

  test('the likelihood of one data set to a power', () => {
    const dataset = config.data.spectra[0].dataset;
    const alone = selectData(config, (set) => set.name === dataset);
    const own = likelihoods(compilePosterior({ ...alone, parameters: config.parameters }), theta, count);
    const found = likelihoods(scaledPosterior(config, { component: { dataset }, alpha: 1.25 }), theta, count);
    found.forEach((value, i) => {
      expect(Math.abs(value - full[i] - 0.25 * own[i])).toBeLessThan(1e-9 * Math.abs(full[i]));
    });
  });
});

test('what nothing is left of cannot be drawn, and two experiments share no energy scale', () => {
  const config = loadConfig('lic');
  const without = leaveOut(config, 'AMS-02');
  expect(without.name).toBe('lic-without-ams-02');
  expect(without.parameters['energy_scale_ams_02']).toEqual({ value: 0 });
  expect(without.parameters['energy_scale_dampe']).toEqual(config.parameters['energy_scale_dampe']);
  expect(without.data.spectra.map(({ dataset }) => dataset)).not.toContain('AMS02_2015_p');
  expect(leaveOut(config, 'IceCube/Top').name).toBe('lic-without-icecube-top');
});
