import { describe, expect, test } from 'vitest';
import { compileLikelihood, pointChi2 } from '../../src/likelihood/likelihood.js';
import type { Observations } from '../../src/likelihood/observations.js';
import { quadrature, splitNormalChi2, wrapDegrees } from '../../src/likelihood/split-normal.js';

describe('splitNormalChi2', () => {
  test('uses the upper error when the model lies above the point, the lower one below', () => {
    expect(splitNormalChi2(12, 10, 1, 4)).toBe(0.25);
    expect(splitNormalChi2(8, 10, 1, 4)).toBe(4);
    expect(splitNormalChi2(10, 10, 1, 4)).toBe(0);
  });

  test('counts an unpublished error as 0', () => {
    expect(quadrature(3, 4)).toBe(5);
    expect(quadrature(null, 4)).toBe(4);
    expect(quadrature(null, null)).toBe(0);
  });
});

describe('wrapDegrees', () => {
  test.each([
    [0, 0],
    [180, 180],
    [-180, 180],
    [181, -179],
    [-190, 170],
    [360, 0],
    [719, -1],
  ])('%d -> %d', (difference, wrapped) => {
    expect(wrapDegrees(difference)).toBeCloseTo(wrapped, 12);
  });
});

/** One point of each observable. */
function onePoint(lower: number, upper: number): Observations {
  const at = (measured: number, lo: number, hi: number) => ({
    measured: Float64Array.of(measured),
    published: Float64Array.of(measured),
    lower: Float64Array.of(lo),
    upper: Float64Array.of(hi),
    dataset: ['x'],
  });
  return {
    spectrum: {
      ...at(2, lower, upper),
      points: [{ species: 'p', axis: 'rigidity', x: 100 }],
      experiment: ['x'],
    },
    amplitude: { ...at(1e-3, 1e-4, 2e-4), energyGeV: Float64Array.of(1e4) },
    phase: { ...at(170, 5, 5), energyGeV: Float64Array.of(1e4) },
  };
}

const silent = { spectrum: 0, amplitude: 0, phaseDeg: 0 };

function evaluate(observations: Observations, spectrum: number, scatter = silent) {
  const out = { logLikelihood: NaN, chi2Spectrum: NaN, chi2Amplitude: NaN, chi2Phase: NaN };
  const prediction = {
    spectrum: Float64Array.of(spectrum),
    amplitude: Float64Array.of(1e-3),
    phase: Float64Array.of(-170),
  };
  compileLikelihood(observations)(prediction, scatter, out);
  return { ...out, prediction };
}

describe('compileLikelihood', () => {
  test('is a normalised density of every measurement', () => {
    // Integrate exp(ln L) over the spectrum residual: the other two points contribute a known factor.
    for (const scatter of [silent, { spectrum: 0.3, amplitude: 0.1, phaseDeg: 7 }]) {
      const others =
        Math.exp(-0.5 * (400 / (25 + scatter.phaseDeg ** 2))) /
        (Math.sqrt(2 * Math.PI) * Math.sqrt(25 + scatter.phaseDeg ** 2)) /
        (Math.sqrt(2 * Math.PI) *
          0.5 *
          (Math.hypot(1e-4, scatter.amplitude * 1e-3) + Math.hypot(2e-4, scatter.amplitude * 1e-3)));
      const step = 0.01;
      let integral = 0;
      for (let model = -18; model < 22; model += step) {
        integral += Math.exp(evaluate(onePoint(0.2, 0.7), model + step / 2, scatter).logLikelihood) * step;
      }
      // The model runs along a split normal whose sides are exchanged: its integral is that of the density.
      expect(integral / others).toBeCloseTo(1, 6);
    }
  });

  test('wraps phases: 170 measured, -170 predicted are 20 degrees apart', () => {
    expect(evaluate(onePoint(0.2, 0.7), 2).chi2Phase).toBeCloseTo(16, 12);
  });

  test('chi2 terms are the sums of the points', () => {
    const observations = onePoint(0.2, 0.7);
    const scatter = { spectrum: 0.1, amplitude: 0.2, phaseDeg: 3 };
    const result = evaluate(observations, 2.9, scatter);
    const points = pointChi2(observations, result.prediction, scatter);
    expect(result.chi2Spectrum).toBeCloseTo(points.spectrum[0], 12);
    expect(result.chi2Amplitude).toBeCloseTo(points.amplitude[0], 12);
    expect(result.chi2Phase).toBeCloseTo(points.phase[0], 12);
    expect(points.spectrum[0]).toBeCloseTo(0.81 / (0.49 + 0.04), 12);
  });
});
