type Point = readonly [number, number];

/**
 * Drops points that lie within `tolerance` of the line between their neighbours that stay: Douglas & Peucker (1973),
 * Cartographica 10, 112. First and last point stay; a closed ring stays closed.
 */
export function simplifyLine(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 3) return [...points];
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack: [number, number][] = [];
  const first = points[0];
  const last = points[points.length - 1];
  if (first[0] === last[0] && first[1] === last[1]) {
    // A ring has no chord: split it at the point farthest from the start.
    const far = farthest(points, 0, points.length - 1).index;
    keep[far] = 1;
    stack.push([0, far], [far, points.length - 1]);
  } else {
    stack.push([0, points.length - 1]);
  }
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const [from, to] = span;
    if (to - from < 2) continue;
    const { index, distance } = farthest(points, from, to);
    if (distance <= tolerance) continue;
    keep[index] = 1;
    stack.push([from, index], [index, to]);
  }
  return points.filter((_, i) => keep[i] === 1);
}

/** The point between two others that is farthest from their chord (from the first one, where the two coincide). */
function farthest(points: readonly Point[], from: number, to: number): { index: number; distance: number } {
  const [ax, ay] = points[from];
  const [dx, dy] = [points[to][0] - ax, points[to][1] - ay];
  const length = Math.hypot(dx, dy);
  let best = { index: from + 1, distance: -1 };
  for (let i = from + 1; i < to; i++) {
    const [px, py] = [points[i][0] - ax, points[i][1] - ay];
    const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
    if (distance > best.distance) best = { index: i, distance };
  }
  return best;
}
