import { contours } from 'd3-contour';
import type { Density2d } from './kde-2d.js';
import { simplifyLine } from './simplify-line.js';
import { upsample } from './upsample.js';

/** One region of highest density as SVG path data in a unit square times 1000, x to the right, y upwards is smaller. */
export interface ContourPath {
  /** The closed region, for filling. */
  readonly fill: string;
  /** Its outline without the parts along the grid's own edges: a region that is cut off by the prior has no line there. */
  readonly line: string;
}

/** Whole steps of the unit square: fine enough for a page-wide panel, short to write. */
export const UNIT = 1000;

/** Deviation allowed when points are dropped, in units of the square; a tenth of a px in a cell of 100 px. */
const TOLERANCE = 1;

/** The regions where the density is above each threshold, in the thresholds' order. */
export function contourPaths(density: Density2d, thresholds: readonly number[]): ContourPath[] {
  const bins = density.x.bins;
  const factor = bins < 128 ? 2 : 1;
  const size = bins * factor;
  const values = factor === 1 ? density.density : upsample(density.density, bins);
  const trace = contours().size([size, size]).smooth(true);
  return thresholds.map((threshold) => {
    if (!(threshold > 0)) return { fill: '', line: '' };
    const { coordinates } = trace.contour(values as unknown as number[], threshold);
    const rings = coordinates.flat().map((ring) =>
      simplifyLine(
        ring.map(([x, y]): [number, number] => [(x / size) * UNIT, (1 - y / size) * UNIT]),
        TOLERANCE,
      ),
    );
    const drawn = rings.filter((ring) => ring.length > 3);
    return {
      fill: drawn.map((ring) => `${polyline(ring)}Z`).join(''),
      line: drawn.map(openOutline).join(''),
    };
  });
}

type Point = readonly [number, number];

function polyline(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${String(Math.round(x))} ${String(Math.round(y))}`).join('L')}`;
}

/** A ring as the pieces between its stretches along the edges of the square. */
function openOutline(ring: readonly Point[]): string {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  for (let i = 1; i < ring.length; i++) {
    if (alongEdge(ring[i - 1], ring[i])) {
      if (piece.length > 1) pieces.push(piece);
      piece = [];
      continue;
    }
    if (piece.length === 0) piece.push(ring[i - 1]);
    piece.push(ring[i]);
  }
  if (piece.length > 1) pieces.push(piece);
  return pieces.map(polyline).join('');
}

function alongEdge(a: Point, b: Point): boolean {
  return [0, 1].some((axis) =>
    [0, UNIT].some((edge) => Math.abs(a[axis] - edge) < 1 && Math.abs(b[axis] - edge) < 1),
  );
}
