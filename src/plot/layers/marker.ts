import { num } from '../svg.js';

/** Shapes that differ in outline, not only in colour. */
export type MarkerShape =
  | 'circle'
  | 'square'
  | 'diamond'
  | 'triangle'
  | 'triangle-down'
  | 'star'
  | 'cross'
  | 'plus'
  | 'pentagon'
  | 'hexagon'
  | 'asterisk';

/** In the order in which a figure hands them out. */
export const MARKER_SHAPES: readonly MarkerShape[] = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'triangle-down',
  'star',
  'pentagon',
  'cross',
  'hexagon',
  'plus',
  'asterisk',
];

/** Shapes that are strokes and cannot be filled. */
export function isStrokeMarker(shape: MarkerShape): boolean {
  return shape === 'cross' || shape === 'plus' || shape === 'asterisk';
}

/** Path of a marker around (x, y); all shapes cover about the same area as a circle of radius r. */
export function markerPath(shape: MarkerShape, x: number, y: number, r: number): string {
  switch (shape) {
    case 'circle':
      return `M${num(x - r)} ${num(y)}a${num(r)} ${num(r)} 0 1 0 ${num(2 * r)} 0a${num(r)} ${num(r)} 0 1 0 ${num(-2 * r)} 0Z`;
    case 'square':
      return polygon(x, y, r * 1.25, 4, Math.PI / 4);
    case 'diamond':
      return polygon(x, y, r * 1.3, 4, 0);
    case 'triangle':
      return polygon(x, y, r * 1.4, 3, 0);
    case 'triangle-down':
      return polygon(x, y, r * 1.4, 3, Math.PI);
    case 'pentagon':
      return polygon(x, y, r * 1.15, 5, 0);
    case 'hexagon':
      return polygon(x, y, r * 1.1, 6, 0);
    case 'star':
      return polygon(x, y, r * 1.55, 5, 0, 0.45);
    case 'cross':
      return spokes(x, y, r * 1.25, 2, Math.PI / 4);
    case 'plus':
      return spokes(x, y, r * 1.25, 2, 0);
    case 'asterisk':
      return spokes(x, y, r * 1.3, 3, 0);
  }
}

/** A regular polygon with one corner at `turn` from straight up; a star where `inner` gives its inner radius. */
function polygon(x: number, y: number, r: number, corners: number, turn: number, inner?: number): string {
  const n = inner === undefined ? corners : 2 * corners;
  const points = Array.from({ length: n }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / n;
    const radius = inner !== undefined && i % 2 === 1 ? r * inner : r;
    return `${num(x + radius * Math.sin(angle))} ${num(y - radius * Math.cos(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

function spokes(x: number, y: number, r: number, count: number, turn: number): string {
  return Array.from({ length: count }, (_, i) => {
    const angle = turn + (Math.PI * i) / count;
    const dx = r * Math.sin(angle);
    const dy = r * Math.cos(angle);
    return `M${num(x - dx)} ${num(y - dy)}L${num(x + dx)} ${num(y + dy)}`;
  }).join('');
}
