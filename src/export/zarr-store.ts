/**
 * A labelled tree as a Zarr version 2 directory store (zarr-specs, "Zarr storage specification version 2"), which
 * zarr-python 2 and 3 both read, with xarray's convention for dimension names (`_ARRAY_DIMENSIONS`) and consolidated
 * metadata. Chunks are raw little-endian numbers.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwDiskFailure } from '../chain/file.js';
import type { Attributes, FloatArray, LabelledArray, LabelledTree } from './labelled-tree.js';
import type { Progress } from './progress.js';

/** Writes the store into a directory that does not exist yet. */
export function writeZarrStore(folder: string, tree: LabelledTree, progress: Progress): void {
  const metadata: Record<string, unknown> = {};
  const json = (path: string, value: unknown): void => {
    metadata[path] = value;
    writeFile(join(folder, path), JSON.stringify(value, null, 1));
  };
  mkdirSync(folder);
  json('.zgroup', { zarr_format: 2 });
  json('.zattrs', tree.attributes);
  for (const group of tree.groups) {
    mkdirSync(join(folder, group.name));
    json(`${group.name}/.zgroup`, { zarr_format: 2 });
    json(`${group.name}/.zattrs`, withCoordinates(group.attributes, group.auxiliaryCoordinates));
    for (const array of group.arrays) {
      const path = `${group.name}/${array.name}`;
      mkdirSync(join(folder, path));
      const { dtype, fill } = storedType(array);
      json(`${path}/.zarray`, {
        zarr_format: 2,
        shape: array.shape,
        chunks: chunksOf(array),
        dtype,
        fill_value: fill,
        order: 'C',
        compressor: null,
        filters: null,
        dimension_separator: '.',
      });
      json(`${path}/.zattrs`, { _ARRAY_DIMENSIONS: array.dims, ...array.attributes });
      writeChunks(join(folder, path), array, progress);
    }
  }
  writeFile(join(folder, '.zmetadata'), JSON.stringify({ zarr_consolidated_format: 1, metadata }));
}

/** xarray takes the names in a group's attribute `coordinates` as coordinates. */
function withCoordinates(attributes: Attributes, names: readonly string[]): Attributes {
  return names.length === 0 ? attributes : { ...attributes, coordinates: names.join(' ') };
}

/** A chunk file always holds a whole chunk, so small arrays are one chunk and none may be empty. */
function chunksOf(array: LabelledArray): readonly number[] {
  return array.type === 'float64' ? array.chunks : array.shape.map((extent) => Math.max(1, extent));
}

/** numpy type string. xarray masks what equals the fill value, so integers and text have none. */
function storedType(array: LabelledArray): { dtype: string; fill: unknown } {
  switch (array.type) {
    case 'float64':
      return { dtype: '<f8', fill: 'NaN' };
    case 'int32':
      return { dtype: '<i4', fill: null };
    case 'text':
      return { dtype: `<U${textWidth(array.values)}`, fill: null };
  }
}

function textWidth(values: readonly string[]): number {
  return Math.max(1, ...values.map((value) => Array.from(value).length));
}

function writeChunks(folder: string, array: LabelledArray, progress: Progress): void {
  if (array.type === 'float64') {
    for (const block of array.blocks()) {
      const name = block.offset.map((offset, d) => Math.floor(offset / array.chunks[d])).join('.');
      const values = padded(array, block.shape, block.values);
      writeFile(join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      progress.advance(block.values.length);
    }
  } else if (array.values.length > 0) {
    const name = array.shape.map(() => 0).join('.');
    writeFile(join(folder, name), array.type === 'int32' ? rawBytes(array.values) : utf32(array.values));
  }
}

/** Extends a block at the upper edge of an array to a whole chunk. */
function padded(array: FloatArray, shape: readonly number[], values: Float64Array): Float64Array {
  const { chunks } = array;
  if (shape.every((extent, d) => extent === chunks[d])) return values;
  const whole = new Float64Array(chunks.reduce((a, b) => a * b, 1)).fill(NaN);
  const inner = shape[shape.length - 1];
  const rows = values.length / Math.max(1, inner);
  for (let row = 0; row < rows; row++) {
    // Index of the row within the chunk: the row number written in the block's extents, read in the chunk's.
    let rest = row;
    let at = 0;
    let stride = chunks[shape.length - 1];
    for (let d = shape.length - 2; d >= 0; d--) {
      at += (rest % shape[d]) * stride;
      rest = Math.floor(rest / shape[d]);
      stride *= chunks[d];
    }
    whole.set(values.subarray(row * inner, (row + 1) * inner), at);
  }
  return whole;
}

function rawBytes(values: Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Fixed-width UTF-32, padded with zeros: numpy's `<U`. */
function utf32(values: readonly string[]): Uint8Array {
  const width = textWidth(values);
  const codes = new Uint32Array(values.length * width);
  values.forEach((value, i) =>
    Array.from(value).forEach((c, j) => (codes[i * width + j] = c.codePointAt(0) ?? 0)),
  );
  return new Uint8Array(codes.buffer);
}

function writeFile(path: string, contents: string | Uint8Array): void {
  try {
    writeFileSync(path, contents);
  } catch (error) {
    throwDiskFailure(error, path, 'write the export', 'Make room or choose another place.');
  }
}
