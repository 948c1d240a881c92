/** Two chains side by side: which settings differ, and how each posterior moved. */
import type { Chain } from '../chain/reader.js';
import { isSampled } from '../config/resolved.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { summarise } from '../diagnostics/summary.js';
import type { ColumnSummary } from '../diagnostics/column-summary.js';
import { findRecord } from '../inference/run-record.js';
import { posteriorShift } from './posterior-shifts.js';
import type { Moments, PosteriorShift } from './posterior-shifts.js';
import { quantityDraws } from './quantity-draws.js';
import { runDifferences } from './run-differences.js';
import type { RunDifference } from './run-differences.js';
import { dataDifferences } from './same-data.js';
import type { DataDifference } from './same-data.js';

/** A quantity that only one of the chains has. */
export interface UnsharedQuantity extends Moments {
  readonly id: string;
  readonly unit: string;
  /** What the other chain fixes it at, in its own unit, never log10; null where the other does not know it. */
  readonly fixed_at: number | null;
}

export interface ChainDiff {
  /** Null where a chain was not drawn from a configuration: then only posteriors are compared. */
  readonly differences: readonly RunDifference[] | null;
  /** Measurements the chains do not share; empty when their likelihoods are of the same numbers; null as above. */
  readonly data_differences: readonly DataDifference[] | null;
  /** Quantities of both, in the order of the first. */
  readonly parameters: readonly PosteriorShift[];
  readonly only_first: readonly UnsharedQuantity[];
  readonly only_second: readonly UnsharedQuantity[];
  /** Largest |shift_mcse| and |shift_sd| of any shared quantity; NaN without one. */
  readonly largest_shift_mcse: number;
  readonly largest_shift_sd: number;
}

/** Compares two open chains. @throws InputError for data that this version does not have */
export function diffChains(first: Chain, second: Chain): ChainDiff {
  const records = [findRecord(first.metadata.document), findRecord(second.metadata.document)] as const;
  const [a, b] = [summaries(first, second.ids), summaries(second, first.ids)];
  const parameters = [...a.values()].flatMap((mine) => {
    const other = b.get(mine.id);
    return other === undefined ? [] : [posteriorShift(mine, mine.summary, other.summary)];
  });
  const largest = (value: (shift: PosteriorShift) => number): number =>
    parameters.reduce(
      (most, shift) => (Math.abs(value(shift)) > most ? Math.abs(value(shift)) : most),
      parameters.length === 0 ? NaN : 0,
    );
  const [one, two] = records;
  const known = one !== null && two !== null;
  return {
    differences: known ? runDifferences(one, two) : null,
    data_differences: known ? dataDifferences(one, two) : null,
    parameters,
    only_first: unshared(a, b, two?.config ?? null),
    only_second: unshared(b, a, one?.config ?? null),
    largest_shift_mcse: largest((shift) => shift.shift_mcse),
    largest_shift_sd: largest((shift) => shift.shift_sd),
  };
}

interface Summarised {
  readonly id: string;
  readonly unit: string;
  readonly derived: boolean;
  readonly summary: ColumnSummary;
}

function summaries(chain: Chain, wanted: readonly string[]): Map<string, Summarised> {
  const { quantities, draws } = quantityDraws(chain, wanted);
  const summary = summarise(draws, draws.ids);
  return new Map(
    quantities.map((quantity, i) => [quantity.id, { ...quantity, summary: summary.quantities[i] }]),
  );
}

function unshared(
  of: ReadonlyMap<string, Summarised>,
  other: ReadonlyMap<string, Summarised>,
  otherConfig: ResolvedConfig | null,
): UnsharedQuantity[] {
  return [...of.values()]
    .filter(({ id }) => !other.has(id))
    .map(({ id, unit, summary: { mean, sd, median, mcseMean } }) => ({
      id,
      unit,
      mean,
      sd,
      median,
      mcse_mean: mcseMean,
      fixed_at: fixedValue(otherConfig, id),
    }));
}

function fixedValue(config: ResolvedConfig | null, id: string): number | null {
  const setting = config?.parameters[id] ?? config?.parameters[id.replace(/^log10_/, '')];
  return setting === undefined || isSampled(setting) ? null : setting.value;
}
