/** Below the sky map of a posterior: right ascension and declination of the total dipole along energy, with bands. */
import type { Box } from '../../plot/axes/frame.js';
import type { Layer } from '../../plot/layers/layer.js';
import type { PanelSpec } from '../../plot/panel.js';
import { drawPanel } from '../../plot/panel.js';
import type { Theme } from '../../plot/theme.js';
import { bandLayers } from './band-layers.js';
import { ENERGY_DOMAIN_GEV, ENERGY_LABEL, PHASE_TICKS } from './dipole-panels.js';
import { brokenAtWrap, CURVE_ENERGIES_GEV } from './model-curves.js';
import type { ModelView } from './model-view.js';
import { bandEntries } from './spectra-panel.js';

/** Room that the panels take, px. */
export const DIRECTION_PANELS_HEIGHT = 250;

const FRAME = { width: 322, height: 180 } as const;

/** @param phase median right ascension in (-180, 180]   @param top upper end of the room, px */
export function directionPanels(
  id: string,
  phase: readonly number[],
  bands: NonNullable<ModelView['bands']>,
  top: number,
  theme: Theme,
): string {
  const color = theme.series[0];
  const x = { scale: 'log', domain: ENERGY_DOMAIN_GEV, label: ENERGY_LABEL } as const;
  const line = (curve: { x: readonly number[]; y: readonly number[] }): Layer => ({
    kind: 'line',
    ...curve,
    color,
    width: 1.8,
  });
  const rightAscension: PanelSpec = {
    id: `${id}-ra`,
    x,
    y: { scale: 'linear', domain: [-180, 180], label: 'Right ascension [$^{\\circ}$]', ticks: PHASE_TICKS },
    layers: [
      ...[-360, 0, 360].flatMap((turn) => bandLayers(CURVE_ENERGIES_GEV, bands.phase, color, turn)),
      line(brokenAtWrap(CURVE_ENERGIES_GEV, phase)),
    ],
    legend: {
      entries: [{ text: 'median', swatch: { kind: 'line', color, width: 1.8 } }, ...bandEntries(color)],
      prefer: 'top-right',
    },
  };
  const declination: PanelSpec = {
    id: `${id}-dec`,
    x,
    y: { scale: 'linear', domain: [-90, 90], label: 'Declination [$^{\\circ}$]', ticks: DECLINATION_TICKS },
    layers: [
      ...bandLayers(CURVE_ENERGIES_GEV, bands.declination, color),
      line({ x: CURVE_ENERGIES_GEV, y: bands.declination.median }),
    ],
  };
  const box = (left: number): Box => ({ x: left, y: top + 12, ...FRAME });
  return drawPanel(rightAscension, box(72), theme) + drawPanel(declination, box(486), theme);
}

const DECLINATION_TICKS = {
  major: [-90, -60, -30, 0, 30, 60, 90].map((at) => ({ at, text: String(at).replace('-', '−') })),
  minor: [-75, -45, -15, 15, 45, 75],
};
