/** h5wasm (the HDF5 library compiled to WebAssembly), an optional dependency that is loaded when first needed. */
import { resolve } from 'node:path';
import type { File as Hdf5File } from 'h5wasm/node';
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
  // HDF5 prints its errors to stderr unless they are thrown: a full disk must be an exception, a cut file one message.
  const library = await module.default.ready;
  library.activate_throwing_error_handler();
  return module.default;
}

/**
 * Creates a file, hands it to `fill` and closes it. Failures of HDF5 become one `RunError`, with the system's reason out
 * of the library's many lines; bugs (RangeError, TypeError) and what is a message already stay what they are.
 * @param shown the path that people know
 */
export function writeHdf5File(
  hdf5: Hdf5,
  path: string,
  shown: string,
  options: { readonly track_order?: boolean },
  fill: (file: Hdf5File) => void,
): void {
  try {
    // Attributes beyond 64 kB (the resolved configuration) need a file version of HDF5 1.8 or newer.
    const file = new hdf5.File(resolve(path), 'w', { ...options, libver: ['v110', 'v110'] });
    try {
      fill(file);
      file.flush();
    } catch (error) {
      closeQuietly(file);
      throw error;
    }
    file.close();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('HDF5-DIAG')) {
      const reason = /error message = '([^']*)'/.exec(error.message)?.[1] ?? 'HDF5 refuses';
      throw new RunError(`${shown}: cannot write the export: ${reason}. Make room or choose another place.`);
    }
    throw error;
  }
}

/** After a failed write, closing fails for the same reason, which is already on its way. */
function closeQuietly(file: Hdf5File): void {
  try {
    file.close();
  } catch {
    return;
  }
}
