import type { ChainCheck } from '../../check/check-chain.js';
import { onlyTooClose, type Failure } from '../../check/find-failures.js';
import type { GroupCheck } from '../../check/group-check.js';
import type { DataPoint, Layer } from '../../plot/layers/layer.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import type { StackRow } from '../../plot/stack.js';
import type { Theme } from '../../plot/theme.js';

/** Room for one data set, px. */
const LINE = 14;

/** chi2 per point of every data set, measured beside replicated; one line each, names to the right. */
export function chi2Row(id: string, { groups, failures }: ChainCheck, theme: Theme): StackRow {
  const own = groups.filter(({ dataset }) => dataset !== null);
  const place = (i: number): number => own.length - i;
  const perPoint = own.map(({ n, chi2, chi2_without_scatter: bare }) => ({
    observed: chi2.observed / n,
    range: [chi2.replicated95[0] / n, chi2.replicated95[1] / n] as const,
    bare: bare === null ? null : bare / n,
  }));
  const all = perPoint.flatMap(({ observed, range, bare }) => [
    observed,
    range[1],
    ...(bare === null ? [] : [bare]),
  ]);
  const largest = Math.max(...all);
  const points = (of: (i: number) => Omit<DataPoint, 'y'> | null): DataPoint[] =>
    own.flatMap((_, i) => {
      const point = of(i);
      return point === null ? [] : [{ ...point, y: place(i) }];
    });
  const failed = (i: number): boolean => failures.some((failure) => isOf(failure, own[i]));
  const observed = (fails: boolean, color: string): Layer => ({
    kind: 'points',
    marker: 'circle',
    color,
    size: 3.2,
    points: points((i) => (failed(i) === fails ? { x: perPoint[i].observed } : null)),
  });
  const layers: Layer[] = [
    { kind: 'rule', axis: 'x', at: 1, color: theme.muted, width: 0.8, dash: 'dotted' },
    {
      kind: 'points',
      marker: 'plus',
      color: theme.muted,
      size: 2.5,
      points: points((i) => ({ x: own[i].chi2.replicated / own[i].n, xRange: perPoint[i].range })),
    },
    {
      kind: 'points',
      marker: 'diamond',
      open: true,
      color: theme.series[2],
      size: 2.8,
      points: points((i) => {
        const { bare } = perPoint[i];
        return bare === null ? null : { x: bare };
      }),
    },
    observed(false, theme.series[0]),
    observed(true, theme.series[1]),
  ];
  return {
    panel: {
      id,
      title: 'Fit by data set',
      x: { scale: 'log', domain: [0.02, Math.max(10, 2 * largest)], label: '$\\chi^2$ per point' },
      y: {
        scale: 'linear',
        domain: [0, own.length + 1],
        ticks: { major: [], minor: [] },
      },
      sideLabels: own.map((group, i) => ({ at: place(i), text: nameOf(group) })),
      layers,
      legend: {
        entries: entries(
          perPoint.some(({ bare }) => bare !== null),
          theme,
        ),
        prefer: 'top-right',
      },
    },
    height: LINE * (own.length + 1),
  };
}

function entries(hasScatter: boolean, theme: Theme): LegendEntry[] {
  const marker = (text: string, color: string): LegendEntry => ({
    text,
    swatch: { kind: 'marker', shape: 'circle', color },
  });
  return [
    marker('measured', theme.series[0]),
    marker('measured, not explained', theme.series[1]),
    ...(hasScatter
      ? [
          {
            text: 'published errors alone',
            swatch: { kind: 'marker', shape: 'diamond', open: true, color: theme.series[2] },
          } as const,
        ]
      : []),
    { text: 'replicated, 95 %', swatch: { kind: 'marker', shape: 'plus', color: theme.muted } },
  ];
}

function isOf(failure: Failure, { dataset, observable, species }: GroupCheck): boolean {
  return (
    failure.dataset === dataset &&
    failure.observable === observable &&
    failure.species === species &&
    !onlyTooClose(failure)
  );
}

/** A data set of fluxes says by its name which nucleus it is of. */
function nameOf({ dataset, observable }: GroupCheck): string {
  return observable === 'spectrum' ? String(dataset) : `${String(dataset)}, ${observable}`;
}
