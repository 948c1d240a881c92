import { isSampled, coordinateId } from '../config/resolved.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { compileForward } from './forward.js';
import type { Observations } from '../likelihood/observations.js';
import type { NoisyModel } from '../predictive/replicated-data.js';
import { observationsOf } from './posterior.js';

/** The model and data that a chain was drawn with, rebuilt from its stored configuration. */
export interface ChainModel {
  readonly observations: Observations;
  /** Ids of the sampled coordinates, in the order that `at` expects. */
  readonly coordinates: readonly string[];
  /** Model values and scatter at a row; the same arrays at every call. @param theta one value per coordinate */
  at(theta: Float64Array): NoisyModel;
}

/** @throws InputError when the configuration names data that this version does not have */
export function compileChainModel(config: ResolvedConfig): ChainModel {
  const observations = observationsOf(config);
  const forward = compileForward(config, observations);
  const sampled = Object.entries(config.parameters).flatMap(([id, setting]) =>
    isSampled(setting)
      ? [{ id: coordinateId(id, setting), slot: forward.indexOf(id), log10: setting.log10 }]
      : [],
  );
  return {
    observations,
    coordinates: sampled.map(({ id }) => id),
    at: (theta) => {
      sampled.forEach(({ slot, log10 }, k) => {
        forward.values[slot] = log10 ? 10 ** theta[k] : theta[k];
      });
      return { prediction: forward.predict(), scatter: forward.scatter() };
    },
  };
}
