/**
 * The posterior of a configuration as a `Target`: priors, forward model and likelihood put together. This is the left
 * half of the program as the sampler sees it.
 */
import { coordinateId, isSampled } from '../config/resolved.js';
import type { ResolvedConfig, SampledParameter } from '../config/resolved.js';
import { measurementsOf } from '../config/measurements.js';
import { bestKernel, type KernelName } from '../kernel/module.js';
import * as answer from '../kernel/walker-fields.js';
import { compileFastLikelihood } from './fast-likelihood.js';
import { compileForward } from './forward.js';
import { compileLikelihood } from '../likelihood/likelihood.js';
import type { LikelihoodTerms } from '../likelihood/likelihood.js';
import { observe } from '../likelihood/observations.js';
import type { Observations, PointRules } from '../likelihood/observations.js';
import { derivedQuantities } from '../model/derived.js';
import { exp10 } from '../model/exp.js';
import { compileJointPrior } from '../prior/joint-prior.js';
import { createPrior } from '../prior/registry.js';
import type { Prior } from '../prior/prior.js';
import { describeParameter } from './parameters.js';
import type { Coordinate, Evaluations, Quantity, Target } from '../target.js';

/** chi2 by observable: the terms that a chain stores beside the densities. */
export const chi2Terms: readonly Quantity[] = [
  { id: 'chi2_spectrum', unit: '1', latex: '\\chi^2_{\\mathrm{spectrum}}' },
  { id: 'chi2_amplitude', unit: '1', latex: '\\chi^2_{\\mathrm{amplitude}}' },
  { id: 'chi2_phase', unit: '1', latex: '\\chi^2_{\\mathrm{phase}}' },
];

/** The measurements of a configuration, laid out for the likelihood. */
export function observationsOf(config: ResolvedConfig): Observations {
  const rules: PointRules = {
    minRigidityGV: config.noise.min_rigidity_gv,
    minEnergyGeV: config.data.energy_gev.min ?? 0,
    maxEnergyGeV: config.data.energy_gev.max ?? Infinity,
    fovFactor: config.noise.fov_factor,
  };
  return observe(measurementsOf(config), rules);
}

/**
 * Builds the posterior. Deterministic; one call of `evaluate` allocates nothing.
 * @param kernel what evaluates the likelihood; they agree to 1e-12
 * @param observations measurements of the points of the configuration: the published ones, or synthetic ones in their place
 * @throws InputError when the configuration names data that do not exist
 */
