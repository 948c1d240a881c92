import { viewDraws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import type { ChainModel } from '../inference/chain-model.js';
import type { NoisyModel } from '../predictive/replicated-data.js';

/** Some draws of a chain, walker after walker. */
export interface SpreadDraws {
  readonly draws: number;
  /** Walkers of all ensembles: each has as many draws as any other. */
  readonly series: number;
  /** The model at a draw; the same arrays at every call. */
  readonly at: (draw: number) => NoisyModel;
}

/** As many draws as wanted or some more, whole steps evenly spread over the chain; a shorter chain gives each draw several times. */
export function spreadDraws(chain: Chain, model: ChainModel, wanted: number): SpreadDraws {
  const series = chain.ensembles * chain.walkers;
  const perWalker = Math.ceil(wanted / series);
  const stride = Math.max(1, Math.floor(chain.length / perWalker));
  const repeats = Math.ceil(perWalker / chain.length);
  const view = viewDraws(chain, Infinity, stride);
  const columns = model.coordinates.map((id) => view.walkerSeries(id));
  const theta = new Float64Array(columns.length);
  const perSeries = view.length * repeats;
  return {
    draws: series * perSeries,
    series,
    at: (draw) => {
      const walker = Math.floor(draw / perSeries);
      const step = Math.floor((draw % perSeries) / repeats);
      for (let k = 0; k < theta.length; k++) theta[k] = columns[k][walker][step];
      return model.at(theta);
    },
  };
}
