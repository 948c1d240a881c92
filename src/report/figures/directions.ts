/** The directions that the figures mark, from the parameters where they depend on them. */
import { parameterSlots } from '../../model/parameters.js';
import type { ModelPoint } from './model-curves.js';
import { physicalModel } from '../../model/physical-model.js';
import {
  azimuthDeg,
  elevationDeg,
  towardGalacticCenter,
  towardGalacticPole,
} from '../../physics/directions.js';
import type { Vector } from '../../physics/vector.js';
import { scale } from '../../physics/vector.js';
import { wrapDeg } from './pointwise-quantiles.js';

/** A direction with its name, equatorial J2000. */
export interface MarkedDirection {
  readonly name: string;
  /** In (-180, 180]. */
  readonly raDeg: number;
  readonly decDeg: number;
}

/** The three directions of the paper's Fig. 2: Galactic centre, where the Compton-Getting excess comes from, and the field. */
export function phaseDirections(point: ModelPoint): MarkedDirection[] {
  const { values } = point;
  const flow = values[parameterSlots.u_hc_ra];
  const field = values[parameterSlots.b_ra];
  return [
    ofVector('Galactic centre', towardGalacticCenter),
    { name: 'Compton-Getting', raDeg: wrapDeg(flow + 180), decDeg: -values[parameterSlots.u_hc_dec] },
    { name: 'field $\\hat b$', raDeg: wrapDeg(field), decDeg: values[parameterSlots.b_dec] },
    { name: 'field $-\\hat b$', raDeg: wrapDeg(field + 180), decDeg: -values[parameterSlots.b_dec] },
  ];
}

/** The directions of the paper's Fig. 3. */
export function skyDirections(point: ModelPoint): MarkedDirection[] {
  const physics = physicalModel(point.values, point.model);
  return [
    ofVector('$\\hat b$', physics.field),
    ofVector('$-\\hat b$', scale(-1, physics.field)),
    ofVector('Galactic centre', towardGalacticCenter),
    ofVector('north Galactic pole', towardGalacticPole),
    ofVector('Compton-Getting', scale(-1, physics.velocityHC)),
    ofVector('$u_\\mathrm{HC}$', physics.velocityHC),
    ofVector('$u_\\mathrm{LSR}$', physics.velocityLsr),
  ];
}

function ofVector(name: string, [x, y, z]: Vector): MarkedDirection {
  return { name, raDeg: azimuthDeg(x, y), decDeg: elevationDeg(x, y, z) };
}
