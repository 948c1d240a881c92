/** What the ranks of all simulations say: quantity by quantity, with the chance of a false alarm shared among them. */
import { holmAdjusted } from '../math/holm.js';
import type { Quantity } from '../target.js';
import type { SimulationRecord } from './run-simulation.js';
import { countsBelow, uniformityTest } from './uniformity.js';

/** Probability of calling any quantity of a calibrated inference not calibrated. */
export const falseAlarm = 0.05;

/** One quantity; field names are those of the JSON interface. */
export interface QuantityVerdict {
  readonly id: string;
  readonly calibrated: boolean;
  /** Probability that uniform ranks come as far out. */
  readonly p_value: number;
  /** The same, for the farthest of all quantities together (Holm). */
  readonly p_adjusted: number;
  /** Mean of the ranks, in its standard errors from the middle. Positive: the posterior lies too low. */
  readonly mean_z: number;
  /** Spread of the ranks, in its standard errors from that of uniform ones. Positive: the posterior is too narrow. */
  readonly spread_z: number;
  /** In words; null where it is calibrated. */
  readonly says: string | null;
}

export interface CalibrationVerdict {
  readonly calibrated: boolean;
  readonly simulations: number;
  /** Posterior draws per simulation: ranks are 0 ... draws. */
  readonly draws: number;
  readonly quantities: readonly QuantityVerdict[];
}

/** @param draws L, the same in all simulations   @param records at least one */
export function judge(
  quantities: readonly Pick<Quantity, 'id'>[],
  records: readonly SimulationRecord[],
  draws: number,
): CalibrationVerdict {
  const test = uniformityTest(records.length, draws);
  const ranks = quantities.map((_, q) => records.map((record) => record.ranks[q]));
  const p = ranks.map((own) => test.pValue(countsBelow(own, draws)));
  const adjusted = holmAdjusted(p);
  const verdicts = quantities.map(({ id }, q): QuantityVerdict => {
    const calibrated = adjusted[q] >= falseAlarm;
    const { meanZ, spreadZ } = shapeOf(ranks[q], draws);
    return {
      id,
      calibrated,
      p_value: p[q],
      p_adjusted: adjusted[q],
      mean_z: meanZ,
      spread_z: spreadZ,
      says: calibrated ? null : inWords(meanZ, spreadZ),
    };
  });
  return {
    calibrated: verdicts.every(({ calibrated }) => calibrated),
    simulations: records.length,
    draws,
    quantities: verdicts,
  };
}

/** Mean and variance of the ranks against those of the uniform distribution on 0 ... L. */
function shapeOf(ranks: readonly number[], largest: number): { meanZ: number; spreadZ: number } {
  const n = ranks.length;
  const middle = largest / 2;
  const variance = ((largest + 1) ** 2 - 1) / 12;
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / n;
  const spread = ranks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0) / n;
  // The fourth central moment of a continuous uniform variable is 9/5 of its squared variance.
  return {
    meanZ: (mean - middle) / Math.sqrt(variance / n),
    spreadZ: (spread / variance - 1) / Math.sqrt((9 / 5 - 1) / n),
  };
}

function inWords(meanZ: number, spreadZ: number): string {
  if (Math.max(Math.abs(meanZ), Math.abs(spreadZ)) < 2) return 'ranks not uniform';
  if (Math.abs(meanZ) > Math.abs(spreadZ)) return meanZ > 0 ? 'posterior too low' : 'posterior too high';
  return spreadZ > 0 ? 'posterior too narrow' : 'posterior too wide';
}
