import type { Observations } from '../likelihood/observations.js';
import { rigidityFromAxis, type Species } from '../physics/rigidity.js';
import { observedSets } from './observed-sets.js';

/** Measurements of one observable that are judged together, in order of energy. */
export interface MeasurementGroup {
  /** As chi2 tables call it; null for all data sets together. */
  readonly dataset: string | null;
  readonly observable: keyof Observations;
  /** Of spectra. */
  readonly species: Species | null;
  /** Positions in the arrays of the observable, ascending in rigidity or energy. */
  readonly points: readonly number[];
}

/**
 * The data sets, and behind them all fluxes of each nucleus, all amplitudes and all phases, where there are several sets of
 * them: what experiments agree on shows there.
 */
export function measurementGroups(observations: Observations): MeasurementGroup[] {
  const sets = observedSets(observations).map(({ observable, dataset, points }): MeasurementGroup => ({
    dataset,
    observable,
    species: observable === 'spectrum' ? observations.spectrum.points[points[0]].species : null,
    points: inOrder(observations, observable, points),
  }));
  const kinds = new Map(sets.map((set) => [`${set.observable} ${set.species ?? ''}`, set]));
  const together = [...kinds.values()].flatMap(({ observable, species }): MeasurementGroup[] => {
    const own = sets.filter((set) => set.observable === observable && set.species === species);
    const points = inOrder(
      observations,
      observable,
      own.flatMap((set) => set.points),
    );
    return own.length < 2 ? [] : [{ dataset: null, observable, species, points }];
  });
  return [...sets, ...together];
}

/** Where a measurement lies: rigidity in GV (as published) of a flux, total energy in GeV of a dipole. */
export function abscissa(observations: Observations, observable: keyof Observations, point: number): number {
  if (observable !== 'spectrum') return observations[observable].energyGeV[point];
  const { axis, x, species } = observations.spectrum.points[point];
  return rigidityFromAxis(axis, x, species);
}

function inOrder(
  observations: Observations,
  observable: keyof Observations,
  points: readonly number[],
): number[] {
  const at = (point: number): number => abscissa(observations, observable, point);
  return [...points].sort((a, b) => at(a) - at(b));
}
