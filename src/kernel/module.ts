/** The compiled kernel, assembly/kernel.ts, instantiated per caller. */
import { compiledModule } from '../wasm/module.js';

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
  return compiledModule('kernel') === null ? 'typescript' : 'wasm-simd';
}

/** A fresh instance with a memory of its own; null on a machine without WebAssembly SIMD. @throws RunError when the package was not built */
export function instantiateKernel(): KernelExports | null {
  const module = compiledModule('kernel');
  return module === null ? null : (new WebAssembly.Instance(module).exports as unknown as KernelExports);
}
