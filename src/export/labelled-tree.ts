/**
 * Groups of named arrays with named dimensions: what ArviZ calls InferenceData (0.x) or a DataTree (1.x), and what
 * the Zarr and netCDF writers both write. Values come block by block, so that no array is ever whole in memory.
 */

/** An attribute: text, a number, or a list of one of them. */
export type AttributeValue = string | number | readonly string[] | readonly number[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A rectangular part of an array, C order, aligned with the array's chunks. */
export interface ArrayBlock<Values> {
  /** [dimensions] index of the first element. */
  readonly offset: readonly number[];
  /** [dimensions] extent; smaller than the chunk at the upper edges only. */
  readonly shape: readonly number[];
  readonly values: Values;
}

interface ArrayHead {
  readonly name: string;
  /** Names of the dimensions; every one has a coordinate array of the same name in the group. */
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  readonly attributes: Attributes;
}

export interface FloatArray extends ArrayHead {
  readonly type: 'float64';
  readonly chunks: readonly number[];
  /** Every block of the chunk grid exactly once. */
  blocks(): Iterable<ArrayBlock<Float64Array>>;
}

/** Small arrays (coordinates, flags) are held whole. */
export interface IntegerArray extends ArrayHead {
  readonly type: 'int32';
  readonly values: Int32Array;
}

export interface TextArray extends ArrayHead {
  readonly type: 'text';
  readonly values: readonly string[];
}

export type LabelledArray = FloatArray | IntegerArray | TextArray;

export interface LabelledGroup {
  readonly name: string;
  readonly attributes: Attributes;
  /** Names of arrays that are coordinates without being named like a dimension. */
  readonly auxiliaryCoordinates: readonly string[];
  readonly arrays: readonly LabelledArray[];
}

export interface LabelledTree {
  readonly attributes: Attributes;
  readonly groups: readonly LabelledGroup[];
}

/** A float array that is small enough to be held whole, as one block. */
export function wholeArray(
  head: { readonly name: string; readonly dims: readonly string[]; readonly shape: readonly number[] },
  values: Float64Array,
  attributes: Attributes,
): FloatArray {
  const offset = head.shape.map(() => 0);
  return {
    ...head,
    type: 'float64',
    attributes,
    chunks: head.shape.map((extent) => Math.max(1, extent)),
    blocks: () => [{ offset, shape: head.shape, values }],
  };
}

/** An integer coordinate along one dimension. */
export function integerCoordinate(name: string, dim: string, values: Int32Array): IntegerArray {
  return { name, type: 'int32', dims: [dim], shape: [values.length], attributes: {}, values };
}