export function compilePosterior(
  config: ResolvedConfig,
  kernel: KernelName = bestKernel(),
  observations: Observations = observationsOf(config),
): Target {
  const forward = compileForward(config, observations);
  const likelihood = compileLikelihood(observations);
  const sampled = Object.entries(config.parameters).filter((entry): entry is [string, SampledParameter] =>
    isSampled(entry[1]),
  );
  const priors: readonly Prior[] = sampled.map(([, { prior }]) => createPrior(prior));
  const jointPrior = compileJointPrior(priors);
  const slots = Int32Array.from(sampled, ([id]) => forward.indexOf(id));
  const isLog = Uint8Array.from(sampled, ([, { log10 }]) => (log10 ? 1 : 0));
  const dim = sampled.length;
  const { values } = forward;
  const fast = kernel === 'typescript' ? null : compileFastLikelihood(config, observations, forward);
  /** Rows that wait for the next call of the kernel. */
  const waiting = new Int32Array(fast?.capacity ?? 0);
  const terms: LikelihoodTerms = { logLikelihood: 0, chi2Spectrum: 0, chi2Amplitude: 0, chi2Phase: 0 };

  const setValues = (theta: Float64Array, at: number): void => {
    for (let k = 0; k < dim; k++) {
      const coordinate = theta[at + k];
      values[slots[k]] = isLog[k] === 1 ? exp10(coordinate) : coordinate;
    }
  };

  /** One row by the readable path: everywhere without kernel, and wherever the kernel does not trust its arithmetic. */
  const evaluateRow = (theta: Float64Array, row: number, out: Evaluations): void => {
    setValues(theta, row * dim);
    likelihood(forward.predict(), forward.scatter(), terms);
    const { logLikelihood, chi2Spectrum, chi2Amplitude, chi2Phase } = terms;
    store(out, row, logLikelihood, chi2Spectrum, chi2Amplitude, chi2Phase);
  };
  const evaluateWaiting = (theta: Float64Array, count: number, out: Evaluations): void => {
    const { answers } = fast!;
    fast!.evaluate(count);
    for (let i = 0; i < count; i++) {
      const at = i * answer.answerFields;
      if (answers[at + answer.trusted] === 0) evaluateRow(theta, waiting[i], out);
      else
        store(
          out,
          waiting[i],
          answers[at + answer.logLikelihood],
          answers[at + answer.chi2Spectrum],
          answers[at + answer.chi2Amplitude],
          answers[at + answer.chi2Phase],
        );
    }
  };

  return {
    coordinates: sampled.map(([id, setting], k) =>
      coordinate(id, setting, priors[k], config.sampler.start_spread),
    ),
    terms: config.prior_only ? [] : chi2Terms,
    derived: derivedQuantities,
    evaluate(theta, count, out) {
      let queued = 0;
      for (let row = 0; row < count; row++) {
        const at = row * dim;
        const logPrior = jointPrior(theta, at);
        out.logPrior[row] = logPrior;
        if (logPrior === -Infinity) {
          out.logPosterior[row] = -Infinity;
          continue;
        }
        if (config.prior_only) {
          out.logLikelihood[row] = NaN;
          out.logPosterior[row] = logPrior;
          continue;
        }
        if (fast === null) {
          evaluateRow(theta, row, out);
          continue;
        }
        setValues(theta, at);
        fast.describe(queued);
        waiting[queued++] = row;
        if (queued < fast.capacity) continue;
        evaluateWaiting(theta, queued, out);
        queued = 0;
      }
      if (queued > 0) evaluateWaiting(theta, queued, out);
    },
    derive(theta, at, out, outAt) {
      setValues(theta, at);
      forward.derive(out, outAt);
    },
  };
}

/** Writes a row whose prior is there already. */
function store(
  out: Evaluations,
  row: number,
  logLikelihood: number,
  chi2Spectrum: number,
  chi2Amplitude: number,
  chi2Phase: number,
): void {
  out.logLikelihood[row] = logLikelihood;
  out.logPosterior[row] = out.logPrior[row] + logLikelihood;
  out.terms[3 * row] = chi2Spectrum;
  out.terms[3 * row + 1] = chi2Amplitude;
  out.terms[3 * row + 2] = chi2Phase;
}

/** What a worker thread builds the posterior from: plain data. */
export interface PosteriorSource {
  readonly config: ResolvedConfig;
  /** Posted as well: to read the tables again takes a thread longer than everything else of its start. */
  readonly observations: Observations;
}

/** For worker threads. @param options a `PosteriorSource` */
export function createTarget(options: unknown): Target {
  const { config, observations } = options as PosteriorSource;
  return compilePosterior(config, bestKernel(), observations);
}

function coordinate(id: string, setting: SampledParameter, prior: Prior, spread: number): Coordinate {
  const info = describeParameter(id);
  const center = massBelow(prior, setting.log10 ? Math.log10(setting.start) : setting.start);
  const lowest = Math.min(Math.max(center - spread / 2, 0), 1 - spread);
  return {
    id: coordinateId(id, setting),
    unit: setting.log10 ? `log10(${info.unit})` : info.unit,
    latex: setting.log10 ? `\\log_{10} ${info.latex}` : info.latex,
    support: prior.support,
    prior: setting.prior,
    start: (u) => prior.quantile(lowest + spread * u),
  };
}

/** Prior mass below x, from the quantile function by bisection: done once, and to plotting accuracy only. */
function massBelow(prior: Prior, x: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (prior.quantile(middle) < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
