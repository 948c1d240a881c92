/** The compiled kernel: assembly/index.ts as `npm run build` leaves it in dist/kernel.wasm, instantiated per caller. */
import { existsSync, readFileSync } from 'node:fs';
import { RunError } from '../errors.js';
import { packagePath } from '../package-info.js';

/** What assembly/ exports; all positions are bytes in `memory`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly points: WebAssembly.Global;
  readonly dipoles: WebAssembly.Global;
  readonly groups: WebAssembly.Global;
  readonly layOut: (protons: number, dipoles: number, helium: number, groups: number) => number;
  readonly evaluate: (
    count: number,
    walker: number,
    walkerBytes: number,
    answer: number,
    logConstant: number,
  ) => void;
  readonly powersOfEight: (at: number) => void;
  readonly logsOfTwo: (at: number) => void;
  readonly anglesOfTwo: (at: number) => void;
}

/** What can evaluate the likelihood: other arithmetic gives other last bits, and so another chain. */
export type KernelName = 'wasm-simd' | 'typescript';

/** The kernel that runs here. @throws RunError when the package was not built */
export function bestKernel(): KernelName {
  compiled ??= compile();
  return compiled === null ? 'typescript' : 'wasm-simd';
}

let compiled: WebAssembly.Module | null | undefined;

/**
 * A fresh instance with a memory of its own; null on a machine without WebAssembly SIMD.
 * @throws RunError when the package was not built: falling back in silence would change the draws
 */
export function instantiateKernel(): KernelExports | null {
  compiled ??= compile();
  return compiled === null ? null : (new WebAssembly.Instance(compiled).exports as unknown as KernelExports);
}

function compile(): WebAssembly.Module | null {
  const path = packagePath('dist', 'kernel.wasm');
  if (!existsSync(path))
    throw new RunError(`${path}: expected the compiled kernel, got no such file. Run \`npm run build\`.`);
  const bytes = readFileSync(path);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}
