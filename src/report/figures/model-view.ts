/** One model, or a posterior of models, as the panels of a figure show it. */
import type { Component } from '../../model/components.js';
import { componentNames } from '../../model/components.js';
import type { DipoleTerm } from '../../model/predict.js';
import { dipoleTerms } from '../../model/predict.js';
import { elevationDeg } from '../../physics/directions.js';
import type { Species } from '../../physics/rigidity.js';
import { speciesList } from '../../physics/rigidity.js';
import type { Vector } from '../../physics/vector.js';
import type { DipoleCurve, ModelPoint } from './model-curves.js';
import { dipoleCurves, record, speciesDipole, spectrumCurves } from './model-curves.js';
import type { Quantiles } from './pointwise-quantiles.js';
import { phaseQuantiles, pointwiseQuantiles } from './pointwise-quantiles.js';

/** Curves of one point, or pointwise medians of many; the bands are there in the second case only. */
export interface ModelView {
  readonly spectra: Readonly<
    Record<
      Species,
      {
        readonly total: readonly number[];
        readonly components: Readonly<Record<Component, readonly number[]>>;
      }
    >
  >;
  readonly dipole: DipoleCurve;
  readonly terms: Readonly<Record<DipoleTerm, DipoleCurve>>;
  readonly bySpecies: Readonly<Record<Species, DipoleCurve>>;
  /** Observed dipole vectors of each point, [points][energies]. */
  readonly vectors: readonly (readonly Vector[])[];
  readonly bands: null | {
    readonly spectra: Readonly<Record<Species, Quantiles>>;
    readonly amplitude: Quantiles;
    readonly phase: Quantiles;
    readonly declination: Quantiles;
  };
}

/** The view of a single point: curves without bands. */
export function pointView(point: ModelPoint): ModelView {
  return { ...curvesOf(point), bySpecies: record(speciesList, (species) => speciesDipole(point, species)) };
}

function curvesOf(point: ModelPoint): Omit<ModelView, 'bySpecies'> {
  const { total, terms, vectors } = dipoleCurves(point);
  return {
    spectra: record(speciesList, (species) => spectrumCurves(point, species)),
    dipole: total,
    terms,
    vectors: [vectors],
    bands: null,
  };
}

/** Medians without bands need fewer draws. */
const MEDIAN_DRAWS = 100;

/** The view of a posterior: pointwise medians, and bands of 68 and 95 %. @param points at least one draw */
export function posteriorView(points: readonly ModelPoint[]): ModelView {
  const views = points.map(curvesOf);
  const spectra = record(speciesList, (s) => pointwiseQuantiles(views.map((v) => v.spectra[s].total)));
  const amplitude = pointwiseQuantiles(views.map((v) => v.dipole.amplitude));
  const phase = phaseQuantiles(views.map((v) => v.dipole.phase));
  const declination = pointwiseQuantiles(
    views.map((v) => v.vectors[0].map(([x, y, z]) => elevationDeg(x, y, z))),
  );
  const median = (curves: readonly DipoleCurve[]): DipoleCurve => ({
    amplitude: pointwiseQuantiles(curves.map((c) => c.amplitude)).median,
    phase: phaseQuantiles(curves.map((c) => c.phase)).wrapped,
  });
  const every = Math.ceil(points.length / MEDIAN_DRAWS);
  const some = points.filter((_, i) => i % every === 0);
  return {
    spectra: record(speciesList, (s) => ({
      total: spectra[s].median,
      components: record(
        componentNames,
        (name) => pointwiseQuantiles(views.map((v) => v.spectra[s].components[name])).median,
      ),
    })),
    dipole: { amplitude: amplitude.median, phase: phase.wrapped },
    terms: record(dipoleTerms, (term) => median(views.map((v) => v.terms[term]))),
    bySpecies: record(speciesList, (s) => median(some.map((point) => speciesDipole(point, s)))),
    vectors: views.flatMap((v) => v.vectors),
    bands: { spectra, amplitude, phase, declination },
  };
}
