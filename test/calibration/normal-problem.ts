/**
 * A problem whose posterior is known: two parameters with standard normal priors, one measurement of each with an error of
 * `sigma`. Conjugate: mean y/(1 + sigma^2), variance sigma^2/(1 + sigma^2).
 */
import type { CalibrationProblem } from '../../src/calibration/problem.js';
import type { CalibrationSettings } from '../../src/calibration/run-simulation.js';
import { normalQuantile } from '../../src/math/special.js';
import type { Rng } from '../../src/math/rng.js';
import type { Target } from '../../src/target.js';

const logSqrt2Pi = 0.5 * Math.log(2 * Math.PI);
const ids = ['a', 'b'];

/** @param wrongBy factor by which the inference takes the error to be larger than it is; 1 for a correct one */
export function normalProblem(sigma: number, wrongBy = 1): CalibrationProblem {
  const quantity = (id: string) => ({ id, unit: '1', latex: id });
  return {
    quantities: [...ids, 'sum', 'log_likelihood'].map(quantity),
    simulate(rng: Rng) {
      const truth = Float64Array.from(ids, () => rng.normal());
      const data = truth.map((x) => x + sigma * rng.normal());
      return {
        truth,
        target: posterior(data, wrongBy * sigma),
        startNear: (k, u) => truth[k] + 0.01 * (u - 0.5),
      };
    },
  };

  function posterior(data: Float64Array, error: number): Target {
    return {
      coordinates: ids.map((id) => ({
        ...quantity(id),
        support: [-Infinity, Infinity],
        prior: null,
        start: normalQuantile,
      })),
      terms: [],
      derived: [quantity('sum')],
      evaluate(theta, count, out) {
        for (let row = 0; row < count; row++) {
          let [prior, likelihood] = [0, 0];
          for (let k = 0; k < 2; k++) {
            const x = theta[2 * row + k];
            prior -= 0.5 * x * x + logSqrt2Pi;
            likelihood -= 0.5 * ((data[k] - x) / error) ** 2 + Math.log(error) + logSqrt2Pi;
          }
          out.logPrior[row] = prior;
          out.logLikelihood[row] = likelihood;
          out.logPosterior[row] = prior + likelihood;
        }
      },
      derive(theta, at, out, outAt) {
        out[outAt] = theta[at] + theta[at + 1];
      },
    };
  }
}

/** For worker threads. */
export function createProblem(options: unknown): CalibrationProblem {
  return normalProblem(options as number);
}

export const settings: CalibrationSettings = {
  seed: '1',
  walkers: 8,
  warmup: 40,
  moves: 'de:0.8,stretch:0.2',
  draws: 19,
  ess: 60,
  firstLook: 60,
  maxSteps: 1000,
};
