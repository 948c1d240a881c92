/** The results of a chain: every sampled and derived quantity with its intervals, limits, and what informs it. */
import type { Chain } from '../chain/reader.js';
import { drawsInPieces, type Draws } from '../chain/draws.js';
import { judgeQuantity } from './constraint.js';
import type { Constraint, Judgement } from './constraint.js';
import { createSummariser } from '../diagnostics/summary.js';
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
  const summariser = createSummariser(drawsOfQuantities(chain, quantities));
  const prior = priorColumns(chain);
  const judged = new Map<string, Judgement>();
  const columns = new Set(quantities.map(({ column }) => column.id));
  const pair = [...columns].filter((id) => /^(log10_)?(x_lic|b_field)$/.test(id));
  return quantities.map(({ id, unit, latex, derived, column }) => {
    const { median, mean, sd, ci68, ci95, ...errors } = summariser.quantity(id);
    let judgement = judged.get(column.id);
    if (judgement === undefined) {
      // Judged where the prior was given: of a log10 coordinate the logarithm, also for its natural unit.
      const sorted = summariser.sorted(column.id);
      judgement = judgeQuantity(
        sorted,
        prior.get(column.id) ?? null,
        column.support ?? [-Infinity, Infinity],
      );
      judged.set(column.id, judgement);
    }
    const { limit, informed_by } = judgement;
    return {
      ...{ id, unit, latex, derived, median, mean, sd, ci68, ci95 },
      limit: limit === null || id === column.id ? limit : { ...limit, value: 10 ** limit.value },
      // x and B enter only as a product: a bound on one alone is made with the prior of the other, however narrow it is.
      informed_by:
        pair.length === 2 && pair.includes(column.id) && informed_by === 'data' ? 'both' : informed_by,
      mcse_mean: errors.mcseMean,
      ess_bulk: errors.essBulk,
      ess_tail: errors.essTail,
      rhat: errors.rhat,
    };
  });
}

/** Columns, and log10 columns in their natural unit. */
function drawsOfQuantities(chain: Chain, quantities: readonly ChainQuantity[]): Draws {
  const source = new Map(quantities.map(({ id, column }) => [id, column.id]));
  return drawsInPieces({ ...chain, ids: [...source.keys()] }, (id, visit) => {
    const from = source.get(id)!;
    chain.pieces(from, (e, first, rows) => {
      visit(e, first, from === id ? rows : rows.map((x) => 10 ** x));
    });
  });
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

/** Draws of every coordinate with a known prior, and of what derives from them, from the prior of a chain, by column. */
export function priorColumns(chain: Chain): Map<string, Float64Array> {
  return drawPrior(priorOf(chain));
}

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
