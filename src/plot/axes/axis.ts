import { scaleLinear, scaleLog } from 'd3-scale';
import type { Ticks } from './ticks.js';
import { linearTicks, logTicks } from './ticks.js';

/** One direction of a panel, as a figure describes it. */
export interface AxisSpec {
  readonly scale: 'linear' | 'log';
  readonly domain: readonly [number, number];
  /** Text with math between dollar signs; left out where a neighbouring panel carries it. */
  readonly label?: string;
  /** About how many labelled ticks; default by length. */
  readonly tickCount?: number;
  /** Ticks at given places instead of computed ones. */
  readonly ticks?: Ticks;
  /** False where a neighbouring panel carries the numbers. */
  readonly numbers?: boolean;
}

/** What is written beside the axis: its label, and the power of ten that was taken out of its numbers. */
export function writtenLabel(axis: Axis): string | undefined {
  const exponent = axis.marks.exponent ?? 0;
  if (axis.label === undefined || exponent === 0) return axis.label;
  const power = `$10^{${String(exponent)}}$`;
  // "[km/s]" becomes "[10^3 km/s]"; a label without a unit gets one.
  return axis.label.endsWith(']') && axis.label.includes('[')
    ? axis.label.replace(/\[(?=[^[]*$)/, `[${power} `)
    : `${axis.label} [${power}]`;
}

/** An axis that knows its place on the page. */
export interface Axis extends AxisSpec {
  /** Maps data to px. NaN outside a log axis's positive half. */
  readonly place: (value: number) => number;
  readonly marks: Ticks;
}

/** Shortest distance between labelled ticks, px: numbers along x are wider than they are high. */
const TICK_SPACING = { x: 62, y: 38 } as const;

/** Lays an axis on the page between the px positions `from` and `to` (y grows downwards: from > to). */
export function layAxis(spec: AxisSpec, from: number, to: number, direction: 'x' | 'y'): Axis {
  const [lo, hi] = spec.domain;
  if (
    !Number.isFinite(lo) ||
    !Number.isFinite(hi) ||
    lo === hi ||
    (spec.scale === 'log' && !(lo > 0 && hi > 0))
  ) {
    throw new RangeError(`an axis cannot run from ${lo} to ${hi} on a ${spec.scale} scale`);
  }
  const create = spec.scale === 'log' ? scaleLog : scaleLinear;
  const map = create([lo, hi], [from, to]);
  const count = spec.tickCount ?? Math.max(2, Math.floor(Math.abs(to - from) / TICK_SPACING[direction]));
  const marks = spec.ticks ?? (spec.scale === 'log' ? logTicks : linearTicks)(spec.domain, count);
  return { ...spec, marks, place: (value) => map(value) };
}
