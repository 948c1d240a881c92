/**
 * Whether two chains were drawn from the same measurements: only then are their likelihoods numbers of one kind, and only
 * then is there a Bayes factor or a difference of predictive densities.
 */
import type { RunRecord } from '../inference/run-record.js';
import { observationsOf } from '../inference/posterior.js';
import type { Observations } from '../likelihood/observations.js';

/** One set of measurements that two chains do not share. */
export interface DataDifference {
  /** As chi2 tables call it: the data set of a spectrum, the group of a dipole measurement. */
  readonly dataset: string;
  /** Null: the data file itself is another one, by its hash. */
  readonly observable: keyof Observations | null;
  /** Points used by each. Equal numbers: the values or errors differ. */
  readonly n: readonly [number, number] | null;
}

/**
 * Compares the points that enter two likelihoods, in place, value and error, whatever the configurations call them.
 * Empty when both chains saw the same numbers. Data files that changed between the chains are told by their hashes.
 */
export function dataDifferences(first: RunRecord, second: RunRecord): DataDifference[] {
  const sides = [observationsOf(first.config), observationsOf(second.config)] as const;
  const files = Object.keys(first.data)
    .filter((name) => name in second.data && first.data[name] !== second.data[name])
    .map((dataset): DataDifference => ({ dataset, observable: null, n: null }));
  const points = (['spectrum', 'amplitude', 'phase'] as const).flatMap((observable) => {
    const [a, b] = sides.map((side) => rowsByDataset(side, observable));
    return [...new Set([...a.keys(), ...b.keys()])].flatMap((dataset): DataDifference[] => {
      const [inFirst = [], inSecond = []] = [a.get(dataset), b.get(dataset)];
      if (inFirst.join('\n') === inSecond.join('\n')) return [];
      return [{ dataset, observable, n: [inFirst.length, inSecond.length] }];
    });
  });
  return [...files, ...points];
}

/** The points of each data set as text, in an order that does not depend on that of the configuration. */
function rowsByDataset(observations: Observations, observable: keyof Observations): Map<string, string[]> {
  const { measured, lower, upper, dataset } = observations[observable];
  const rows = new Map<string, string[]>();
  dataset.forEach((name, i) => {
    const place =
      observable === 'spectrum' ? observations.spectrum.points[i] : observations[observable].energyGeV[i];
    const row = JSON.stringify([place, measured[i], lower[i], upper[i]]);
    rows.set(name, [...(rows.get(name) ?? []), row]);
  });
  for (const list of rows.values()) list.sort();
  return rows;
}

/** The differences in words, one line each. */
export function describeDataDifference({ dataset, observable, n }: DataDifference): string {
  if (observable === null || n === null) return `${dataset}: the data file is another one`;
  if (n[0] === n[1]) return `${dataset} (${observable}): ${n[0]} points in both, with other values or errors`;
  return `${dataset} (${observable}): ${n[0]} points in the first, ${n[1]} in the second`;
}
