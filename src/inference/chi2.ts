import { isSampled } from '../config/resolved.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { checkIds } from '../config/overrides.js';
import type { Assignment } from '../config/overrides.js';
import { compileForward } from './forward.js';
import { compileLikelihood, pointChi2 } from '../likelihood/likelihood.js';
import { observationsOf } from './posterior.js';
import { createPrior } from '../prior/registry.js';

/** The three kinds of measurement. */
export type ObservableName = 'spectrum' | 'amplitude' | 'phase';

/** Likelihood and prior at one point. */
export interface PointEvaluation {
  readonly log_likelihood: number;
  /** Of the sampled parameters; -Infinity outside their prior. */
  readonly log_prior: number;
  readonly chi2: Readonly<Record<ObservableName | 'total', number>>;
  readonly n: Readonly<Record<ObservableName, number>>;
  /** `dataset` is the data set of a spectrum and the group of a dipole measurement. */
  readonly datasets: readonly {
    readonly dataset: string;
    readonly observable: ObservableName;
    readonly n: number;
    readonly chi2: number;
  }[];
}

/** Evaluates a configuration at its starts and fixed values, moved by `set` (own units). @throws InputError for unknown ids */
export function evaluateAt(config: ResolvedConfig, set: readonly Assignment[] = []): PointEvaluation {
  checkIds('--set', set, Object.keys(config.parameters));
  const observations = observationsOf(config);
  // A shift that is moved here and not in the configuration must reach the compiled grids.
  const moved = Object.fromEntries(set.map(({ id, value }) => [id, { value }]));
  const forward = compileForward({ ...config, parameters: { ...config.parameters, ...moved } }, observations);
  const prediction = forward.predict();
  const terms = { logLikelihood: 0, chi2Spectrum: 0, chi2Amplitude: 0, chi2Phase: 0 };
  compileLikelihood(observations)(prediction, forward.scatter(), terms);
  const byPoint = pointChi2(observations, prediction, forward.scatter());
  const names = ['spectrum', 'amplitude', 'phase'] as const;
  const datasets = names.flatMap((observable) => {
    const labels = observations[observable].dataset;
    return [...new Set(labels)].map((dataset) => {
      const values = byPoint[observable].filter((_, i) => labels[i] === dataset);
      return { dataset, observable, n: values.length, chi2: values.reduce((sum, value) => sum + value, 0) };
    });
  });
  const chi2 = { spectrum: terms.chi2Spectrum, amplitude: terms.chi2Amplitude, phase: terms.chi2Phase };
  return {
    log_likelihood: terms.logLikelihood,
    log_prior: logPrior(config, (id) => forward.values[forward.indexOf(id)]),
    chi2: { total: chi2.spectrum + chi2.amplitude + chi2.phase, ...chi2 },
    n: {
      spectrum: observations.spectrum.measured.length,
      amplitude: observations.amplitude.measured.length,
      phase: observations.phase.measured.length,
    },
    datasets,
  };
}

function logPrior(config: ResolvedConfig, valueOf: (id: string) => number): number {
  let sum = 0;
  for (const [id, setting] of Object.entries(config.parameters)) {
    if (!isSampled(setting)) continue;
    const value = valueOf(id);
    sum += createPrior(setting.prior).logPdf(setting.log10 ? Math.log10(value) : value);
  }
  return sum;
}
