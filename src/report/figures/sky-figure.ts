/** Figure 3: where the contributions point on the sky, and how the total dipole moves with energy. */
import { apply, type Vector } from '../../physics/vector.js';
import { azimuthDeg, elevationDeg, galacticToEquatorial, unitVector } from '../../physics/directions.js';
import { sequentialColor } from '../../plot/color-scale.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import { markerPath } from '../../plot/layers/marker.js';
import type { SkyMap } from '../../plot/sky.js';
import { project, skyGrid, skyPath } from '../../plot/sky.js';
import { element, num } from '../../plot/svg.js';
import { label, labelWidth } from '../../plot/text/label.js';
import type { Theme } from '../../plot/theme.js';
import { skyDirections } from './directions.js';
import type { FigureSource } from './figure-source.js';
import { CURVE_ENERGIES_GEV } from './model-curves.js';

const MAP: SkyMap = { x: 420, y: 232, r: 380, centerDeg: 0 };
const SIZE = { width: 840, height: 520 } as const;
/** Faint paths of single draws; more only make the file larger. */
const SHOWN_DRAWS = 60;

export function skyFigure(source: FigureSource, theme: Theme): Figure {
  const { view } = source;
  const every = Math.max(1, Math.floor(view.vectors.length / SHOWN_DRAWS));
  const draws = view.vectors.filter((_, i) => i % every === 0);
  const single = draws.length === 1;
  const taken: Taken[] = [];
  const parts = [
    skyGrid(MAP, theme),
    galacticPlane(theme),
    ...draws.map((vectors) => energyPath(vectors, single ? 3.2 : 1, single ? 1 : 0.3)),
    ...marked(source, theme, taken),
    ...decades(single ? view.vectors[0] : meanVectors(view.vectors), theme, taken),
    colorBar(theme),
    label('Equatorial coordinates (J2000), right ascension growing to the left', MAP.x, 506, {
      size: 10.5,
      color: theme.muted,
      anchor: 'middle',
    }),
  ];
  return createFigure(SIZE, 'Directions on the sky', theme, ...parts);
}

type Direction = readonly [number, number];

function directionOf([x, y, z]: Vector): Direction {
  return [azimuthDeg(x, y), elevationDeg(x, y, z)];
}

/** The path of the dipole in pieces of one colour each. */
function energyPath(vectors: readonly Vector[], width: number, opacity: number): string {
  const directions = vectors.map(directionOf);
  const step = 3;
  const pieces: string[] = [];
  for (let i = 0; i < directions.length - 1; i += step) {
    pieces.push(
      element('path', {
        d: skyPath(MAP, directions.slice(i, i + step + 1)),
        fill: 'none',
        stroke: sequentialColor(i / (directions.length - 1)),
        'stroke-width': width,
        'stroke-linecap': 'round',
        opacity: opacity === 1 ? undefined : opacity,
      }),
    );
  }
  return pieces.join('');
}

/** Room that a name takes: its left end, base line and width, px. */
interface Taken {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function isFree(room: Taken, taken: readonly Taken[]): boolean {
  return (
    room.x > 8 &&
    room.x + room.width < SIZE.width - 8 &&
    taken.every((t) => room.x + room.width < t.x || room.x > t.x + t.width || Math.abs(room.y - t.y) > 12)
  );
}

/** Dots at whole decades of energy, named where there is room. */
function decades(vectors: readonly Vector[], theme: Theme, taken: Taken[]): string[] {
  return [2, 3, 4, 5, 6, 7, 8, 9].flatMap((exponent) => {
    const i = CURVE_ENERGIES_GEV.findIndex((e) => e >= 10 ** exponent * 0.999);
    if (i < 0) return [];
    const [x, y] = project(MAP, ...directionOf(vectors[i]));
    const room = { x: x + 6, y: y - 6, width: 20 };
    const free = isFree(room, taken);
    if (free) taken.push(room);
    return [
      element('circle', {
        cx: x,
        cy: y,
        r: 3.6,
        fill: sequentialColor(i / (CURVE_ENERGIES_GEV.length - 1)),
        stroke: theme.ink,
        'stroke-width': 0.9,
      }),
      ...(free ? [label(`$10^{${String(exponent)}}$`, room.x, room.y, { size: 9.5, color: theme.ink })] : []),
    ];
  });
}

function meanVectors(draws: readonly (readonly Vector[])[]): Vector[] {
  return draws[0].map((_, i) => {
    const sum: [number, number, number] = [0, 0, 0];
    for (const draw of draws) draw[i].forEach((v, k) => (sum[k] += v));
    return sum;
  });
}

function galacticPlane(theme: Theme): string {
  const plane = Array.from({ length: 181 }, (_, i) =>
    directionOf(apply(galacticToEquatorial, unitVector(2 * i, 0))),
  );
  return element('path', {
    d: skyPath(MAP, plane),
    fill: 'none',
    stroke: theme.muted,
    'stroke-width': 1.1,
    'stroke-dasharray': '6 3',
  });
}

/** Named directions; a name that would touch one already written goes to the other side. */
function marked({ point }: FigureSource, theme: Theme, taken: Taken[]): string[] {
  return skyDirections(point).map(({ name, raDeg, decDeg }) => {
    const [x, y] = project(MAP, raDeg, decDeg);
    const width = labelWidth(name, 11.5);
    const places = [
      { x: x + 9, y: y + 4 },
      { x: x - 9 - width, y: y + 4 },
      { x: x - width / 2, y: y + 19 },
      { x: x - width / 2, y: y - 11 },
    ];
    const place = places.find((p) => isFree({ ...p, width }, taken)) ?? places[0];
    taken.push({ ...place, width });
    return (
      element('path', {
        d: markerPath('star', x, y, 4.2),
        fill: theme.series[1],
        stroke: theme.background,
        'stroke-width': 0.6,
      }) + label(name, place.x, place.y, { size: 11.5, color: theme.ink })
    );
  });
}

function colorBar(theme: Theme): string {
  const [x, y, width, height] = [MAP.x - 190, 446, 380, 11];
  const [from, to] = [2, Math.log10(2e9)];
  const cells = Array.from({ length: 95 }, (_, i) =>
    element('rect', { x: x + 4 * i, y, width: 4.4, height, fill: sequentialColor(i / 94) }),
  );
  const ticks = [2, 3, 4, 5, 6, 7, 8, 9].map((e) => {
    const at = x + ((e - from) / (to - from)) * width;
    return (
      element('path', { d: `M${num(at)} ${num(y + height)}v4`, stroke: theme.axis, 'stroke-width': 1 }) +
      label(`$10^{${String(e)}}$`, at, y + height + 7, {
        size: 10,
        color: theme.ink,
        anchor: 'middle',
        baseline: 'hanging',
      })
    );
  });
  const name = label('Direction of the dipole: energy [GeV]', MAP.x, y - 6, {
    size: 11,
    color: theme.ink,
    anchor: 'middle',
  });
  return cells.join('') + ticks.join('') + name;
}
