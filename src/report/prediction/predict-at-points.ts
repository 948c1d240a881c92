/** What the posterior of a chain predicts at any points: bands of the model, and of a measurement of it. */
import type { Chain } from '../../chain/reader.js';
import type { ResolvedConfig } from '../../config/resolved.js';
import { wrapDegrees } from '../../likelihood/split-normal.js';
import { streamRng } from '../../math/rng.js';
import { componentNames } from '../../model/components.js';
import { dipoleTerms, predictDipole, predictSpectra } from '../../model/predict.js';
import type { Species, SpectrumAxis } from '../../physics/rigidity.js';
import { modelPoint, posteriorDraws } from '../figures/figure-source.js';
import { record } from '../figures/model-curves.js';
import { bandsOf, phaseBandsOf, type Bands } from './bands.js';

export interface PredictionNoise {
  /** Relative error of a flux or an amplitude, besides the scatter of the noise model. */
  readonly relativeError: number;
  /** Error of a phase, degrees. */
  readonly phaseErrorDeg: number;
  readonly seed: string;
}

/** Draws of the posterior: ends of a 95 % band to about a twentieth of its width. */
const DRAWS = 2000;

export interface SpectraRequestOfChain extends PredictionNoise {
  readonly species: Species;
  readonly axis: SpectrumAxis;
  readonly x: readonly number[];
}

/**
 * Total and components as medians; `model` holds the bands of the total, `noisy` those of a measurement: the scatter is here a fraction
 * of the model, which no published value stands for. Energies are true ones, no experiment's scale applied.
 */
export function predictChainSpectra(chain: Chain, request: SpectraRequestOfChain) {
  const { species, axis, x, relativeError, seed } = request;
  const { config, values } = posteriorDraws(chain, DRAWS);
  const rng = streamRng(seed, 'predict', 'spectra');
  const scatterOf = parameterReader(config, 'scatter_spectrum');
  const curves = values.map((draw) =>
    predictSpectra({ ...modelPoint(config, draw), species, axis, x, where: '--at' }),
  );
  const noisy = curves.map(({ total }, i) => {
    const sigma = Math.hypot(scatterOf(values[i]), relativeError);
    return total.map((flux) => flux * (1 + sigma * rng.normal()));
  });
  const model = bandsOf(curves.map(({ total }) => total));
  return {
    draws: values.length,
    total: model.median,
    components: record(
      componentNames,
      (name) => bandsOf(curves.map(({ components }) => components[name])).median,
    ),
    model,
    noisy: bandsOf(noisy),
  };
}

/** Amplitudes and phases of the total, and those of its terms as medians. */
export function predictChainDipole(
  chain: Chain,
  {
    energiesGeV,
    relativeError,
    phaseErrorDeg,
    seed,
  }: PredictionNoise & { readonly energiesGeV: readonly number[] },
) {
  const { config, values } = posteriorDraws(chain, DRAWS);
  const rng = streamRng(seed, 'predict', 'anisotropy');
  const [amplitudeScatter, phaseScatter] = ['scatter_amplitude', 'scatter_phase_deg'].map((id) =>
    parameterReader(config, id),
  );
  const curves = values.map((draw) =>
    predictDipole({ ...modelPoint(config, draw), energiesGeV, where: '--at' }),
  );
  const noisy = curves.map(({ amplitude, phase_ra_deg: phase }, i) => {
    const sigma = Math.hypot(amplitudeScatter(values[i]), relativeError);
    const sigmaDeg = Math.hypot(phaseScatter(values[i]), phaseErrorDeg);
    return {
      amplitude: amplitude.map((a) => a * (1 + sigma * rng.normal())),
      phase: phase.map((angle) => wrapDegrees(angle + sigmaDeg * rng.normal())),
    };
  });
  const bands = (
    of: readonly { amplitude: number[]; phase: number[] }[],
  ): Record<'amplitude' | 'phase_ra_deg', Bands> => ({
    amplitude: bandsOf(of.map(({ amplitude }) => amplitude)),
    phase_ra_deg: phaseBandsOf(of.map(({ phase }) => phase)),
  });
  const model = bands(curves.map(({ amplitude, phase_ra_deg: phase }) => ({ amplitude, phase })));
  const axes = [0, 1, 2].map((k) => bandsOf(curves.map(({ dipole }) => dipole.map((v) => v[k]))).median);
  return {
    draws: values.length,
    energy_gev: [...energiesGeV],
    amplitude: model.amplitude.median,
    phase_ra_deg: model.phase_ra_deg.median,
    dipole: energiesGeV.map((_, i) => axes.map((axis) => axis[i])),
    components: record(dipoleTerms, (term) => {
      const { amplitude, phase_ra_deg: phase } = bands(
        curves.map(({ components }) => ({
          amplitude: components[term].amplitude,
          phase: components[term].phase_ra_deg,
        })),
      );
      return { amplitude: amplitude.median, phase_ra_deg: phase.median };
    }),
    model,
    noisy: bands(noisy),
  };
}

/** Value of a parameter in a draw as `posteriorDraws` gives it. */
function parameterReader(config: ResolvedConfig, id: string): (draw: Float64Array) => number {
  const index = Object.keys(config.parameters).indexOf(id);
  return (draw) => draw[index];
}
