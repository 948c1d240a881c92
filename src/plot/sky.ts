/** Maps of the whole sky: geometry only, in the Hammer projection (equal area). */
import { element, num } from './svg.js';
import { label } from './text/label.js';
import type { Theme } from './theme.js';

/** A map of `2 r` by `r` px around (x, y), longitudes growing to the left, as the sky is seen. */
export interface SkyMap {
  readonly x: number;
  readonly y: number;
  /** Half of the width, px. */
  readonly r: number;
  /** Longitude at the middle, degrees. */
  readonly centerDeg: number;
}

/** Page position of a direction in degrees: Hammer (1892), x = 2 sqrt2 cos b sin(l/2) / z, y = sqrt2 sin b / z, z^2 = 1 + cos b cos(l/2). */
export function project(map: SkyMap, lonDeg: number, latDeg: number): readonly [number, number] {
  const half = (centered(lonDeg - map.centerDeg) * Math.PI) / 360;
  const lat = (latDeg * Math.PI) / 180;
  const z = Math.sqrt(1 + Math.cos(lat) * Math.cos(half));
  return [map.x - (map.r * Math.cos(lat) * Math.sin(half)) / z, map.y - ((map.r / 2) * Math.sin(lat)) / z];
}

/** To [-180, 180], both ends kept apart: the outline of the map needs both. */
function centered(deg: number): number {
  if (deg >= -180 && deg <= 180) return deg;
  return ((((deg + 180) % 360) + 360) % 360) - 180;
}

/** A line through directions; it is interrupted where it leaves the map on one side and returns on the other. */
export function skyPath(map: SkyMap, directions: readonly (readonly [number, number])[]): string {
  let d = '';
  let last: readonly [number, number] | null = null;
  for (const [lon, lat] of directions) {
    const [x, y] = project(map, lon, lat);
    const jump = last !== null && Math.hypot(x - last[0], y - last[1]) > map.r * 0.6;
    d += `${last === null || jump ? 'M' : 'L'}${num(x)} ${num(y)}`;
    last = [x, y];
  }
  return d;
}

/** Outline, a grid every 30 degrees, and the numbers of the longitudes along the equator. */
export function skyGrid(map: SkyMap, theme: Theme, unit: 'deg' = 'deg'): string {
  const range = (from: number, to: number, step: number): number[] =>
    Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
  const c = map.centerDeg;
  const meridians = range(-150, 150, 30).map((l) =>
    skyPath(
      map,
      range(-90, 90, 3).map((b) => [c + l, b]),
    ),
  );
  const parallels = range(-60, 60, 30).map((b) =>
    skyPath(
      map,
      range(-180, 180, 3).map((l) => [c + l, b]),
    ),
  );
  const outline = skyPath(map, [
    ...range(-90, 90, 2).map((b): [number, number] => [c + 180, b]),
    ...range(-90, 90, 2).map((b): [number, number] => [c - 180, -b]),
  ]);
  const numbers = range(-120, 120, 60).map((l) => {
    const [x, y] = project(map, c + l, 0);
    return label(degrees(c + l, unit), x + 3, y + 11, { size: 9, color: theme.muted });
  });
  const latitudes = [-60, -30, 30, 60].map((b) => {
    const [x, y] = project(map, c + 180, b);
    return label(degrees(b, unit), x - 7, y - 0.08 * b, {
      size: 9,
      color: theme.muted,
      anchor: 'end',
      baseline: 'middle',
    });
  });
  return (
    element('path', {
      d: [...meridians, ...parallels].join(''),
      fill: 'none',
      stroke: theme.grid,
      'stroke-width': 0.8,
    }) +
    element('path', { d: outline, fill: 'none', stroke: theme.axis, 'stroke-width': 1 }) +
    numbers.join('') +
    latitudes.join('')
  );
}

function degrees(value: number, unit: 'deg'): string {
  const wrapped = centered(value);
  return `${String(wrapped).replace('-', '−')}${unit === 'deg' ? '°' : ''}`;
}
