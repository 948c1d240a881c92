/** What a figure is drawn from: one point of a configuration, or the posterior in a chain. */
import type { Chain } from '../../chain/reader.js';
import type { Measurement } from '../../config/measurements.js';
import { measurementsOf } from '../../config/measurements.js';
import type { ResolvedConfig } from '../../config/resolved.js';
import { coordinateId, isSampled } from '../../config/resolved.js';
import { InputError } from '../../errors.js';
import { parameterTable } from '../../model/parameters.js';
import { recordOf } from '../../inference/run-record.js';
import type { ModelPoint } from './model-curves.js';
import type { ModelView } from './model-view.js';
import { pointView, posteriorView } from './model-view.js';
import type { Residuals } from './residuals.js';
import { residuals } from './residuals.js';

export interface FigureSource {
  readonly config: ResolvedConfig;
  readonly measurements: readonly Measurement[];
  readonly view: ModelView;
  /** Where directions and the like are taken: the point itself, or the draw with the highest posterior. */
  readonly point: ModelPoint;
  /** With a posterior only. */
  readonly residuals: Residuals | null;
}

/** Number of draws that bands are made of: enough to know their ends to about a tenth of their width. */
export const BAND_DRAWS = 400;

/** Fewer draws have no 2.5 % quantile. */
const FEWEST_DRAWS = 40;

/** The single point that a configuration starts from (in the shipped ones: the paper's values). */
export function configSource(config: ResolvedConfig): FigureSource {
  const values = Float64Array.from(Object.values(config.parameters), (s) =>
    isSampled(s) ? s.start : s.value,
  );
  const point = modelPoint(config, values);
  return { config, measurements: measurementsOf(config), view: pointView(point), point, residuals: null };
}

/** The posterior of a chain. @throws InputError when the chain was not drawn from a configuration or has too few draws for bands */
export function chainSource(chain: Chain, draws = BAND_DRAWS): FigureSource {
  const { config, values, best } = posteriorDraws(chain, draws);
  return {
    config,
    measurements: measurementsOf(config),
    view: posteriorView(values.map((v) => modelPoint(config, v))),
    point: modelPoint(config, best),
    residuals: residuals(config, values),
  };
}

/** Some draws of a chain, evenly chosen, as values of all ids of its configuration, and the one of highest posterior. @throws InputError */
export function posteriorDraws(
  chain: Chain,
  draws: number,
): {
  readonly config: ResolvedConfig;
  /** [draws][ids] */
  readonly values: readonly Float64Array[];
  readonly best: Float64Array;
} {
  const { config } = recordOf(chain.metadata.document, chain.path);
  const rows = chain.ensembles * chain.walkers * chain.length;
  if (rows < FEWEST_DRAWS) {
    throw new InputError({
      where: chain.path,
      expected: `a chain with at least ${String(FEWEST_DRAWS)} draws, which a 95 % band needs`,
      got: rows === 0 ? 'one that is still warming up' : String(rows),
      hint: 'Wait for more draws, or continue the run with `licmc sample --resume`.',
    });
  }
  const count = Math.min(draws, rows);
  const logPosterior = chain.column('log_posterior');
  const best = logPosterior.reduce((at, value, i) => (value > logPosterior[at] ? i : at), 0);
  const picked = [best, ...Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * rows) / count))];
  const [top, ...values] = drawValues(chain, config, picked);
  return { config, values, best: top };
}

/** Values of all ids of the configuration in some rows of a chain, in their own units, [rows][ids]. */
export function drawValues(chain: Chain, config: ResolvedConfig, rows: readonly number[]): Float64Array[] {
  const settings = Object.entries(config.parameters);
  const out = rows.map(() => new Float64Array(settings.length));
  settings.forEach(([id, setting], k) => {
    if (!isSampled(setting)) {
      for (const values of out) values[k] = setting.value;
      return;
    }
    const column = chain.column(coordinateId(id, setting));
    rows.forEach((row, i) => (out[i][k] = setting.log10 ? 10 ** column[row] : column[row]));
  });
  return out;
}

/** Values of all ids of a configuration as a point of its model. */
export function modelPoint(config: ResolvedConfig, values: Float64Array): ModelPoint {
  return {
    values: values.slice(0, parameterTable.length),
    model: config.model,
    components: config.components,
  };
}
