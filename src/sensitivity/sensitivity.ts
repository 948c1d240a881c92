/** How each constraint of a chain moves when an experiment is left out, or prior or data count more or less. */
import type { Chain } from '../chain/reader.js';
import { goodShape } from '../diagnostics/pareto-smoothing.js';
import { powerDiagnosis } from '../diagnostics/power-scaling.js';
import type { PowerDiagnosis } from '../diagnostics/power-scaling.js';
import { reweight } from '../diagnostics/reweighting.js';
import { InputError } from '../errors.js';
import { constraintNotes } from '../inference/constraint-notes.js';
import type { ChainConstraint } from '../inference/constraints.js';
import { recordOf } from '../inference/run-record.js';
import type { RunRecord } from '../inference/run-record.js';
import { judgeQuantity } from './judged-quantity.js';
import type { JudgedQuantity, MovedQuantity } from './judged-quantity.js';
import { likelihoodParts } from './likelihood-parts.js';
import { powerSensitivities } from './power-sensitivities.js';
import type { PowerSensitivities } from './power-sensitivities.js';
import { chooseQuantities, columnDraws } from './quantities.js';
import { variationsOf } from './variations.js';
import type { FullPosterior, Variation } from './variations.js';

/** One constraint. Field names are those of the JSON interface. */
export interface SensitiveQuantity extends Pick<
  ChainConstraint,
  'id' | 'unit' | 'latex' | 'derived' | 'median' | 'ci68' | 'ci95' | 'limit' | 'informed_by'
> {
  /** The scale on which shifts and distances are taken: of a tail over a decade the logarithm. */
  readonly scale: 'linear' | 'log10';
  /** Standard deviation on that scale: the unit of shifts. */
  readonly sd: number;
  readonly sensitivities: PowerSensitivities;
  readonly diagnosis: PowerDiagnosis | null;
}

export interface VariedPosterior extends Pick<Variation, 'id' | 'kind' | 'component' | 'alpha' | 'points'> {
  /** `unknown`: reweighting cannot be trusted, and no chain of this posterior is there. */
  readonly method: 'reweighted' | 'rerun' | 'unknown';
  /** Pareto shape of the importance ratios; NaN where there is no tail. */
  readonly k: number;
  /** Effective draws of the reweighted posterior. */
  readonly ess: number;
  /** Of a rerun: its chain, and whether it converged. */
  readonly chain: string | null;
  readonly converged: boolean | null;
  /** Null where unknown; quantities that the rerun does not have are left out. */
  readonly parameters: readonly MovedQuantity[] | null;
}

export interface Sensitivity {
  readonly path: string;
  readonly config: string;
  /** Draws used. */
  readonly draws: number;
  /** Largest Pareto k that is trusted with so many. */
  readonly good_k: number;
  readonly parameters: readonly SensitiveQuantity[];
  readonly variations: readonly VariedPosterior[];
  readonly notes: readonly string[];
}

/** Yields the chain of a variation drawn anew, null where there is none. Whoever asked closes it. */
export type FindRerun = (variation: Variation) => Chain | null | Promise<Chain | null>;

/**
 * @param constraints of the chain   @param names quantities; by default those of the cloud   @param find asked where reweighting fails
 * @param mostDraws fewer are quicker
 * @throws InputError for a chain that was not drawn from a configuration with data, or whose likelihood this version does not reproduce
 */
export async function sensitivityOf(
  chain: Chain,
  constraints: readonly ChainConstraint[],
  names: readonly string[] | undefined,
  find: FindRerun,
  mostDraws?: number,
): Promise<Sensitivity> {
  const record = recordOf(chain.metadata.document, chain.path);
  checkHasData(record, chain.path);
  const chosen = chooseQuantities(chain, names);
  const { parts, stride, walkers } = likelihoodParts(chain, record, mostDraws);
  const column = (id: string): Float64Array => columnDraws(chain, id, stride);
  const full: FullPosterior = { config: record.config, parts, column };
  const quantities = chosen.map((quantity) => judgeQuantity(quantity, column(quantity.column.id), walkers));
  const variations: VariedPosterior[] = [];
  for (const variation of variationsOf(full))
    variations.push(await vary(variation, quantities, walkers, find));
  const sensitivities = powerSensitivities(full, walkers);
  const draws = parts[0].logLikelihood.length;
  return {
    path: chain.path,
    config: record.config.name,
    draws,
    good_k: goodShape(draws),
    parameters: quantities.map(({ quantity: { id }, scale, sd, sorted }) => {
      const constraint = constraints.find((row) => row.id === id)!;
      const { unit, latex, derived, median, ci68, ci95, limit, informed_by } = constraint;
      const own = sensitivities(sorted);
      const diagnosis =
        own.prior === null || own.likelihood === null ? null : powerDiagnosis(own.prior, own.likelihood);
      const shown = { id, unit, latex, derived, median, ci68, ci95, limit, informed_by };
      return { ...shown, scale, sd, sensitivities: own, diagnosis };
    }),
    variations,
    notes: constraintNotes(constraints),
  };
}

async function vary(
  variation: Variation,
  quantities: readonly JudgedQuantity[],
  walkers: number,
  find: FindRerun,
): Promise<VariedPosterior> {
  const { id, kind, component, alpha, points, logRatios } = variation;
  const { weights, k, ess, trusted } = reweight(logRatios, walkers);
  const about = { id, kind, component, alpha, points, k, ess, chain: null, converged: null };
  if (trusted)
    return {
      ...about,
      method: 'reweighted',
      parameters: quantities.map((quantity) => quantity.reweighted(weights)),
    };
  const rerun = await find(variation);
  if (rerun === null) return { ...about, method: 'unknown', parameters: null };
  try {
    return {
      ...about,
      method: 'rerun',
      chain: rerun.path,
      converged: rerun.metadata.document['converged'] === true,
      parameters: quantities.flatMap((quantity) => quantity.inChain(rerun) ?? []),
    };
  } finally {
    rerun.close();
  }
}

function checkHasData({ config }: RunRecord, where: string): void {
  if (!config.prior_only) return;
  throw new InputError({
    where,
    expected: 'a chain drawn with data',
    got: 'one of the prior alone',
    hint: 'Draw one without --prior-only.',
  });
}
