/** Pictures of how a chain ran: traces, autocorrelation, ranks and acceptance. They know draws and no files. */
import { autocorrelation } from '../../diagnostics/autocorrelation-time.js';
import type { Figure } from '../figure.js';
import { createFigure } from '../figure.js';
import type { Layer } from '../layers/layer.js';
import type { LegendEntry } from '../legend/legend.js';
import type { PanelSpec } from '../panel.js';
import { drawPanel } from '../panel.js';
import { quantityLabel } from '../text/quantity-label.js';
import type { Theme } from '../theme.js';
import { panelGrid } from './panel-grid.js';
import { rankHistograms } from './rank-histogram.js';

/** One quantity with its draws. */
export interface ChainSeries {
  readonly latex: string;
  readonly unit: string;
  /** [ensembles][walkers][steps]; may be read anew whenever it is asked for, so that one quantity is in memory at a time. */
  readonly ensembles: readonly (readonly Float64Array[])[];
}

/** Median and 16 and 84 % quantiles of the walkers of each ensemble along the steps. */
export function traceFigure(series: readonly ChainSeries[], steps: ArrayLike<number>, theme: Theme): Figure {
  const x = everySo(steps, 400);
  const panels = series.map((s, k): PanelSpec => {
    const layers = s.ensembles.flatMap((walkers, e): Layer[] => {
      const color = theme.series[e % theme.series.length];
      const [lo, median, hi] = envelope(walkers, x.indices);
      return [
        { kind: 'line', x: x.values, y: lo, color, width: 0.6, opacity: 0.55 },
        { kind: 'line', x: x.values, y: hi, color, width: 0.6, opacity: 0.55 },
        { kind: 'line', x: x.values, y: median, color, width: 1.2 },
      ];
    });
    return {
      id: `trace-${String(k)}`,
      x: { scale: 'linear', domain: [x.values[0], x.values[x.values.length - 1]], label: 'Step' },
      y: { scale: 'linear', domain: extent(layers), label: quantityLabel(s.latex, s.unit), tickCount: 4 },
      layers,
    };
  });
  return panelGrid(
    panels,
    ensembleEntries(series, theme, 'thick: median of the walkers, thin: their 16 and 84 % quantiles'),
    'Traces',
    theme,
  );
}

/** Autocorrelation of each walker's own series, averaged over the walkers of each ensemble, against lag in steps. */
export function autocorrelationFigure(
  series: readonly ChainSeries[],
  stepSpacing: number,
  theme: Theme,
): Figure {
  const panels = series.map((s, k): PanelSpec => {
    const { ensembles } = s;
    const length = ensembles[0][0].length;
    const lags = Math.max(1, Math.min(100, Math.floor(length / 2)));
    const x = Array.from({ length: lags + 1 }, (_, i) => i * stepSpacing);
    return {
      id: `autocorrelation-${String(k)}`,
      x: { scale: 'linear', domain: [0, lags * stepSpacing], label: 'Lag [steps]' },
      y: { scale: 'linear', domain: [-0.25, 1], label: quantityLabel(s.latex, '1'), tickCount: 3 },
      layers: [
        { kind: 'rule', axis: 'y', at: 0, color: theme.muted, width: 0.8 },
        ...ensembles.map((walkers, e): Layer => ({
          kind: 'line',
          x,
          y: autocorrelation(walkers, lags + 1),
          color: theme.series[e % theme.series.length],
          width: 1.3,
        })),
      ],
    };
  });
  return panelGrid(
    panels,
    ensembleEntries(series, theme, 'autocorrelation of single walkers, averaged'),
    'Autocorrelation',
    theme,
  );
}

