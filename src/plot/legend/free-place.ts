import type { Box } from '../axes/frame.js';
import type { Canvas } from '../layers/draw-layer.js';
import type { Layer } from '../layers/layer.js';

/** Corner that a legend prefers when several places are equally free. */
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** Cell of the occupancy grid, px: finer than a marker. */
const CELL = 4;
/** Margin between the legend and the frame, px. */
const MARGIN = 8;

/**
 * The place inside a panel where a rectangle of `width` by `height` px covers the least of the data; among equally free
 * places the one nearest to `prefer`. `covered` is the number of 4 px cells with data underneath: 0 where it hides nothing.
 * Null when it does not fit into the panel at all.
 */
export function freePlace(
  canvas: Canvas,
  layers: readonly Layer[],
  width: number,
  height: number,
  prefer: Corner = 'top-right',
): { readonly x: number; readonly y: number; readonly covered: number } | null {
  const { box } = canvas;
  if (width + 2 * MARGIN > box.width || height + 2 * MARGIN > box.height) return null;
  const sums = summedArea(canvas, layers);
  const columns = Math.ceil(box.width / CELL);
  const goalX = prefer.endsWith('left') ? box.x + MARGIN : box.x + box.width - width - MARGIN;
  const goalY = prefer.startsWith('top') ? box.y + MARGIN : box.y + box.height - height - MARGIN;
  let best: { x: number; y: number; covered: number; distance: number } | null = null;
  for (let y = box.y + MARGIN; y <= box.y + box.height - height - MARGIN + 1e-9; y += CELL) {
    for (let x = box.x + MARGIN; x <= box.x + box.width - width - MARGIN + 1e-9; x += CELL) {
      const covered = countInside(sums, columns, { x: x - box.x, y: y - box.y, width, height });
      const distance = Math.hypot(x - goalX, y - goalY);
      const better =
        best === null || covered < best.covered || (covered === best.covered && distance < best.distance);
      if (better) best = { x, y, covered, distance };
    }
  }
  return best === null ? null : { x: best.x, y: best.y, covered: best.covered };
}

/** Occupied cells of the panel as a summed-area table, [(rows + 1) * (columns + 1)]. */
function summedArea({ box, x, y }: Canvas, layers: readonly Layer[]): Float64Array {
  const columns = Math.ceil(box.width / CELL);
  const rows = Math.ceil(box.height / CELL);
  const taken = new Uint8Array(columns * rows);
  const mark = (px: number, py: number): void => {
    const [i, j] = [Math.floor((px - box.x) / CELL), Math.floor((py - box.y) / CELL)];
    if (i >= 0 && i < columns && j >= 0 && j < rows) taken[j * columns + i] = 1;
  };
  const segment = (x0: number, y0: number, x1: number, y1: number): void => {
    if (![x0, y0, x1, y1].every(Number.isFinite)) return;
    const steps = Math.min(2000, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / (CELL / 2)));
    for (let s = 0; s <= steps; s++) {
      const t = steps === 0 ? 0 : s / steps;
      mark(x0 + t * (x1 - x0), y0 + t * (y1 - y0));
    }
  };
  for (const layer of layers) {
    switch (layer.kind) {
      case 'line':
        for (let i = 1; i < layer.x.length; i++) {
          segment(x.place(layer.x[i - 1]), y.place(layer.y[i - 1]), x.place(layer.x[i]), y.place(layer.y[i]));
        }
        break;
      case 'band':
        for (let i = 0; i < layer.x.length; i++) {
          segment(x.place(layer.x[i]), y.place(layer.lo[i]), x.place(layer.x[i]), y.place(layer.hi[i]));
        }
        break;
      case 'points':
        for (const p of layer.points) {
          const [px, py] = [x.place(p.x), y.place(p.y)];
          for (const [dx, dy] of [
            [0, 0],
            [-4, 0],
            [4, 0],
            [0, -4],
            [0, 4],
          ]) {
            mark(px + dx, py + dy);
          }
          if (p.yRange !== undefined) segment(px, y.place(p.yRange[0]), px, y.place(p.yRange[1]));
          if (p.xRange !== undefined) segment(x.place(p.xRange[0]), py, x.place(p.xRange[1]), py);
        }
        break;
      case 'text':
        segment(x.place(layer.x) - 20, y.place(layer.y), x.place(layer.x) + 60, y.place(layer.y));
        break;
      case 'rule':
        if (layer.axis === 'x') segment(x.place(layer.at), box.y, x.place(layer.at), box.y + box.height);
        else segment(box.x, y.place(layer.at), box.x + box.width, y.place(layer.at));
        break;
      case 'span':
        break;
    }
  }
  const sums = new Float64Array((columns + 1) * (rows + 1));
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      sums[(j + 1) * (columns + 1) + i + 1] =
        taken[j * columns + i] +
        sums[j * (columns + 1) + i + 1] +
        sums[(j + 1) * (columns + 1) + i] -
        sums[j * (columns + 1) + i];
    }
  }
  return sums;
}

function countInside(sums: Float64Array, columns: number, rectangle: Box): number {
  const stride = columns + 1;
  const rows = sums.length / stride - 1;
  const i0 = Math.max(0, Math.floor(rectangle.x / CELL));
  const j0 = Math.max(0, Math.floor(rectangle.y / CELL));
  const i1 = Math.min(columns, Math.ceil((rectangle.x + rectangle.width) / CELL));
  const j1 = Math.min(rows, Math.ceil((rectangle.y + rectangle.height) / CELL));
  return sums[j1 * stride + i1] - sums[j0 * stride + i1] - sums[j1 * stride + i0] + sums[j0 * stride + i0];
}
