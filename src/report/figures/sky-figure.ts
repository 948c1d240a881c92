/** Figure 3: where the contributions point on the sky, and how the total dipole moves with energy. */
import { apply, type Vector } from '../../physics/vector.js';
import { azimuthDeg, elevationDeg, galacticToEquatorial, unitVector } from '../../physics/directions.js';
import { sequentialColor } from '../../plot/color-scale.js';
import type { Figure } from '../../plot/figure.js';
import { createFigure } from '../../plot/figure.js';
import { markerPath } from '../../plot/layers/marker.js';
import type { LegendEntry } from '../../plot/legend/legend.js';
import { drawLegend, layLegend } from '../../plot/legend/legend.js';
import type { SkyMap } from '../../plot/sky.js';
import { project, skyGrid, skyPath } from '../../plot/sky.js';
import { element, num } from '../../plot/svg.js';
import { label } from '../../plot/text/label.js';
import type { Theme } from '../../plot/theme.js';
import { skyDirections } from './directions.js';
import type { FigureSource } from './figure-source.js';
import { CURVE_ENERGIES_GEV } from './model-curves.js';
import { directionPanels, DIRECTION_PANELS_HEIGHT } from './sky-bands.js';
import { NamePlacer } from './sky-names.js';
import { smoothPath } from './sky-path.js';

const MAP: SkyMap = { x: 420, y: 226, r: 380, centerDeg: 0 };
const WIDTH = 840;
/** Height of map, legend and colour bar. */
const HEIGHT = 532;
/** Faint paths of single draws; more only make the file larger. */
const SHOWN_DRAWS = 60;

type Direction = readonly [number, number];

/** @param id keeps several figures on one page apart */
export function skyFigure(source: FigureSource, theme: Theme, id = 'sky'): Figure {
  const { view } = source;
  const every = Math.max(1, Math.floor(view.vectors.length / SHOWN_DRAWS));
  const draws = view.vectors.filter((_, i) => i % every === 0);
  const single = view.bands === null;
  const paths = draws.map((vectors) => smoothPath(vectors).map(directionOf));
  const plane = galacticPlane();
  const names = new NamePlacer(
    { width: WIDTH, height: HEIGHT },
    [...paths, plane].flat().map((d) => project(MAP, ...d)),
  );
  const middle = view.bands === null ? view.vectors[0].map(directionOf) : medianDirections(view.bands);
  const parts = [
    skyGrid(MAP, theme),
    element('path', {
      d: skyPath(MAP, plane),
      fill: 'none',
      stroke: theme.muted,
      'stroke-width': 1.1,
      'stroke-dasharray': '6 3',
    }),
    ...paths.map((path) => energyPath(path, single ? 3.2 : 1, single ? 1 : 0.3)),
    ...marked(source, theme, names),
    ...decades(middle, theme, names),
    explanation(single, theme),
    colorBar(theme),
  ];
  if (view.bands === null) return createFigure({ width: WIDTH, height: HEIGHT }, TITLE, theme, ...parts);
  const size = { width: WIDTH, height: HEIGHT + DIRECTION_PANELS_HEIGHT };
  const below = directionPanels(id, view.dipole.phase, view.bands, HEIGHT, theme);
  return createFigure(size, TITLE, theme, ...parts, below);
}

const TITLE = 'Directions on the sky';

function directionOf([x, y, z]: Vector): Direction {
  return [azimuthDeg(x, y), elevationDeg(x, y, z)];
}

function medianDirections(bands: NonNullable<FigureSource['view']['bands']>): Direction[] {
  return bands.phase.median.map((ra, i) => [ra, bands.declination.median[i]]);
}

/** The path of the dipole in pieces of one colour each. */
function energyPath(directions: readonly Direction[], width: number, opacity: number): string {
  const step = Math.ceil(directions.length / 64);
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

/** Dots at whole decades of energy, named where there is room. */
function decades(directions: readonly Direction[], theme: Theme, names: NamePlacer): string[] {
  return [2, 3, 4, 5, 6, 7, 8, 9].map((exponent) => {
    const i = CURVE_ENERGIES_GEV.findIndex((e) => e >= 10 ** exponent * 0.999);
    const [x, y] = project(MAP, ...directions[i]);
    const text = `$10^{${String(exponent)}}$`;
    const place = names.place(text, [x, y], 9.5, 7);
    const dot = element('circle', {
      cx: x,
      cy: y,
      r: 3.6,
      fill: sequentialColor(i / (CURVE_ENERGIES_GEV.length - 1)),
      stroke: theme.ink,
      'stroke-width': 0.9,
    });
    return dot + (place.free ? label(text, place.x, place.y, { size: 9.5, color: theme.ink }) : '');
  });
}

function galacticPlane(): Direction[] {
  return Array.from({ length: 181 }, (_, i) =>
    directionOf(apply(galacticToEquatorial, unitVector(2 * i, 0))),
  );
}

function marked({ point }: FigureSource, theme: Theme, names: NamePlacer): string[] {
  const directions = skyDirections(point).map(({ name, raDeg, decDeg }) => ({
    name,
    at: project(MAP, raDeg, decDeg),
  }));
  for (const { at } of directions) names.keepClear(at, 5);
  return directions.map(({ name, at }) => {
    const place = names.place(name, at, 11.5, 9);
    return (
      element('path', {
        d: markerPath('star', ...at, 4.2),
        fill: theme.series[1],
        stroke: theme.background,
        'stroke-width': 0.6,
      }) + label(name, place.x, place.y, { size: 11.5, color: theme.ink })
    );
  });
}

function explanation(single: boolean, theme: Theme): string {
  const entries: LegendEntry[] = [
    {
      text: single ? 'total dipole' : 'total dipole: draws of the posterior, dots at the median',
      swatch: { kind: 'line', color: sequentialColor(0.5), width: single ? 3.2 : 1.4 },
    },
    { text: 'Galactic plane', swatch: { kind: 'line', color: theme.muted, dash: 'dashed', width: 1.1 } },
    { text: 'equatorial coordinates (J2000)', swatch: { kind: 'none' } },
  ];
  const legend = layLegend(entries, entries.length, 11);
  return drawLegend(legend, MAP.x - legend.width / 2, 432, theme);
}

function colorBar(theme: Theme): string {
  const [x, y, width, height] = [MAP.x - 190, 474, 380, 11];
  const [from, to] = [2, Math.log10(2e9)];
  const cells = Array.from({ length: 95 }, (_, i) =>
    element('rect', { x: x + 4 * i, y, width: i === 94 ? 4 : 4.4, height, fill: sequentialColor(i / 94) }),
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
  const name = label('Energy $E$ [GeV]', MAP.x, y + height + 36, {
    size: 12,
    color: theme.ink,
    anchor: 'middle',
  });
  return cells.join('') + ticks.join('') + name;
}