/** Ranks of each ensemble's draws among all of them: flat lines where all ensembles saw the same distribution. */
export function rankFigure(series: readonly ChainSeries[], theme: Theme): Figure {
  const bins = 20;
  const panels = series.map((s, k): PanelSpec => {
    const histograms = rankHistograms(s.ensembles, bins);
    const top = Math.max(1.6, ...histograms.flatMap((h) => [...h])) * 1.08;
    const x = Array.from({ length: 2 * bins }, (_, i) => Math.ceil(i / 2) / bins);
    return {
      id: `rank-${String(k)}`,
      x: { scale: 'linear', domain: [0, 1], label: 'Rank among all draws' },
      y: { scale: 'linear', domain: [0, top], label: quantityLabel(s.latex, '1'), tickCount: 3 },
      layers: [
        { kind: 'rule', axis: 'y', at: 1, color: theme.muted, width: 0.9, dash: 'dashed' },
        ...histograms.map((h, e): Layer => ({
          kind: 'line',
          x,
          y: Array.from({ length: 2 * bins }, (_, i) => h[Math.floor(i / 2)]),
          color: theme.series[e % theme.series.length],
          width: 1.3,
        })),
      ],
    };
  });
  return panelGrid(panels, ensembleEntries(series, theme, 'density of ranks'), 'Ranks', theme);
}

/** Acceptance of every walker, and of each ensemble as a whole. @param fractions [ensembles][walkers] */
export function acceptanceFigure(fractions: readonly (readonly number[])[], theme: Theme): Figure {
  const top = Math.min(1, Math.max(0.05, ...fractions.flat()) * 1.15);
  const layers = fractions.flatMap((walkers, e): Layer[] => {
    const color = theme.series[e % theme.series.length];
    const at = (i: number): number => e + 0.12 + (0.76 * (i + 0.5)) / walkers.length;
    const mean = walkers.reduce((a, b) => a + b, 0) / walkers.length;
    return [
      {
        kind: 'points',
        color,
        marker: 'circle',
        size: 2.2,
        opacity: 0.75,
        points: walkers.map((y, i) => ({ x: at(i), y })),
      },
      { kind: 'line', x: [e + 0.08, e + 0.92], y: [mean, mean], color: theme.ink, width: 1.4 },
      {
        kind: 'text',
        x: e + 0.5,
        y: 0,
        text: `ensemble ${String(e)}: ${(100 * mean).toFixed(1)} %`,
        color: theme.ink,
        anchor: 'middle',
        offset: [0, -10],
      },
    ];
  });
  const panel: PanelSpec = {
    id: 'acceptance',
    x: {
      scale: 'linear',
      domain: [0, fractions.length],
      ticks: { major: [], minor: [] },
      label: 'Walkers of each ensemble',
    },
    y: { scale: 'linear', domain: [0, top], label: 'Accepted fraction' },
    layers,
  };
  const box = { x: 84, y: 22, width: Math.max(480, fractions.length * 150), height: 280 };
  return createFigure(
    { width: box.width + 104, height: 362 },
    'Acceptance',
    theme,
    drawPanel(panel, box, theme),
  );
}

function ensembleEntries(series: readonly ChainSeries[], theme: Theme, note: string): LegendEntry[] {
  return [
    ...(series[0]?.ensembles ?? []).map((_, e): LegendEntry => ({
      text: `ensemble ${String(e)}`,
      swatch: { kind: 'line', color: theme.series[e % theme.series.length] },
    })),
    { text: note, swatch: { kind: 'none' } },
  ];
}

/** At most about `most` of the steps, evenly chosen. */
function everySo(steps: ArrayLike<number>, most: number): { indices: number[]; values: number[] } {
  const stride = Math.max(1, Math.ceil(steps.length / most));
  const indices = Array.from({ length: Math.ceil(steps.length / stride) }, (_, i) => i * stride);
  return { indices, values: indices.map((i) => steps[i]) };
}

function envelope(
  walkers: readonly Float64Array[],
  indices: readonly number[],
): [number[], number[], number[]] {
  const sorted = indices.map((i) => Float64Array.from(walkers, (w) => w[i]).sort());
  const at = (p: number): number[] => sorted.map((s) => s[Math.round(p * (s.length - 1))]);
  return [at(0.16), at(0.5), at(0.84)];
}

function extent(layers: readonly Layer[]): readonly [number, number] {
  let [lo, hi] = [Infinity, -Infinity];
  for (const layer of layers) {
    if (layer.kind !== 'line') continue;
    for (let i = 0; i < layer.y.length; i++) {
      lo = Math.min(lo, layer.y[i]);
      hi = Math.max(hi, layer.y[i]);
    }
  }
  const margin = hi > lo ? 0.06 * (hi - lo) : Math.max(1e-9, Math.abs(lo) * 1e-3);
  return [lo - margin, hi + margin];
}
