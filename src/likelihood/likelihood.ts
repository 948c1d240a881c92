import type { Observable, Observations } from './observations.js';
import { logSqrt2Pi, wrapDegrees } from './split-normal.js';

/** Model values at the points of the observations, in their units and order; flat arrays that the caller refills. */
export interface Prediction {
  /** [spectrum points] flux per unit of the point's own axis. */
  readonly spectrum: Float64Array;
  /** [amplitudes] equatorial dipole amplitude. */
  readonly amplitude: Float64Array;
  /** [phases] right ascension of the maximum, degrees. */
  readonly phase: Float64Array;
}

/** Intrinsic scatter, added in quadrature to the published errors: fractions of the published value, and degrees. */
export interface Scatter {
  spectrum: number;
  amplitude: number;
  phaseDeg: number;
}

/** Results of one likelihood call, overwritten by the next. */
export interface LikelihoodTerms {
  logLikelihood: number;
  chi2Spectrum: number;
  chi2Amplitude: number;
  chi2Phase: number;
}

/**
 * ln L = -chi2/2 - sum ln(sqrt(2 pi) (s_lo + s_hi)/2), a split normal for every point: the error on the side of the model,
 * scatter in the variance and in the normalisation. Phase residuals are wrapped to (-180, 180]. Allocates nothing per call.
 */
export function compileLikelihood(
  observations: Observations,
): (prediction: Prediction, scatter: Readonly<Scatter>, out: LikelihoodTerms) => void {
  const spectrum = compileSplitNormal(observations.spectrum);
  const amplitude = compileSplitNormal(observations.amplitude);
  const phase = compilePhase(observations.phase);
  return (prediction, scatter, out) => {
    out.chi2Spectrum = spectrum.chi2(prediction.spectrum, scatter.spectrum);
    out.chi2Amplitude = amplitude.chi2(prediction.amplitude, scatter.amplitude);
    out.chi2Phase = phase.chi2(prediction.phase, scatter.phaseDeg);
    const chi2 = out.chi2Spectrum + out.chi2Amplitude + out.chi2Phase;
    const logNorm =
      spectrum.logNorm(scatter.spectrum) +
      amplitude.logNorm(scatter.amplitude) +
      phase.logNorm(scatter.phaseDeg);
    out.logLikelihood = -0.5 * chi2 - logNorm;
  };
}

/** chi2 of every point with the errors the likelihood uses, in the order of the observations. */
export function pointChi2(observations: Observations, prediction: Prediction, scatter: Readonly<Scatter>) {
  const split = (o: Observable, model: Float64Array, fraction: number): Float64Array =>
    model.map((value, i) => {
      const side = value > o.measured[i] ? o.upper[i] : o.lower[i];
      return ((value - o.measured[i]) / Math.hypot(side, fraction * o.published[i])) ** 2;
    });
  return {
    spectrum: split(observations.spectrum, prediction.spectrum, scatter.spectrum),
    amplitude: split(observations.amplitude, prediction.amplitude, scatter.amplitude),
    phase: prediction.phase.map((value, i) => {
      const { measured, lower } = observations.phase;
      return wrapDegrees(value - measured[i]) ** 2 / (lower[i] ** 2 + scatter.phaseDeg ** 2);
    }),
  };
}

interface CompiledTerm {
  chi2(model: Float64Array, scatter: number): number;
  /** Sum over the points of ln(sqrt(2 pi) (s_lo + s_hi)/2); kept until the scatter changes. */
  logNorm(scatter: number): number;
}

/** Works in units of the published value, so that the scatter is the same number for every point. */
function compileSplitNormal({ measured, published, lower, upper }: Observable): CompiledTerm {
  const n = measured.length;
  const inverse = published.map((value) => 1 / value);
  const relative = measured.map((value, i) => value / published[i]);
  const lowerVariance = lower.map((s, i) => (s / published[i]) ** 2);
  const upperVariance = upper.map((s, i) => (s / published[i]) ** 2);
  const sumLogPublished = published.reduce((sum, value) => sum + Math.log(Math.abs(value)), 0);
  return {
    chi2(model, scatter) {
      const variance = scatter * scatter;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const residual = model[i] * inverse[i] - relative[i];
        sum += (residual * residual) / ((residual > 0 ? upperVariance[i] : lowerVariance[i]) + variance);
      }
      return sum;
    },
    logNorm: remember((scatter) => {
      const variance = scatter * scatter;
      let sum = n * logSqrt2Pi + sumLogPublished;
      // One logarithm per few dozen points: the product of their errors, taken before it can under- or overflow.
      let product = 1;
      for (let i = 0; i < n; i++) {
        product *= 0.5 * (Math.sqrt(lowerVariance[i] + variance) + Math.sqrt(upperVariance[i] + variance));
        if (product < 1e-150 || product > 1e150) {
          sum += Math.log(product);
          product = 1;
        }
      }
      return sum + Math.log(product);
    }),
  };
}

function compilePhase({ measured, lower }: Observable): CompiledTerm {
  const n = measured.length;
  const variances = lower.map((s) => s * s);
  return {
    chi2(model, scatter) {
      const variance = scatter * scatter;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const residual = wrapDegrees(model[i] - measured[i]);
        sum += (residual * residual) / (variances[i] + variance);
      }
      return sum;
    },
    logNorm: remember((scatter) => {
      const variance = scatter * scatter;
      let sum = n * logSqrt2Pi;
      for (let i = 0; i < n; i++) sum += 0.5 * Math.log(variances[i] + variance);
      return sum;
    }),
  };
}

/** Keeps the last result: without sampled scatter the normalisation is computed once. */
function remember(compute: (x: number) => number): (x: number) => number {
  let last = NaN;
  let result = NaN;
  return (x) => {
    if (x !== last) {
      result = compute(x);
      last = x;
    }
    return result;
  };
}
