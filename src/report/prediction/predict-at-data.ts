/** What the posterior of a chain predicts for its own measurements: bands of the model, and of replicated data. */
import type { Chain } from '../../chain/reader.js';
import { spreadDraws } from '../../check/spread-draws.js';
import { InputError } from '../../errors.js';
import { compileChainModel } from '../../inference/chain-model.js';
import { recordOf } from '../../inference/run-record.js';
import { streamRng } from '../../math/rng.js';
import type { Species, SpectrumAxis } from '../../physics/rigidity.js';
import { replicatedData } from '../../predictive/replicated-data.js';
import { bandsOf, phaseBandsOf, type Bands } from './bands.js';

/** One measurement. Field names are those of the JSON interface. */
export interface PredictedMeasurement {
  readonly dataset: string;
  readonly observable: 'spectrum' | 'amplitude' | 'phase';
  /** Of a flux, else null. */
  readonly axis: SpectrumAxis | null;
  /** On that axis; total energy in GeV of a dipole. */
  readonly x: number;
  readonly measured: number;
  /** Published errors, 1 sigma. */
  readonly error_lo: number;
  readonly error_hi: number;
  /** The experiment's energy scale applied, as in the likelihood. */
  readonly model: PointBand;
  /** Replicated: with the noise of the likelihood. */
  readonly noisy: PointBand;
}

export interface PointBand {
  readonly median: number;
  readonly ci68: readonly [number, number];
  readonly ci95: readonly [number, number];
}

const DRAWS = 2000;

/** @param species fluxes of this nucleus; null: amplitudes and phases   @throws InputError where the chain has none of them */
export function predictAtData(chain: Chain, species: Species | null, seed: string): PredictedMeasurement[] {
  const { config } = recordOf(chain.metadata.document, chain.path);
  const model = compileChainModel(config);
  const { observations } = model;
  const kinds = species === null ? (['amplitude', 'phase'] as const) : (['spectrum'] as const);
  const members = kinds.map((observable) =>
    [...observations[observable].measured.keys()].filter(
      (i) => observable !== 'spectrum' || observations.spectrum.points[i].species === species,
    ),
  );
  if (members.every(({ length }) => length === 0))
    throw new InputError({
      where: chain.path,
      expected: `a chain with measured ${species === null ? 'dipoles' : `fluxes of ${species}`}`,
      got: 'one without',
      hint: 'Give points with --at.',
    });
  const { draws, at } = spreadDraws(chain, model, DRAWS);
  const rng = streamRng(seed, 'predict', 'data');
  const curves = kinds.map(() => ({ model: [] as number[][], noisy: [] as number[][] }));
  for (let draw = 0; draw < draws; draw++) {
    const noisy = at(draw);
    const data = replicatedData(observations, noisy, rng);
    kinds.forEach((observable, k) => {
      curves[k].model.push(members[k].map((i) => noisy.prediction[observable][i]));
      curves[k].noisy.push(members[k].map((i) => data[observable].measured[i]));
    });
  }
  return kinds.flatMap((observable, k) => {
    if (members[k].length === 0) return [];
    const bands = observable === 'phase' ? phaseBandsOf : bandsOf;
    const [ofModel, ofData] = [bands(curves[k].model), bands(curves[k].noisy)];
    const { measured, lower, upper, dataset } = observations[observable];
    return members[k].map((i, n): PredictedMeasurement => ({
      dataset: dataset[i],
      observable,
      axis: observable === 'spectrum' ? observations.spectrum.points[i].axis : null,
      x:
        observable === 'spectrum' ? observations.spectrum.points[i].x : observations[observable].energyGeV[i],
      measured: measured[i],
      error_lo: lower[i],
      error_hi: upper[i],
      model: pointOf(ofModel, n),
      noisy: pointOf(ofData, n),
    }));
  });
}

function pointOf({ median, ci68, ci95 }: Bands, n: number): PointBand {
  return { median: median[n], ci68: ci68[n], ci95: ci95[n] };
}
