/** The posterior predictive check as a figure: pulls along energy, and chi2 of every data set beside its replicates. */
import type { ChainCheck } from '../../check/check-chain.js';
import { onlyTooClose, type Failure } from '../../check/find-failures.js';
import type { PointCheck } from '../../check/point-check.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import type { Layer } from '../../plot/layers/layer.js';
import { MARKER_SHAPES } from '../../plot/layers/marker.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import type { PanelSpec } from '../../plot/panel.js';
import type { StackRow } from '../../plot/stack.js';
import { drawStack } from '../../plot/stack.js';
import { label } from '../../plot/text/label.js';
import type { Theme } from '../../plot/theme.js';
import { chi2Row } from './check-chi2-panel.js';
import { ENERGY_DOMAIN_GEV, ENERGY_LABEL } from './dipole-panels.js';
import { RIGIDITY_DOMAIN_GV, RIGIDITY_LABEL } from './spectra-panel.js';
import { speciesColor } from './styles.js';

const FRAME_WIDTH = 560;
const MARGIN = 16;
const NOTE_LINE = 15;

/** Pulls farther out are shown at the edge as triangles. */
const LIMIT = 6;

/** Which measurements one panel shows. */
type Kind = Pick<PointCheck, 'observable' | 'species'> & { readonly title: string };

const KINDS: readonly Kind[] = [
  { observable: 'spectrum', species: 'p', title: 'Proton fluxes' },
  { observable: 'spectrum', species: 'he', title: 'Helium fluxes' },
  { observable: 'amplitude', species: null, title: 'Dipole amplitudes' },
  { observable: 'phase', species: null, title: 'Dipole phases' },
];

/** @param id keeps several figures on one page apart */
export function checkFigure(check: ChainCheck, theme: Theme, id = 'check'): Figure {
  const rows = KINDS.flatMap((kind, k) => {
    const points = check.points.filter((point) => isOf(point, kind));
    return points.length === 0 ? [] : [pullsRow(`${id}-${String(k)}`, kind, points, check, theme)];
  });
  const notes = [
    'Pulls: measured minus model over the error that the likelihood uses, averaged over the posterior; triangles: farther out.',
    'Bands: 68 and 95 % of replicated data. Shaded: where data sets that the model fails to explain deviate from it; darker where several do.',
  ];
  const stack = drawStack(
    [...rows, chi2Row(`${id}-chi2`, check, theme)],
    FRAME_WIDTH,
    { x: MARGIN, y: MARGIN },
    theme,
  );
  const height = stack.height + 2 * MARGIN + notes.length * NOTE_LINE;
  const text = notes.map((note, i) =>
    label(note, MARGIN, height - MARGIN + 4 - (notes.length - 1 - i) * NOTE_LINE, {
      size: 10,
      color: theme.muted,
    }),
  );
  const title = `Posterior predictive check: ${check.config}`;
  return createFigure({ width: stack.width + 2 * MARGIN, height }, title, theme, stack.svg, ...text);
}

function isOf(item: Pick<PointCheck, 'observable' | 'species'>, kind: Kind): boolean {
  return item.observable === kind.observable && item.species === kind.species;
}

function pullsRow(
  id: string,
  kind: Kind,
  points: readonly PointCheck[],
  { failures }: ChainCheck,
  theme: Theme,
): StackRow {
  const datasets = [...new Set(points.map(({ dataset }) => dataset))];
  const layers = datasets.map((dataset, k) =>
    pointsLayer(
      points.filter((point) => point.dataset === dataset),
      k,
      theme,
    ),
  );
  const isSpectrum = kind.observable === 'spectrum';
  const panel: PanelSpec = {
    id,
    title: kind.title,
    x: {
      scale: 'log',
      domain: isSpectrum ? RIGIDITY_DOMAIN_GV : ENERGY_DOMAIN_GEV,
      label: isSpectrum ? RIGIDITY_LABEL : ENERGY_LABEL,
    },
    y: { scale: 'linear', domain: [-LIMIT, LIMIT], label: 'Pull', tickCount: 6 },
    layers: [
      { kind: 'span', axis: 'y', from: -1.96, to: 1.96, color: theme.grid, opacity: 0.5 },
      { kind: 'span', axis: 'y', from: -0.994, to: 0.994, color: theme.grid, opacity: 0.9 },
      ...failures.filter((failure) => isOf(failure, kind)).flatMap((failure) => regionLayers(failure, theme)),
      { kind: 'rule', axis: 'y', at: 0, color: theme.muted, width: 0.8 },
      ...layers,
      ...([1, -1] as const).map((side) => beyond(points, side, theme)),
    ],
  };
  const legend = datasets.map((dataset, k): LegendEntry => ({
    text: dataset,
    swatch: { kind: 'marker', ...markerOf(k), color: colorOf(points[0], theme) },
  }));
  return { panel, height: 130, legend };
}

function pointsLayer(own: readonly PointCheck[], k: number, theme: Theme): Layer {
  return {
    kind: 'points',
    ...markerOf(k),
    marker: markerOf(k).shape,
    color: colorOf(own[0], theme),
    size: 2.6,
    points: own
      .filter(({ pull }) => Math.abs(pull) <= LIMIT)
      .map((point) => ({ x: point.x, y: point.pull, tip: tip(point) })),
  };
}

function beyond(points: readonly PointCheck[], side: 1 | -1, theme: Theme): Layer {
  return {
    kind: 'points',
    color: theme.series[1],
    marker: side === 1 ? 'triangle' : 'triangle-down',
    size: 3,
    points: points
      .filter(({ pull }) => pull * side > LIMIT)
      .map((point) => ({ x: point.x, y: side * LIMIT * 0.92, tip: tip(point) })),
  };
}

/** Shades the windows of a failure, a little wider than their points. */
function regionLayers(failure: Failure, theme: Theme): Layer[] {
  if (onlyTooClose(failure)) return [];
  return failure.regions.map(({ from, to }): Layer => ({
    kind: 'span',
    axis: 'x',
    from: from / 1.06,
    to: to * 1.06,
    color: theme.series[4],
    opacity: 0.25,
  }));
}

function markerOf(k: number): { readonly shape: (typeof MARKER_SHAPES)[number]; readonly open: boolean } {
  return { shape: MARKER_SHAPES[k % MARKER_SHAPES.length], open: k % 2 === 1 };
}

function colorOf({ species }: PointCheck, theme: Theme): string {
  return species === null ? theme.ink : speciesColor(species, theme);
}

function tip({ dataset, x, pull, loo_pull, observable }: PointCheck): string {
  const unit = observable === 'spectrum' ? 'GV' : 'GeV';
  return `${dataset}\n${String(Number(x.toPrecision(3)))} ${unit}\npull ${pull.toFixed(1)}, left out ${loo_pull.toFixed(1)}`;
}
