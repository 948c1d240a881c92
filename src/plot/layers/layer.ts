import type { MarkerShape } from './marker.js';

/** Dash patterns by name; all different in rhythm, not only in length. */
export type Dash = 'solid' | 'dashed' | 'dash-dot' | 'dotted' | 'long-dash' | 'dash-dot-dot';

interface LayerBase {
  readonly color: string;
  readonly opacity?: number;
  /** Name under which a page can hide or show the layer: becomes the attribute `data-group`. */
  readonly group?: string;
}

/** A curve. NaN in either array interrupts it. */
export interface LineLayer extends LayerBase {
  readonly kind: 'line';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly width?: number;
  readonly dash?: Dash;
}

/** The area between two curves. NaN interrupts it. */
export interface BandLayer extends LayerBase {
  readonly kind: 'band';
  readonly x: ArrayLike<number>;
  readonly lo: ArrayLike<number>;
  readonly hi: ArrayLike<number>;
}

/** One measurement; error ends are absolute values on the axis, left out where there are none. */
export interface DataPoint {
  readonly x: number;
  readonly y: number;
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  /** A limit is drawn as an arrow away from it. */
  readonly limit?: 'upper' | 'lower';
  /** What a page shows when the pointer is over the point: becomes `data-tip`. */
  readonly tip?: string;
}

export interface PointsLayer extends LayerBase {
  readonly kind: 'points';
  readonly points: readonly DataPoint[];
  readonly marker: MarkerShape;
  /** Radius, px. */
  readonly size?: number;
  readonly open?: boolean;
}

/** A straight line across the panel at a value of one axis. */
export interface RuleLayer extends LayerBase {
  readonly kind: 'rule';
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly dash?: Dash;
  readonly width?: number;
}

/** A span of one axis, shaded across the panel. */
export interface SpanLayer extends LayerBase {
  readonly kind: 'span';
  readonly axis: 'x' | 'y';
  readonly from: number;
  readonly to: number;
}

/** Text at a place of the data. */
export interface TextLayer extends LayerBase {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** px to the right and down. */
  readonly offset?: readonly [number, number];
}

/** What a panel draws, bottom first. */
export type Layer = LineLayer | BandLayer | PointsLayer | RuleLayer | SpanLayer | TextLayer;

/** `stroke-dasharray` of a pattern for a line of `width` px. */
export function dashArray(dash: Dash | undefined, width: number): string | undefined {
  const unit = {
    solid: [],
    dashed: [5, 3],
    'dash-dot': [7, 2.5, 1.3, 2.5],
    dotted: [1.3, 2.2],
    'long-dash': [10, 3.5],
    'dash-dot-dot': [5, 2, 1.3, 2, 1.3, 2],
  }[dash ?? 'solid'];
  return unit.length === 0
    ? undefined
    : unit.map((u) => String(Math.round(u * Math.max(1, width) * 100) / 100)).join(' ');
}
