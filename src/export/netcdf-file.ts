/**
 * A labelled tree as a netCDF-4 file, which is HDF5 with dimension scales (NetCDF-4 file format specification,
 * "Creating netCDF-4/HDF5 files with HDF5"): each dimension is a scale of the same name, attached to every array that
 * uses it, and objects are kept in order of creation. Written without the netCDF library, so it works anywhere Node does.
 */
import { writeHdf5File } from './hdf5.js';
import type { Dataset, Group, Hdf5 } from './hdf5.js';
import type { Attributes, AttributeValue, LabelledArray, LabelledTree } from './labelled-tree.js';
import type { Progress } from './progress.js';

/** Creates the file. @param shown the path that people know */
export function writeNetcdfFile(
  hdf5: Hdf5,
  path: string,
  shown: string,
  tree: LabelledTree,
  progress: Progress,
): void {
  writeHdf5File(hdf5, path, shown, { track_order: true }, (file) => {
    setAttributes(file, tree.attributes);
    for (const group of tree.groups) {
      const target = file.create_group(group.name, true);
      setAttributes(target, group.attributes);
      if (group.auxiliaryCoordinates.length > 0) {
        target.create_attribute('coordinates', group.auxiliaryCoordinates.join(' '));
      }
      // Scales first: an array can only be attached to a scale that exists.
      const scales = group.arrays.filter((array) => array.dims.length === 1 && array.dims[0] === array.name);
      const others = group.arrays.filter((array) => !scales.includes(array));
      for (const array of scales) writeArray(target, array, progress).make_scale(array.name);
      for (const array of others) {
        const dataset = writeArray(target, array, progress);
        array.dims.forEach((dim, d) => dataset.attach_scale(d, `/${group.name}/${dim}`));
      }
    }
  });
}

function writeArray(group: Group, array: LabelledArray, progress: Progress): Dataset {
  const dataset = createDataset(group, array, progress);
  setAttributes(dataset, array.attributes);
  return dataset;
}

function createDataset(group: Group, array: LabelledArray, progress: Progress): Dataset {
  const shape = [...array.shape];
  if (array.type === 'text')
    return group.create_dataset({ name: array.name, data: [...array.values], shape });
  if (array.type === 'int32') return group.create_dataset({ name: array.name, data: array.values, shape });
  const dataset = group.create_dataset({
    name: array.name,
    data: new Float64Array(0),
    dtype: '<d',
    shape: shape.map(() => 0),
    maxshape: shape,
    chunks: [...array.chunks],
  });
  dataset.resize(shape);
  for (const block of array.blocks()) {
    dataset.write_slice(
      block.offset.map((offset, d) => [offset, offset + block.shape[d]]),
      block.values,
    );
    progress.advance(block.values.length);
  }
  return dataset;
}

function setAttributes(target: Group | Dataset, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const data = attributeData(value);
    if (typeof data === 'string') target.create_attribute(name, data);
    else if (typeof value === 'number') target.create_attribute(name, data, []);
    else target.create_attribute(name, data);
  }
}

function attributeData(value: AttributeValue): string | string[] | Float64Array | Int32Array {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Float64Array.of(value);
  const list: readonly (string | number)[] = value;
  if (list.some((item) => typeof item === 'string')) return list.map(String);
  const numbers = list as readonly number[];
  const whole = numbers.every((item) => Number.isInteger(item) && Math.abs(item) < 2 ** 31);
  return whole ? Int32Array.from(numbers) : Float64Array.from(numbers);
}
