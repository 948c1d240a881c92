/** The results of a chain: every sampled and derived quantity with its intervals, limits, and what informs it. */
import type { Chain } from '../chain/reader.js';
import { createDraws } from '../chain/draws.js';
import { constrain } from './constraint.js';
import type { Constraint } from './constraint.js';
import { summarise } from '../diagnostics/summary.js';
import type { QuantitySummary } from '../diagnostics/summary.js';
import { streamRng } from '../math/rng.js';
import { chainQuantities } from './natural-units.js';
import type { ChainQuantity } from './natural-units.js';
import { compilePosterior } from './posterior.js';
import { createPrior } from '../prior/registry.js';
import type { PriorSpec } from '../prior/registry.js';
import { findRecord } from './run-record.js';
import type { Target } from '../target.js';

/** A constraint with its Monte-Carlo error; field names are those of the JSON interface. */
export interface ChainConstraint extends Constraint {
  readonly mcse_mean: number;
  readonly ess_bulk: number;
  readonly ess_tail: number;
  readonly rhat: number;
}

/** Draws of the prior to compare the posterior with: enough for a width to a few per cent. */
const priorDraws = 4000;

/**
 * Constraints on all quantities of a chain: coordinates, log10 coordinates in their natural unit, derived quantities. Of a
 * chain made elsewhere, or of a density of the user's own, nothing says what informs quantities without a known prior.
 */
export function chainConstraints(chain: Chain): ChainConstraint[] {
  const quantities = chainQuantities(chain.columns);
  const column = columnReader(chain, quantities);
  const draws = createDraws({ ...chain, ids: quantities.map(({ id }) => id) }, column);
  const summaries = new Map(summarise(draws, draws.ids).quantities.map((summary) => [summary.id, summary]));
  const prior = drawPrior(priorOf(chain));
  return quantities.map((quantity) => {
    const support = quantity.column.support ?? [-Infinity, Infinity];
    // Judged where the prior was given: of a log10 coordinate the logarithm, also for its natural unit.
    const judged = constrain(
      quantity,
      chain.column(quantity.column.id),
      prior.get(quantity.column.id) ?? null,
      support,
    );
    const constraint =
      quantity.id === quantity.column.id ? judged : inNaturalUnit(judged, column(quantity.id));
    return { ...constraint, ...errors(summaries.get(quantity.id)!) };
  });
}

/** Quantiles go through 10^x, mean and standard deviation do not. */
function inNaturalUnit(judged: Constraint, values: Float64Array): Constraint {
  const { median, mean, sd, ci68, ci95 } = constrain(judged, values, null, [-Infinity, Infinity]);
  const limit = judged.limit === null ? null : { ...judged.limit, value: 10 ** judged.limit.value };
  return { ...judged, median, mean, sd, ci68, ci95, limit };
}

function columnReader(chain: Chain, quantities: readonly ChainQuantity[]): (id: string) => Float64Array {
  const source = new Map(quantities.map((quantity) => [quantity.id, quantity.column.id]));
  return (id) => {
    const from = source.get(id)!;
    return from === id ? chain.column(id) : chain.column(from).map((x) => 10 ** x);
  };
}

function errors({
  mcseMean,
  essBulk,
  essTail,
  rhat,
}: QuantitySummary): Omit<ChainConstraint, keyof Constraint> {
  return { mcse_mean: mcseMean, ess_bulk: essBulk, ess_tail: essTail, rhat };
}

/** What the prior is made of: the target of the configuration, or the coordinates whose prior a chain of another density tells. */
function priorOf(chain: Chain): Pick<Target, 'derived' | 'derive'> & { coordinates: readonly PriorColumn[] } {
  const record = findRecord(chain.metadata.document);
  if (record !== null) return compilePosterior(record.config);
  const known = chain.columns.filter(({ prior }) => prior !== undefined && prior !== null);
  return { coordinates: known, derived: [], derive: () => undefined };
}

interface PriorColumn {
  readonly id: string;
  readonly prior?: unknown;
}

/** Draws of every coordinate and derived quantity from the prior, by column. */
function drawPrior({ coordinates, derived, derive }: ReturnType<typeof priorOf>): Map<string, Float64Array> {
  const rng = streamRng('prior');
  const priors = coordinates.map(({ prior }) => createPrior(prior as PriorSpec));
  const columns = new Map([...coordinates, ...derived].map(({ id }) => [id, new Float64Array(priorDraws)]));
  const theta = new Float64Array(coordinates.length);
  const out = new Float64Array(derived.length);
  for (let i = 0; i < priorDraws; i++) {
    priors.forEach((prior, k) => (theta[k] = prior.quantile(rng.uniform())));
    derive(theta, 0, out, 0);
    coordinates.forEach(({ id }, k) => (columns.get(id)![i] = theta[k]));
    derived.forEach(({ id }, k) => (columns.get(id)![i] = out[k]));
  }
  return columns;
}
