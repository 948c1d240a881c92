import type { ChainSource } from './chain-source.js';

/**
 * Whether a column has no number at all, as the log prior of an imported chain. Such a column is NaN from the first
 * row to the last by construction, so the first step decides.
 */
export function isAlwaysNaN(source: ChainSource, id: string): boolean {
  return source.read(id, 0, 0, 1).every((value) => Number.isNaN(value));
}
