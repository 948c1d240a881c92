import type { Observations } from '../likelihood/observations.js';
import type { Attributes, FloatArray, LabelledArray, LabelledGroup } from './labelled-tree.js';
import { integerCoordinate, wholeArray } from './labelled-tree.js';
import type { ObservedSet } from '../predictive/observed-sets.js';

/** Dimension of the points of a set. */
export function pointDim(set: ObservedSet): string {
  return `${set.variable}_point`;
}

/** Name of the coordinate that says where each point was measured. */
export function abscissaName(set: ObservedSet): string {
  return `${set.variable}_x`;
}

/** Coordinates along the points of a set: their number, and rigidity or energy on the axis of publication. */
export function pointCoordinates(set: ObservedSet, observations: Observations): LabelledArray[] {
  const { points } = set;
  const numbers = Int32Array.from(points, (_, i) => i);
  const x =
    set.observable === 'spectrum'
      ? Float64Array.from(points, (i) => observations.spectrum.points[i].x)
      : Float64Array.from(points, (i) => observations[set.observable as 'amplitude'].energyGeV[i]);
  return [
    integerCoordinate(pointDim(set), pointDim(set), numbers),
    pointArray(set, abscissaName(set), x, abscissaAttributes(set, observations)),
  ];
}

/** Unit, species and data set of the values of a set. */
export function setAttributes(set: ObservedSet, observations: Observations): Attributes {
  const common = { dataset: set.dataset, observable: set.observable };
  if (set.observable === 'amplitude') return { ...common, units: '1' };
  if (set.observable === 'phase') return { ...common, units: 'deg' };
  const { species, axis } = observations.spectrum.points[set.points[0]];
  return { ...common, species, axis, units: axis === 'rigidity' ? '1/(m^2 s sr GV)' : '1/(m^2 s sr GeV)' };
}

/** The measurements that entered the likelihood. */
export function observedGroup(
  sets: readonly ObservedSet[],
  observations: Observations,
  attributes: Attributes,
): LabelledGroup {
  return pointGroup('observed_data', sets, observations, attributes, (set) => {
    const about = setAttributes(set, observations);
    return [pointArray(set, set.variable, pick(set, observations[set.observable].measured), about)];
  });
}

/** Their published errors, 1 sigma below and above, without the noise model's scatter. */
export function errorsGroup(
  sets: readonly ObservedSet[],
  observations: Observations,
  attributes: Attributes,
): LabelledGroup {
  return pointGroup('constant_data', sets, observations, attributes, (set) => {
    const about = setAttributes(set, observations);
    const { lower, upper } = observations[set.observable];
    return [
      pointArray(set, `${set.variable}_err_lo`, pick(set, lower), about),
      pointArray(set, `${set.variable}_err_hi`, pick(set, upper), about),
    ];
  });
}

function pointGroup(
  name: string,
  sets: readonly ObservedSet[],
  observations: Observations,
  attributes: Attributes,
  arrays: (set: ObservedSet) => LabelledArray[],
): LabelledGroup {
  return {
    name,
    attributes,
    auxiliaryCoordinates: sets.map(abscissaName),
    arrays: sets.flatMap((set) => [...pointCoordinates(set, observations), ...arrays(set)]),
  };
}

function pick(set: ObservedSet, values: Float64Array): Float64Array {
  return Float64Array.from(set.points, (i) => values[i]);
}

function abscissaAttributes(set: ObservedSet, observations: Observations): Attributes {
  if (set.observable !== 'spectrum') return { axis: 'total-energy', units: 'GeV' };
  const { axis } = observations.spectrum.points[set.points[0]];
  return { axis, units: axis === 'rigidity' ? 'GV' : 'GeV' };
}

function pointArray(
  set: ObservedSet,
  name: string,
  values: Float64Array,
  attributes: Attributes,
): FloatArray {
  return wholeArray({ name, dims: [pointDim(set)], shape: [values.length] }, values, attributes);
}
