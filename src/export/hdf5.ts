/** h5wasm (the HDF5 library compiled to WebAssembly), an optional dependency that is loaded when first needed. */
import { RunError } from '../errors.js';

export type Hdf5 = typeof import('h5wasm/node').default;
export type { Dataset, Entity, File as Hdf5File, Group } from 'h5wasm/node';

/** Loads the library. Throws `RunError` with the remedy when it is not installed. */
export async function loadHdf5(): Promise<Hdf5> {
  let module: typeof import('h5wasm/node');
  try {
    module = await import('h5wasm/node');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new RunError('HDF5 files need the optional package h5wasm: run `npm install h5wasm@0.10.3`.');
  }
  await module.default.ready;
  return module.default;
}
