import { element, num } from '../svg.js';
import { label, labelWidth } from '../text/label.js';
import type { Theme } from '../theme.js';
import type { Axis } from './axis.js';
import type { Box } from './frame.js';

/** A name beside the frame for a value of the y axis, outside the data. */
export interface SideLabel {
  readonly at: number;
  readonly text: string;
}

const SIZE = 10.5;
/** Shortest distance of two base lines, px. */
const LINE = 13.5;
/** Length of the line that leads from the frame to a name, px. */
const LEADER = 16;

/** Room that names take to the right of a frame, px. */
export function sideRoom(labels: readonly SideLabel[]): number {
  return labels.length === 0 ? 0 : LEADER + 4 + Math.max(...labels.map((l) => labelWidth(l.text, SIZE)));
}

/** Names to the right of the frame, each led to its value; where values lie closer than a line of text the names make room. */
export function sideLabels(labels: readonly SideLabel[], y: Axis, box: Box, theme: Theme): string {
  const right = box.x + box.width;
  const placed = labels
    .map(({ at, text }) => ({ text, value: y.place(at) }))
    .filter(({ value }) => value >= box.y && value <= box.y + box.height)
    .sort((a, b) => a.value - b.value);
  const rows = spread(
    placed.map((p) => p.value),
    LINE,
  );
  return placed
    .map(
      ({ text, value }, i) =>
        element('path', {
          d: `M${num(right + 1)} ${num(value)}L${num(right + LEADER)} ${num(rows[i])}`,
          stroke: theme.muted,
          'stroke-width': 0.8,
          fill: 'none',
        }) + label(text, right + LEADER + 4, rows[i], { size: SIZE, color: theme.ink, baseline: 'middle' }),
    )
    .join('');
}

/** Moves sorted positions apart to at least `gap`, each cluster around the mean of its own. */
export function spread(positions: readonly number[], gap: number): number[] {
  const clusters: { sum: number; count: number }[] = [];
  const first = (c: { sum: number; count: number }): number => c.sum / c.count - ((c.count - 1) * gap) / 2;
  const last = (c: { sum: number; count: number }): number => c.sum / c.count + ((c.count - 1) * gap) / 2;
  for (const position of positions) {
    let cluster = { sum: position, count: 1 };
    for (;;) {
      const above = clusters.at(-1);
      if (above === undefined || first(cluster) - last(above) >= gap) break;
      clusters.pop();
      cluster = { sum: above.sum + cluster.sum, count: above.count + cluster.count };
    }
    clusters.push(cluster);
  }
  return clusters.flatMap((c) => Array.from({ length: c.count }, (_, i) => first(c) + i * gap));
}
