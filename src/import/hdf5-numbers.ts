/** What a slice of an HDF5 dataset is when it holds numbers of any size. */
export function numbersOf(values: unknown): Float64Array {
  if (values instanceof Float64Array) return values;
  return Float64Array.from(values as ArrayLike<number | bigint>, Number);
}
