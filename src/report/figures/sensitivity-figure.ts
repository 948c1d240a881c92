/** How each constraint moves without an experiment, and when prior or likelihood count more or less: one row per constraint. */
import { sideRoom } from '../../plot/axes/side-labels.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import type { DataPoint, Layer } from '../../plot/layers/layer.js';
import { drawLegend, layLegend } from '../../plot/legend/legend.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import type { PanelSpec } from '../../plot/panel.js';
import { drawStack } from '../../plot/stack.js';
import { label } from '../../plot/text/label.js';
import { quantityLabel } from '../../plot/text/quantity-label.js';
import type { Theme } from '../../plot/theme.js';
import type { SensitiveQuantity, Sensitivity, VariedPosterior } from '../../sensitivity/sensitivity.js';

const ROW_HEIGHT = 92;
/** Width of one variation, px. */
const COLUMN = 46;
const MARGIN = 16;
/** Room for the slanted names below, px. */
const NAMES = 120;

/** Experiments left out, then prior and likelihood to powers, then narrowed flat priors; powers of single data sets are left to the table. */
export function sensitivityFigure(result: Sensitivity, theme: Theme, idPrefix = 'sensitivity'): Figure {
  const shown = result.variations.filter(
    ({ kind, component }) => kind !== 'power' || component === 'prior' || component === 'likelihood',
  );
  const width = COLUMN * shown.length;
  const rows = result.parameters.map((quantity, i) => ({
    panel: panelOf(quantity, shown, theme, `${idPrefix}-${String(i)}`),
    height: ROW_HEIGHT,
    attached: i > 0,
  }));
  const legend = layLegend(legendEntries(shown, theme), 3, 11);
  const top = MARGIN + legend.height + 6;
  const stack = drawStack(rows, width, { x: MARGIN, y: top }, theme);
  const beside = Math.max(...rows.map(({ panel }) => sideRoom(panel.sideLabels ?? [])));
  const left = MARGIN + stack.width - beside - width;
  const names = shown.map((variation, i) =>
    label(nameOf(variation), left + COLUMN * (i + 0.5) + 4, top + stack.height + 8, {
      size: 11,
      color: theme.ink,
      anchor: 'end',
      baseline: 'middle',
      rotate: -40,
    }),
  );
  const size = { width: stack.width + 2 * MARGIN, height: top + stack.height + NAMES };
  return createFigure(
    size,
    `Sensitivity of ${result.config}`,
    theme,
    drawLegend(legend, left, MARGIN - 6, theme),
    stack.svg,
    ...names,
  );
}

function panelOf(
  { id, latex, unit, median, ci68, ci95, scale, informed_by }: SensitiveQuantity,
  shown: readonly VariedPosterior[],
  theme: Theme,
  panelId: string,
): PanelSpec {
  const ends: number[] = [...ci95];
  const points = (method: VariedPosterior['method'], wide: boolean): DataPoint[] =>
    shown.flatMap((variation, i) => {
      const moved = variation.method === method ? variation.parameters?.find((m) => m.id === id) : undefined;
      if (moved === undefined) return [];
      ends.push(...moved.ci95);
      return [{ x: i + 0.5, y: moved.median, yRange: wide ? moved.ci95 : moved.ci68 }];
    });
  const bars = (method: 'reweighted' | 'rerun', color: string): Layer[] => [
    { kind: 'points', marker: 'circle', size: 0.1, color, opacity: 0.45, points: points(method, true) },
    {
      kind: 'points',
      marker: method === 'rerun' ? 'square' : 'circle',
      size: 3.4,
      color,
      open: method === 'rerun',
      points: points(method, false),
    },
  ];
  const layers: Layer[] = [
    { kind: 'span', axis: 'y', from: ci95[0], to: ci95[1], color: theme.series[5], opacity: 0.16 },
    { kind: 'span', axis: 'y', from: ci68[0], to: ci68[1], color: theme.series[5], opacity: 0.3 },
    { kind: 'rule', axis: 'y', at: median, color: theme.series[0], width: 1.1 },
    ...bars('reweighted', theme.ink),
    ...bars('rerun', theme.series[1]),
    ...boundaries(shown).map((at): Layer => ({
      kind: 'rule',
      axis: 'x',
      at,
      color: theme.muted,
      dash: 'dotted',
    })),
  ];
  const [lo, hi] = [Math.min(...ends), Math.max(...ends)];
  const log = scale === 'log10';
  const margin = log ? (hi / lo) ** 0.08 : 0.08 * (hi - lo);
  const unknown = shown.flatMap((variation, i): Layer[] =>
    variation.parameters?.some((m) => m.id === id)
      ? []
      : [{ kind: 'text', x: i + 0.5, y: median, text: '?', color: theme.muted, size: 13, anchor: 'middle' }],
  );
  return {
    id: panelId,
    x: { scale: 'linear', domain: [0, shown.length], numbers: false, ticks: { major: [], minor: [] } },
    y: {
      scale: log ? 'log' : 'linear',
      domain: log ? [lo / margin, hi * margin] : [lo - margin, hi + margin],
      label: quantityLabel(latex, unit),
      tickCount: 3,
    },
    layers: [...layers, ...unknown],
    sideLabels: [{ at: median, text: informed_by ?? '' }],
  };
}

/** Between experiments, powers and narrowed priors. */
function boundaries(shown: readonly VariedPosterior[]): number[] {
  return shown.flatMap(({ kind }, i) => (i > 0 && shown[i - 1].kind !== kind ? [i] : []));
}

function nameOf({ kind, component, alpha }: VariedPosterior): string {
  if (kind === 'left out') return `no ${component}`;
  return kind === 'narrowed' ? 'flat priors, 90 %' : `${component}$^{${String(alpha)}}$`;
}

function legendEntries(shown: readonly VariedPosterior[], theme: Theme): LegendEntry[] {
  const has = (method: VariedPosterior['method']): boolean => shown.some((v) => v.method === method);
  const marker = (text: string, color: string, shape: 'circle' | 'square', open: boolean): LegendEntry => ({
    text,
    swatch: { kind: 'marker', color, shape, open },
  });
  return [
    {
      text: 'full posterior: median, 68 and 95 %',
      swatch: { kind: 'band', color: theme.series[5], opacity: 0.4 },
    },
    ...(has('reweighted') ? [marker('reweighted: median, 68 and 95 %', theme.ink, 'circle', false)] : []),
    ...(has('rerun') ? [marker('drawn anew', theme.series[1], 'square', true)] : []),
    ...(has('unknown')
      ? [{ text: '?  not known: reweighting fails', swatch: { kind: 'none' as const } }]
      : []),
  ];
}
