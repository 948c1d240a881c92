import type { ImportedChain, ImportSettings } from '../../src/import/imported-chain.js';

/** An import for which a person says nothing. */
export const asInFile: ImportSettings = { discard: null, names: null, thin: null };

/** [columns][E] everything in a chain, read in pieces of two steps. Closes it. */
export function valuesOf(chain: ImportedChain): number[][][] {
  const out = chain.columns.map(() => Array.from({ length: chain.ensembles }, (): number[] => []));
  for (let e = 0; e < chain.ensembles; e++) {
    for (let from = 0; from < chain.steps; from += 2) {
      const columns = chain.read(e, from, Math.min(2, chain.steps - from));
      columns.forEach((column, c) => out[c][e].push(...column));
    }
  }
  chain.close();
  return out;
}
