import type { AnisotropyDataset, AnisotropyPoint, SpectrumDataset, SpectrumPoint } from '../data/dataset.js';
import { rigidityFromAxis } from '../physics/rigidity.js';
import type { Species, SpectrumAxis } from '../physics/rigidity.js';
import { quadrature } from './split-normal.js';

/** Measured numbers of one observable as flat arrays, ready for the likelihood; one entry per point, all [n]. */
export interface Observable {
  readonly measured: Float64Array;
  /**
   * What an intrinsic scatter is a fraction of: the published value. The same as `measured` but in synthetic data, whose noise
   * then has a density: its width does not depend on the value it is the width of.
   */
  readonly published: Float64Array;
  /** 1 sigma below and above, in the unit of `measured`. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Row label of chi2 tables: the data set of a spectrum, the group of a dipole measurement. */
  readonly dataset: readonly string[];
}

/** Spectral points; fluxes per unit of the point's own axis. */
export interface SpectrumObservable extends Observable {
  readonly points: readonly { readonly species: Species; readonly axis: SpectrumAxis; readonly x: number }[];
  readonly experiment: readonly string[];
}

/** Dipole amplitudes (dimensionless) or phases (right ascension, degrees). */
export interface DipoleObservable extends Observable {
  readonly energyGeV: Float64Array;
}

export interface Observations {
  readonly spectrum: SpectrumObservable;
  readonly amplitude: DipoleObservable;
  readonly phase: DipoleObservable;
}

/** What a configuration says about the use of points. */
export interface PointRules {
  /** Spectral points below this rigidity are not used. */
  readonly minRigidityGV: number;
  /** Range of dipole energies, ends included. */
  readonly minEnergyGeV: number;
  readonly maxEnergyGeV: number;
  /** Multiply amplitudes by their field-of-view factor and leave out rows that have none. */
  readonly fovFactor: boolean;
}

type Measurement =
  | { readonly dataset: SpectrumDataset; readonly points: readonly SpectrumPoint[] }
  | { readonly dataset: AnisotropyDataset; readonly points: readonly AnisotropyPoint[] };

/**
 * Lays out measurements for the likelihood. A point whose total error is zero on either side is not used; a phase uses
 * the mean of its two errors; an upper limit beside a measured amplitude is not used.
 */
export function observe(measurements: readonly Measurement[], rules: PointRules): Observations {
  const spectra = measurements.flatMap(({ dataset, points }) =>
    dataset.kind === 'spectrum' ? spectrumRows(dataset, points as readonly SpectrumPoint[], rules) : [],
  );
  const dipoles = measurements.flatMap(({ dataset, points }) =>
    dataset.kind === 'anisotropy' ? dipoleRows(dataset, points as readonly AnisotropyPoint[], rules) : [],
  );
  return {
    spectrum: {
      ...columns(spectra),
      points: spectra.map(({ species, axis, x }) => ({ species, axis, x })),
      experiment: spectra.map((row) => row.experiment),
    },
    amplitude: dipoleColumns(dipoles.map(({ amplitude }) => amplitude)),
    phase: dipoleColumns(dipoles.map(({ phase }) => phase)),
  };
}

interface Row {
  readonly measured: number;
  readonly lower: number;
  readonly upper: number;
  readonly dataset: string;
}

function columns(rows: readonly Row[]): Observable {
  const measured = Float64Array.from(rows, (row) => row.measured);
  return {
    measured,
    published: measured,
    lower: Float64Array.from(rows, (row) => row.lower),
    upper: Float64Array.from(rows, (row) => row.upper),
    dataset: rows.map((row) => row.dataset),
  };
}

function dipoleColumns(rows: readonly (Row & { readonly energyGeV: number })[]): DipoleObservable {
  const used = rows.filter(hasErrors);
  return { ...columns(used), energyGeV: Float64Array.from(used, (row) => row.energyGeV) };
}

function hasErrors(row: Row): boolean {
  return row.lower > 0 && row.upper > 0;
}

function spectrumRows(dataset: SpectrumDataset, points: readonly SpectrumPoint[], rules: PointRules) {
  const { species, axis, experiment, name } = dataset;
  return points
    .filter((point) => rigidityFromAxis(axis, point.x, species) >= rules.minRigidityGV)
    .map((point) => ({
      species,
      axis,
      experiment,
      dataset: name,
      x: point.x,
      measured: point.flux,
      lower: quadrature(point.statLo, point.sysLo),
      upper: quadrature(point.statHi, point.sysHi),
    }))
    .filter(hasErrors);
}

function dipoleRows(dataset: AnisotropyDataset, points: readonly AnisotropyPoint[], rules: PointRules) {
  return points
    .filter(({ energyGeV }) => energyGeV >= rules.minEnergyGeV && energyGeV <= rules.maxEnergyGeV)
    .filter(({ fovFactor }) => !rules.fovFactor || fovFactor !== null)
    .map((point) => {
      const { energyGeV } = point;
      const factor = rules.fovFactor ? point.fovFactor! : 1;
      const phaseError = (point.phaseErrLoDeg + point.phaseErrHiDeg) / 2;
      return {
        amplitude: {
          energyGeV,
          dataset: dataset.group,
          measured: factor * point.amplitude,
          lower: factor * point.amplitudeErrLo,
          upper: factor * point.amplitudeErrHi,
        },
        phase: {
          energyGeV,
          dataset: dataset.group,
          measured: point.phaseDeg,
          lower: phaseError,
          upper: phaseError,
        },
      };
    });
}
