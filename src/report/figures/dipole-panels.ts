import type { Measurement } from '../../config/measurements.js';
import { dipoleTerms } from '../../model/predict.js';
import { speciesList } from '../../physics/rigidity.js';
import type { Layer } from '../../plot/layers/layer.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import type { PanelSpec } from '../../plot/panel.js';
import type { Theme } from '../../plot/theme.js';
import { bandLayers } from './band-layers.js';
import { dipoleLayers, groupEntries } from './data-layers.js';
import type { MarkedDirection } from './directions.js';
import type { DipoleCurve } from './model-curves.js';
import { brokenAtWrap, CURVE_ENERGIES_GEV } from './model-curves.js';
import type { ModelView } from './model-view.js';
import { bandEntries } from './spectra-panel.js';
import { SPECIES_DASHES, SPECIES_NAMES, TERM_DASHES, TERM_NAMES, termColor } from './styles.js';

export const ENERGY_DOMAIN_GEV = [100, 2e9] as const;
export const ENERGY_LABEL = 'Energy $E$ [GeV]';

/** What the dipole panels show beside the total. */
export interface DipoleDetail {
  /** The four terms of eq. 15. */
  readonly terms: boolean;
  /** Protons and helium alone. */
  readonly species: boolean;
  /** Right ascensions to mark. */
  readonly directions: readonly MarkedDirection[];
}

/** Dipole amplitude along energy. */
export function amplitudePanel(
  id: string,
  view: ModelView,
  measurements: readonly Measurement[],
  fovFactor: boolean,
  detail: DipoleDetail,
  theme: Theme,
): PanelSpec {
  const line = (y: readonly number[], style: Partial<Layer> & { color: string }): Layer =>
    ({ kind: 'line', x: CURVE_ENERGIES_GEV, y, width: 1.3, ...style }) as Layer;
  return {
    id,
    x: { scale: 'log', domain: ENERGY_DOMAIN_GEV, label: ENERGY_LABEL },
    y: { scale: 'log', domain: [0.03, 30], label: 'Amplitude [$10^{-3}$]' },
    layers: [
      ...(view.bands === null ? [] : bandLayers(CURVE_ENERGIES_GEV, view.bands.amplitude, theme.series[0])),
      ...(detail.terms
        ? dipoleTerms.map((term) =>
            line(view.terms[term].amplitude, {
              color: termColor(term, theme),
              dash: TERM_DASHES[term],
              group: `component:${term}`,
            }),
          )
        : []),
      ...(detail.species
        ? speciesLines(view, (c) => ({ x: CURVE_ENERGIES_GEV, y: c.amplitude }), theme)
        : []),
      line(view.dipole.amplitude, { color: theme.series[0], width: 2, group: 'component:total' }),
      ...dipoleLayers(measurements, 'amplitude', fovFactor, theme),
    ],
  };
}

/** Right ascension of the excess along energy. */
export function phasePanel(
  id: string,
  view: ModelView,
  measurements: readonly Measurement[],
  detail: DipoleDetail,
  theme: Theme,
): PanelSpec {
  const broken = (curve: DipoleCurve): { x: readonly number[]; y: readonly number[] } =>
    brokenAtWrap(CURVE_ENERGIES_GEV, curve.phase);
  const bands = view.bands;
  return {
    id,
    x: { scale: 'log', domain: ENERGY_DOMAIN_GEV, label: ENERGY_LABEL },
    y: {
      scale: 'linear',
      domain: [-180, 180],
      label: 'Right ascension [$^{\\circ}$]',
      ticks: PHASE_TICKS,
    },
    sideLabels: detail.directions.map((d) => ({ at: d.raDeg, text: d.name })),
    layers: [
      ...detail.directions.map((d): Layer => ({
        kind: 'rule',
        axis: 'y',
        at: d.raDeg,
        color: theme.muted,
        dash: 'dotted',
        group: 'directions',
      })),
      ...(bands === null
        ? []
        : [-360, 0, 360].flatMap((turn) =>
            bandLayers(CURVE_ENERGIES_GEV, bands.phase, theme.series[0], turn),
          )),
      ...(detail.species ? speciesLines(view, broken, theme) : []),
      { kind: 'line', ...broken(view.dipole), color: theme.series[0], width: 2, group: 'component:total' },
      ...dipoleLayers(measurements, 'phase', false, theme),
    ],
  };
}

export const PHASE_TICKS = {
  major: [-180, -120, -60, 0, 60, 120, 180].map((at) => ({ at, text: String(at).replace('-', '−') })),
  minor: [...Array(24).keys()].map((i) => -180 + 15 * i).filter((a) => a % 60 !== 0),
};

/** What the lines and markers of the dipole mean. */
export function dipoleEntries(
  view: ModelView,
  measurements: readonly Measurement[],
  detail: DipoleDetail,
  theme: Theme,
): LegendEntry[] {
  return [
    {
      text: view.bands === null ? 'total' : 'total, median',
      swatch: { kind: 'line', color: theme.series[0], width: 2 },
      group: 'component:total',
    },
    ...(view.bands === null ? [] : bandEntries(theme.series[0])),
    ...(detail.terms
      ? dipoleTerms.map((term): LegendEntry => ({
          text: TERM_NAMES[term],
          swatch: { kind: 'line', color: termColor(term, theme), dash: TERM_DASHES[term], width: 1.3 },
          group: `component:${term}`,
        }))
      : []),
    ...(detail.species
      ? speciesList.map((s): LegendEntry => ({
          text: `${SPECIES_NAMES[s]} alone`,
          swatch: { kind: 'line', color: theme.ink, dash: SPECIES_DASHES[s], width: 1.1 },
          group: 'component:species',
        }))
      : []),
    ...groupEntries(dipoleLayers(measurements, 'amplitude', false, theme)),
  ];
}

function speciesLines(
  view: ModelView,
  curve: (c: DipoleCurve) => { x: readonly number[]; y: readonly number[] },
  theme: Theme,
): Layer[] {
  return speciesList.map((s): Layer => ({
    kind: 'line',
    ...curve(view.bySpecies[s]),
    color: theme.ink,
    dash: SPECIES_DASHES[s],
    width: 1.1,
    group: 'component:species',
  }));
}
