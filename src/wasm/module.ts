/** The compiled parts of assembly/, as `npm run build` leaves them in dist. */
import { existsSync, readFileSync } from 'node:fs';
import { RunError } from '../errors.js';
import { packagePath } from '../package-info.js';

/** A file of dist, without its ending. */
export type WasmName = 'kernel' | 'mixture' | 'column';

/** Bytes by which a memory grows. */
const PAGE_BYTES = 65_536;

const modules = new Map<WasmName, WebAssembly.Module | null>();

/**
 * Compiles once per thread; null on a machine without WebAssembly SIMD.
 * @throws RunError when the package was not built: falling back in silence would cost speed, and with the kernel change the draws
 */
export function compiledModule(name: WasmName): WebAssembly.Module | null {
  let module = modules.get(name);
  if (module === undefined) {
    module = compile(packagePath('dist', `${name}.wasm`));
    modules.set(name, module);
  }
  return module;
}

/** Grows a memory to at least so many bytes; views of it made before are void. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

function compile(path: string): WebAssembly.Module | null {
  if (!existsSync(path))
    throw new RunError(`${path}: expected a compiled module, got no such file. Run \`npm run build\`.`);
  const bytes = readFileSync(path);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}
