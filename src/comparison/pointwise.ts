/** The log likelihood of every measurement at the draws of a chain, recomputed from its stored configuration. */
import { viewDraws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { InputError } from '../errors.js';
import { compileChainModel } from '../inference/chain-model.js';
import { observedSets } from '../predictive/observed-sets.js';
import type { ObservedSet } from '../predictive/observed-sets.js';
import { pointDensity } from '../predictive/point-density.js';
import type { RunRecord } from '../inference/run-record.js';
import type { Observations } from '../likelihood/observations.js';
import { pointChi2 } from '../likelihood/likelihood.js';

export interface Pointwise {
  /** Draws used, D: all of the chain, or every n-th kept step of it. */
  readonly draws: number;
  /** Walkers of all ensembles; walker w's draws lie at w * steps ... in each column. */
  readonly series: number;
  /** Every stride-th kept step was used. */
  readonly stride: number;
  readonly sets: readonly ObservedSet[];
  /** [points] what each measurement is, the same in every chain that has it: observable, data set, place, value and errors. */
  readonly keys: readonly string[];
  /** [points][D] in the order of the sets and of their points. */
  readonly logLikelihood: readonly Float64Array[];
  /** [sets] mean over the draws of chi2, errors and scatter included. */
  readonly meanChi2: readonly number[];
}

/** More draws than this sharpen no comparison: the scatter between measurements is far larger. */
const MOST_DRAWS = 20_000;

/** Relative difference that another order of the same sums explains. */
const TOLERANCE = 1e-9;

/**
 * Evaluates the model at the draws.
 * @throws InputError when the sum over measurements is not the log_likelihood of the chain: then data or code are not those
 * it was drawn with
 */
export function pointwiseLogLikelihood(
  chain: Chain,
  { config }: Pick<RunRecord, 'config'>,
  mostDraws = MOST_DRAWS,
): Pointwise {
  const model = compileChainModel(config);
  const rows = chain.ensembles * chain.walkers * chain.length;
  const stride = Math.min(chain.length, Math.max(1, Math.ceil(rows / mostDraws)));
  const view = viewDraws(chain, Infinity, stride);
  const columns = [...model.coordinates, 'log_likelihood'].map((id) => view.walkerSeries(id));
  const stored = columns[model.coordinates.length];
  const sets = observedSets(model.observations);
  const series = stored.length;
  const draws = series * view.length;
  const points = sets.flatMap((set) => set.points.map((point) => ({ set, point })));
  const first = model.at(Float64Array.from(model.coordinates, (_, k) => columns[k][0][0]));
  // They follow the arrays that the model refills.
  const densities = sets.map((set) => pointDensity(model.observations, set, first.prediction, first.scatter));
  const densityOf = points.map(({ set }) => densities[sets.indexOf(set)]);
  const out = points.map(() => new Float64Array(draws));
  const meanChi2 = new Float64Array(sets.length);
  const theta = new Float64Array(model.coordinates.length);
  for (let w = 0, row = 0; w < series; w++)
    for (let n = 0; n < view.length; n++, row++) {
      for (let k = 0; k < theta.length; k++) theta[k] = columns[k][w][n];
      const { prediction, scatter } = model.at(theta);
      let total = 0;
      points.forEach(({ point }, i) => {
        const value = densityOf[i].logDensity(point);
        out[i][row] = value;
        total += value;
      });
      if (!(Math.abs(total - stored[w][n]) <= TOLERANCE * Math.max(1, Math.abs(stored[w][n]))))
        throw changed(chain.path, total, stored[w][n]);
      const chi2 = pointChi2(model.observations, prediction, scatter);
      sets.forEach(({ observable, points: own }, s) => {
        for (const point of own) meanChi2[s] += chi2[observable][point] / draws;
      });
    }
  const keys = points.map(({ set, point }) => pointKey(model.observations, set, point));
  return { draws, series, stride, sets, keys, logLikelihood: out, meanChi2: [...meanChi2] };
}

function pointKey(observations: Observations, { observable, dataset }: ObservedSet, point: number): string {
  const { measured, lower, upper } = observations[observable];
  const place =
    observable === 'spectrum'
      ? observations.spectrum.points[point]
      : observations[observable].energyGeV[point];
  return JSON.stringify([observable, dataset, place, measured[point], lower[point], upper[point]]);
}

function changed(path: string, now: number, stored: number): InputError {
  return new InputError({
    where: path,
    expected: `a log_likelihood of ${now}, as this version computes it from the stored configuration`,
    got: String(stored),
    hint: 'Data or code changed since the chain was drawn: draw it again, or use the version that drew it.',
  });
}
