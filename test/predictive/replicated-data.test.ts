import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { compileChainModel } from '../../src/inference/chain-model.js';
import { compilePosterior } from '../../src/inference/posterior.js';
import { pointChi2 } from '../../src/likelihood/likelihood.js';
import { streamRng } from '../../src/math/rng.js';
import { normalCdf } from '../../src/math/special.js';
import { createEvaluations } from '../../src/target.js';
import { replicatedData } from '../../src/predictive/replicated-data.js';

/** The shipped posterior with its noise parameters, at its start. */
const config = loadConfig('lic');
const model = compileChainModel(config);
const target = compilePosterior(config, 'typescript');
const theta = Float64Array.from(target.coordinates, (coordinate) => coordinate.start(0.5));
const noisy = model.at(theta);
const n = 2000;
const data = Array.from({ length: n }, (_, i) =>
  replicatedData(model.observations, noisy, streamRng('1', 'replicated-data', i)),
);
const { observations } = model;

/** Asserts that the mean of many independent values is what it should be, in units of its own error. */
function expectMean(values: ArrayLike<number>, expected: number): void {
  const mean = Array.from(values).reduce((sum, x) => sum + x / values.length, 0);
  const variance = Array.from(values).reduce((sum, x) => sum + (x - mean) ** 2 / (values.length - 1), 0);
  expect(Math.abs(mean - expected) / Math.sqrt(variance / values.length)).toBeLessThan(4.5);
}

describe('replicated data', () => {
  it('has the moments of the split normal', () => {
    // Below the model sigma is b, above it a: mean = m + sqrt(2/pi) (a - b), variance = (1 - 2/pi)(a - b)^2 + a b.
    for (const [observable, fraction] of [
      ['spectrum', noisy.scatter.spectrum],
      ['amplitude', noisy.scatter.amplitude],
    ] as const) {
      const { lower, upper, published } = observations[observable];
      for (const i of [0, 7, published.length - 1]) {
        const a = Math.hypot(lower[i], fraction * published[i]);
        const b = Math.hypot(upper[i], fraction * published[i]);
        const mean = noisy.prediction[observable][i] + Math.sqrt(2 / Math.PI) * (a - b);
        const values = data.map((one) => one[observable].measured[i]);
        expectMean(values, mean);
        expectMean(
          values.map((y) => (y - mean) ** 2),
          (1 - 2 / Math.PI) * (a - b) ** 2 + a * b,
        );
      }
    }
  });

  it('has phases that scatter about the model, cut off at 180 degrees', () => {
    // Variance of a normal cut off at c sigma: sigma^2 (1 - 2 c phi(c)/(2 Phi(c) - 1)).
    const { lower } = observations.phase;
    for (const i of [0, lower.indexOf(Math.max(...lower))]) {
      const sigma = Math.hypot(lower[i], noisy.scatter.phaseDeg);
      const c = 180 / sigma;
      const phi = Math.exp((-c * c) / 2) / Math.sqrt(2 * Math.PI);
      const off = data.map((one) => {
        const difference = one.phase.measured[i] - noisy.prediction.phase[i];
        return difference - 360 * Math.round(difference / 360);
      });
      expectMean(off, 0);
      expectMean(
        off.map((x) => x * x),
        sigma * sigma * (1 - (2 * c * phi) / (2 * normalCdf(c) - 1)),
      );
    }
  });

  it('gives the likelihood compiled from it a chi2 of chi-square', () => {
    // Mean n and variance 2 n; the widest phases are cut off and a little narrower.
    for (const observable of ['spectrum', 'amplitude'] as const) {
      const points = observations[observable].measured.length;
      const chi2 = data.map((one) =>
        pointChi2(one, noisy.prediction, noisy.scatter)[observable].reduce((sum, x) => sum + x, 0),
      );
      expectMean(chi2, points);
      expectMean(
        chi2.map((x) => (x - points) ** 2),
        2 * points,
      );
    }
  });

  it('is what a posterior can be compiled from, by both kernels', () => {
    const synthetic = data[0];
    const [readable, fast] = (['typescript', 'wasm-simd'] as const).map((kernel) => {
      const posterior = compilePosterior(config, kernel, synthetic);
      const out = createEvaluations(1, 3);
      posterior.evaluate(theta, 1, out);
      return out;
    });
    const chi2 = pointChi2(synthetic, noisy.prediction, noisy.scatter);
    const total = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0);
    const expected = [chi2.spectrum, chi2.amplitude, chi2.phase].map(total);
    expect(readable.terms).toBeAllclose(expected, { rtol: 1e-10 });
    expect(fast.terms).toBeAllclose(expected, { rtol: 1e-10 });
  });

  it('uses nothing of what was measured, and repeats with its stream', () => {
    const blind = replicatedData(
      {
        spectrum: { ...observations.spectrum, measured: observations.spectrum.measured.map(() => NaN) },
        amplitude: { ...observations.amplitude, measured: observations.amplitude.measured.map(() => NaN) },
        phase: { ...observations.phase, measured: observations.phase.measured.map(() => NaN) },
      },
      noisy,
      streamRng('1', 'replicated-data', 0),
    );
    for (const observable of ['spectrum', 'amplitude', 'phase'] as const)
      expect(blind[observable].measured).toEqual(data[0][observable].measured);
  });
});
