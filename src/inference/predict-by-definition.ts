/**
 * The model at the points of some observations, from the paper's formulae (src/physics) instead of the compiled model that the
 * posterior uses: synthetic data made of it test the compiled model and the kernel, and not only the sampler.
 */
import type { ResolvedConfig } from '../config/resolved.js';
import type { Prediction } from '../likelihood/likelihood.js';
import { energyScaleId } from '../likelihood/nuisances.js';
import type { Observations } from '../likelihood/observations.js';
import { parameterTable } from '../model/parameters.js';
import { predictDipole, predictSpectra } from '../model/predict.js';

/**
 * Fluxes at x/(1 + d) over (1 + d), d the energy scale of the experiment; dipoles as they are.
 * @param valueOf each parameter in its own unit   @throws InputError where an energy scale leaves no energy to a point
 */
export function predictByDefinition(
  { model, components }: Pick<ResolvedConfig, 'model' | 'components'>,
  { spectrum, amplitude, phase }: Observations,
  valueOf: (id: string) => number,
): Prediction {
  const values = Float64Array.from(parameterTable, ({ id }) => valueOf(id));
  const flux = new Float64Array(spectrum.points.length);
  const groups = new Map<string, number[]>();
  spectrum.points.forEach(({ species, axis }, i) => {
    const key = [species, axis, spectrum.experiment[i]].join('/');
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  for (const points of groups.values()) {
    const { species, axis } = spectrum.points[points[0]];
    const stretch = 1 + valueOf(energyScaleId(spectrum.experiment[points[0]]));
    const x = points.map((i) => spectrum.points[i].x / stretch);
    const { total } = predictSpectra({ values, model, components, species, axis, x });
    points.forEach((i, k) => (flux[i] = total[k] / stretch));
  }
  const dipoles = (energiesGeV: Float64Array) =>
    predictDipole({ values, model, components, energiesGeV: [...energiesGeV] });
  return {
    spectrum: flux,
    amplitude: Float64Array.from(dipoles(amplitude.energyGeV).amplitude),
    phase: Float64Array.from(dipoles(phase.energyGeV).phase_ra_deg),
  };
}
