/** The joint density of a configuration, drawn from: parameters from their priors, measurements from the noise model. */
import type { CalibrationProblem, Simulation } from '../calibration/problem.js';
import { isSampled } from '../config/resolved.js';
import type { ResolvedConfig } from '../config/resolved.js';
import type { Rng } from '../math/rng.js';
import { replicatedData } from '../predictive/replicated-data.js';
import type { Prior } from '../prior/prior.js';
import { createPrior } from '../prior/registry.js';
import type { Quantity, Target } from '../target.js';
import { compilePosterior, observationsOf } from './posterior.js';
import { predictByDefinition } from './predict-by-definition.js';

/** Share of the prior's mass around the truth in which the informed walkers start: narrow, since data far above the published fluxes pin parameters to 1e-5 of it. */
const NEAR = 1e-3;

/**
 * Published points, errors and scales of scatter; new measured values in each simulation. Errors stay those published also
 * where the fluxes drawn are far from the published ones: errors that followed the drawn fluxes would tell the parameters a second time.
 * @param invert the inference to be calibrated: the posterior of some measurements
 * @throws InputError when the configuration names data that do not exist
 */
export function calibrationProblem(
  config: ResolvedConfig,
  invert: (measurements: ReturnType<typeof observationsOf>) => Target = (measurements) =>
    compilePosterior(config, undefined, measurements),
): CalibrationProblem {
  const published = observationsOf(config);
  const sampled = Object.entries(config.parameters).flatMap(([id, setting]) =>
    isSampled(setting) ? [{ id, log10: setting.log10, prior: createPrior(setting.prior) }] : [],
  );
  const prototype = invert(published);
  const simulate = (rng: Rng): Simulation => {
    const levels = sampled.map(() => rng.uniform());
    const truth = Float64Array.from(sampled, ({ prior }, k) => prior.quantile(levels[k]));
    const drawn = new Map(sampled.map(({ id, log10 }, k) => [id, log10 ? 10 ** truth[k] : truth[k]]));
    const valueOf = (id: string): number => {
      const setting = config.parameters[id];
      return isSampled(setting) ? drawn.get(id)! : setting.value;
    };
    const scatter = {
      spectrum: valueOf('scatter_spectrum'),
      amplitude: valueOf('scatter_amplitude'),
      phaseDeg: valueOf('scatter_phase_deg'),
    };
    const prediction = predictByDefinition(config, published, valueOf);
    const target = invert(replicatedData(published, { prediction, scatter }, rng));
    const coordinates = target.coordinates.map((coordinate, k) => ({
      ...coordinate,
      start: (u: number) => sampled[k].prior.quantile(u),
    }));
    return {
      truth,
      target: { ...target, coordinates },
      startNear: (k, u) => near(sampled[k].prior, levels[k], u),
    };
  };
  return { quantities: quantitiesOf(prototype), simulate };
}

function near(prior: Prior, level: number, u: number): number {
  const lowest = Math.min(Math.max(level - NEAR / 2, 0), 1 - NEAR);
  return prior.quantile(lowest + NEAR * u);
}

/** All coordinates, the one combination of x and B that the model knows, and how well the data are met: in all, and by observable. */
function quantitiesOf({ coordinates, derived, terms }: Target): Quantity[] {
  return [
    ...coordinates.map(({ id, unit, latex }) => ({ id, unit, latex })),
    ...derived.filter(({ id }) => id === 'x_b'),
    { id: 'log_likelihood', unit: '1', latex: '\\ln L' },
    ...terms,
  ];
}

/** For worker threads: the problem of a resolved configuration that was posted as JSON. */
export function createProblem(options: unknown): CalibrationProblem {
  return calibrationProblem(options as ResolvedConfig);
}
