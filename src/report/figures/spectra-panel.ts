import type { Measurement } from '../../config/measurements.js';
import { componentNames } from '../../model/components.js';
import { speciesList } from '../../physics/rigidity.js';
import type { Layer } from '../../plot/layers/layer.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import type { PanelSpec } from '../../plot/panel.js';
import type { Theme } from '../../plot/theme.js';
import { bandLayers } from './band-layers.js';
import { experimentEntries, spectrumLayers } from './data-layers.js';
import { CURVE_RIGIDITIES_GV } from './model-curves.js';
import type { ModelView } from './model-view.js';
import { BAND_OPACITY, COMPONENT_DASHES, SPECIES_NAMES, speciesColor, TERM_NAMES } from './styles.js';

/** Ranges of the paper's Fig. 1, a little wider. */
export const RIGIDITY_DOMAIN_GV = [1, 1e8] as const;
const FLUX_DOMAIN = [30, 4e4] as const;

export const RIGIDITY_LABEL = 'Rigidity $R$ [GV]';
const FLUX_LABEL = '$R^{2.7} J$ [$\\mathrm{m^{-2}\\,s^{-1}\\,sr^{-1}\\,GV^{1.7}}$]';

/** Spectra of protons and helium with their components and the data. */
export function spectraPanel(
  id: string,
  view: ModelView,
  measurements: readonly Measurement[],
  minRigidityGV: number,
  theme: Theme,
): PanelSpec {
  const unused: Layer[] =
    minRigidityGV > RIGIDITY_DOMAIN_GV[0]
      ? [
          {
            kind: 'span',
            axis: 'x',
            from: RIGIDITY_DOMAIN_GV[0],
            to: minRigidityGV,
            color: theme.grid,
            opacity: 0.6,
          },
        ]
      : [];
  const curves = speciesList.flatMap((species): Layer[] => {
    const color = speciesColor(species, theme);
    const { total, components } = view.spectra[species];
    return [
      ...componentNames.map((name): Layer => ({
        kind: 'line',
        x: CURVE_RIGIDITIES_GV,
        y: components[name],
        color,
        dash: COMPONENT_DASHES[name],
        width: 1.2,
        opacity: 0.85,
        group: `component:${name}`,
      })),
      { kind: 'line', x: CURVE_RIGIDITIES_GV, y: total, color, width: 1.9, group: 'component:total' },
    ];
  });
  const bands = view.bands;
  const shades =
    bands === null
      ? []
      : speciesList.flatMap((s) => bandLayers(CURVE_RIGIDITIES_GV, bands.spectra[s], speciesColor(s, theme)));
  return {
    id,
    x: { scale: 'log', domain: RIGIDITY_DOMAIN_GV, label: RIGIDITY_LABEL },
    y: { scale: 'log', domain: FLUX_DOMAIN, label: FLUX_LABEL },
    layers: [...unused, ...shades, ...curves, ...spectrumLayers(measurements, theme)],
  };
}

/** What the colours, dashes and markers of the spectra mean. */
export function spectraEntries(
  view: ModelView,
  measurements: readonly Measurement[],
  theme: Theme,
): LegendEntry[] {
  return [
    ...speciesList.map((s): LegendEntry => ({
      text: SPECIES_NAMES[s],
      swatch: { kind: 'line', color: speciesColor(s, theme), width: 1.9 },
    })),
    ...(view.bands === null ? [] : bandEntries(speciesColor('p', theme))),
    { text: 'total', swatch: { kind: 'line', color: theme.ink, width: 1.9 }, group: 'component:total' },
    ...componentNames.map((name): LegendEntry => ({
      text: TERM_NAMES[name],
      swatch: { kind: 'line', color: theme.ink, dash: COMPONENT_DASHES[name], width: 1.2 },
      group: `component:${name}`,
    })),
    ...experimentEntries(measurements, theme),
    { text: 'filled: protons, open: helium', swatch: { kind: 'none' } },
  ];
}

/** The two bands of a posterior. */
export function bandEntries(color: string): LegendEntry[] {
  const inner = 1 - (1 - BAND_OPACITY.outer) * (1 - BAND_OPACITY.inner);
  return [
    { text: '68 % of the posterior', swatch: { kind: 'band', color, opacity: inner } },
    { text: '95 %', swatch: { kind: 'band', color, opacity: BAND_OPACITY.outer } },
  ];
}
