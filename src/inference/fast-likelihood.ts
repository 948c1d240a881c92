/** The kernel (src/kernel) fed from a forward model: how a configuration's likelihood is computed many walkers at a time. */
import type { ResolvedConfig } from '../config/resolved.js';
import { compileKernel, type Kernel } from '../kernel/kernel.js';
import { instantiateKernel } from '../kernel/module.js';
import { energyScaleId } from '../likelihood/nuisances.js';
import type { Observations } from '../likelihood/observations.js';
import type { Forward } from './forward.js';

/** `describe` takes the forward model's current values as walker i of the next call. */
export interface FastLikelihood extends Pick<Kernel, 'capacity' | 'evaluate' | 'answers'> {
  describe(i: number): void;
}

/** Null on a machine without WebAssembly SIMD. @throws RunError when the package was not built */
export function compileFastLikelihood(
  config: ResolvedConfig,
  observations: Observations,
  forward: Forward,
): FastLikelihood | null {
  const exports = instantiateKernel();
  if (exports === null) return null;
  const { experiment } = observations.spectrum;
  const experiments = [...new Set(experiment)];
  const slots = Int32Array.from(experiments, (name) => forward.indexOf(energyScaleId(name)));
  const shiftOf = experiment.map((name) => experiments.indexOf(name));
  const kernel = compileKernel(exports, observations, config.components, shiftOf, slots.length);
  const shifts = new Float64Array(slots.length);
  return {
    ...kernel,
    describe(i) {
      for (let e = 0; e < slots.length; e++) shifts[e] = forward.values[slots[e]];
      kernel.describe(i, forward.medium(), forward.scatter(), shifts);
    },
  };
}
