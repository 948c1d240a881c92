import type { ResolvedConfig } from '../config/resolved.js';
import { InputError } from '../errors.js';
import { fitTarget } from '../fit/fit.js';
import type { FitResult } from '../fit/fit.js';
import { compilePosterior } from './posterior.js';
import { createPrior } from '../prior/registry.js';
import type { PriorSpec } from '../prior/registry.js';

/** One fitted quantity; `error` is null where the curvature gives none. */
export interface FittedQuantity {
  readonly id: string;
  readonly unit: string;
  readonly value: number;
  readonly error: number | null;
  /** True for what is not sampled: natural units of log10 coordinates, derived quantities. */
  readonly derived: boolean;
}

/** Maximum of the posterior of a configuration; field names are those of the JSON interface. */
export interface PosteriorFit {
  readonly converged: boolean;
  readonly log_posterior: number;
  readonly log_likelihood: number;
  readonly chi2: Readonly<Record<'total' | 'spectrum' | 'amplitude' | 'phase', number>>;
  readonly parameters: readonly FittedQuantity[];
  readonly problems: FitResult['problems'];
  readonly starts: FitResult['starts'];
  readonly evaluations: number;
}

/**
 * Fits a configuration from `starts` random points of its whole prior.
 * @throws InputError when nothing is free; RunError when the likelihood is not a number
 */
export function fitPosterior(
  config: ResolvedConfig,
  starts: number,
  onStart?: (done: number, logPosterior: number) => void,
): PosteriorFit {
  const target = compilePosterior(config);
  if (target.coordinates.length === 0) {
    throw new InputError({
      where: `${config.name}: parameters`,
      expected: 'at least one parameter with a prior',
      got: 'none',
      hint: 'Give one a `prior`, or use `licmc chi2`.',
    });
  }
  const fit = fitTarget(target, {
    seed: String(config.sampler.seed),
    starts,
    startOf: ({ prior }, u) => createPrior(prior as PriorSpec).quantile(u),
    ...(onStart === undefined ? {} : { onStart }),
  });
  const { chi2_spectrum: spectrum, chi2_amplitude: amplitude, chi2_phase: phase } = fit.terms;
  const units = new Map([...target.coordinates, ...target.derived].map(({ id, unit }) => [id, unit]));
  const own = fit.parameters.map((p): FittedQuantity => ({ ...p, unit: units.get(p.id)! }));
  return {
    converged: fit.converged,
    log_posterior: fit.logPosterior,
    log_likelihood: fit.logLikelihood,
    chi2: { total: spectrum + amplitude + phase, spectrum, amplitude, phase },
    parameters: [
      ...own.filter((p) => !p.derived),
      ...own.flatMap(inNaturalUnit),
      ...own.filter((p) => p.derived),
    ],
    problems: fit.problems,
    starts: fit.starts,
    evaluations: fit.evaluations,
  };
}

/** The parameter itself where its log10 was fitted, its error by the derivative 10^y ln 10. */
function inNaturalUnit({ id, unit, value, error }: FittedQuantity): FittedQuantity[] {
  if (!id.startsWith('log10_')) return [];
  const natural = 10 ** value;
  return [
    {
      id: id.slice('log10_'.length),
      unit: unit.replace(/^log10\((.*)\)$/, '$1'),
      value: natural,
      error: error === null ? null : natural * Math.LN10 * error,
      derived: true,
    },
  ];
}
