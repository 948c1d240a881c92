import type { Layer } from '../../plot/layers/layer.js';
import type { PanelSpec } from '../../plot/panel.js';
import type { Theme } from '../../plot/theme.js';
import type { Residual } from './residuals.js';
import { speciesColor } from './styles.js';

/** Residuals farther out are shown at the edge as triangles. */
const LIMIT = 5;

/** Residuals in sigma below a panel, on its x axis, with its markers; the band is one sigma. */
export function residualPanel(
  id: string,
  { x, layers: above }: Pick<PanelSpec, 'x' | 'layers'>,
  points: readonly Residual[],
  theme: Theme,
): PanelSpec {
  const sets = [...new Set(points.map((p) => `${p.experiment}|${p.species ?? ''}`))];
  const layers = sets.map((key): Layer => {
    const own = points.filter((p) => `${p.experiment}|${p.species ?? ''}` === key);
    const { species, experiment } = own[0];
    const group = `experiment:${experiment}`;
    const drawn = above.find(
      (l) => l.kind === 'points' && l.group === group && sameNucleus(l, species, theme),
    );
    const { marker = 'circle', open = false } = drawn?.kind === 'points' ? drawn : {};
    return {
      kind: 'points',
      color: species === null ? theme.muted : speciesColor(species, theme),
      marker,
      open,
      size: 2.2,
      group,
      points: own
        .filter((p) => Math.abs(p.sigmas) <= LIMIT)
        .map((p) => ({ x: p.x, y: p.sigmas, tip: `${p.dataset}\n${p.sigmas.toFixed(1)} sigma` })),
    };
  });
  const beyond = ([1, -1] as const).map((side): Layer => ({
    kind: 'points',
    color: theme.series[1],
    marker: side === 1 ? 'triangle' : 'triangle-down',
    size: 2.6,
    points: points
      .filter((p) => p.sigmas * side > LIMIT)
      .map((p) => ({ x: p.x, y: side * LIMIT * 0.9, tip: `${p.dataset}\n${p.sigmas.toFixed(1)} sigma` })),
  }));
  return {
    id,
    x,
    y: { scale: 'linear', domain: [-LIMIT, LIMIT], label: '$\\Delta/\\sigma$', tickCount: 5 },
    layers: [
      { kind: 'span', axis: 'y', from: -1, to: 1, color: theme.grid, opacity: 0.8 },
      { kind: 'rule', axis: 'y', at: 0, color: theme.muted, width: 0.8 },
      ...layers,
      ...beyond,
    ],
  };
}

function sameNucleus(layer: Layer, species: Residual['species'], theme: Theme): boolean {
  return species === null || layer.color === speciesColor(species, theme);
}
