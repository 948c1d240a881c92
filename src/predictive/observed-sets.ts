import type { Observable, Observations } from '../likelihood/observations.js';

/** The measurements of one data set and one observable, as one variable of an exported document. */
export interface ObservedSet {
  /** Variable name, the same in observed_data, log_likelihood and posterior_predictive: that is how ArviZ pairs them. */
  readonly variable: string;
  readonly observable: 'spectrum' | 'amplitude' | 'phase';
  /** As chi2 tables call it: the data set of a spectrum, the group of a dipole measurement. */
  readonly dataset: string;
  /** Positions of its points in the arrays of the observable. */
  readonly points: readonly number[];
}

/** Splits observations into data sets: spectra, then amplitudes, then phases, each in order of first appearance. */
export function observedSets(observations: Observations): ObservedSet[] {
  const sets = (['spectrum', 'amplitude', 'phase'] as const).flatMap((observable) => {
    const { dataset }: Observable = observations[observable];
    return [...new Set(dataset)].map((name) => ({
      variable: `${observable}_${slug(name)}`,
      observable,
      dataset: name,
      points: dataset.flatMap((other, i) => (other === name ? [i] : [])),
    }));
  });
  const seen = new Map<string, number>();
  return sets.map((set) => {
    const count = (seen.get(set.variable) ?? 0) + 1;
    seen.set(set.variable, count);
    return count === 1 ? set : { ...set, variable: `${set.variable}_${count}` };
  });
}

/** Lower case, everything else between letters and digits an underscore: a name that every format allows. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
