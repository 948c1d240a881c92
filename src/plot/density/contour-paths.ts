import { contours } from 'd3-contour';
import type { Density2d } from './kde-2d.js';
import { simplifyLine } from './simplify-line.js';
import { upsample } from './upsample.js';

type Point = readonly [number, number];

/** One region of highest density, in units of the grids' extents: (0, 0) lower left, (UNIT, UNIT) upper right. */
export interface ContourRegion {
  /** Closed rings, for filling with the even-odd rule. */
  readonly rings: readonly (readonly Point[])[];
  /** Outlines without the parts along the grid's own edges: a region that is cut off by the prior has no line there. */
  readonly lines: readonly (readonly Point[])[];
}

/** Side of the square of the coordinates. */
export const UNIT = 1000;

/** Deviation allowed when points are dropped, in units of the square; a tenth of a px in a cell of 100 px. */
const TOLERANCE = 0.6;

/** The regions where the density is above each threshold, in the thresholds' order. */
export function contourRegions(density: Density2d, thresholds: readonly number[]): ContourRegion[] {
  const bins = density.x.bins;
  const factor = bins < 128 ? 2 : 1;
  const size = bins * factor;
  const values = factor === 1 ? density.density : upsample(density.density, bins);
  const trace = contours().size([size, size]).smooth(true);
  return thresholds.map((threshold) => {
    if (!(threshold > 0)) return { rings: [], lines: [] };
    const { coordinates } = trace.contour(values as unknown as number[], threshold);
    const rings = coordinates
      .flat()
      .map((ring) =>
        simplifyLine(
          ring.map(([x, y]): Point => [(x / size) * UNIT, (y / size) * UNIT]),
          TOLERANCE,
        ),
      )
      .filter((ring) => ring.length > 3);
    return { rings, lines: rings.flatMap(openOutline) };
  });
}

/** A ring as the pieces between its stretches along the edges of the square. */
function openOutline(ring: readonly Point[]): Point[][] {
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
  // The ring may begin in the middle of a piece.
  const [first, last] = [pieces.at(0), pieces.at(-1)];
  if (
    first !== undefined &&
    last !== undefined &&
    first !== last &&
    first[0] === ring[0] &&
    last.at(-1) === ring.at(-1)
  ) {
    return [...pieces.slice(1, -1), [...last, ...first.slice(1)]];
  }
  return pieces;
}

/** On the same edge, or cutting a corner: the tracer joins the middles of the outermost cells there. */
function alongEdge(a: Point, b: Point): boolean {
  const onEdge = (p: Point, axis: number, edge: number): boolean => Math.abs(p[axis] - edge) < 1;
  const edges = [0, 1].flatMap((axis) => [0, UNIT].map((edge) => [axis, edge] as const));
  if (edges.some(([axis, edge]) => onEdge(a, axis, edge) && onEdge(b, axis, edge))) return true;
  const close = Math.hypot(a[0] - b[0], a[1] - b[1]) < UNIT / 32;
  return close && [a, b].every((p) => edges.some(([axis, edge]) => onEdge(p, axis, edge)));
}
