import { together } from '../errors.js';
import { openChain, type Chain } from './reader.js';

/**
 * Opens several chains, does something with them and closes them.
 * @throws InputError with the mistakes of all that cannot be opened, before anything is done
 */
export function withChains<T>(paths: readonly string[], use: (chains: readonly Chain[]) => T): T {
  const open: Chain[] = [];
  try {
    together(paths.map((path) => () => open.push(openChain(path))));
    return use(open);
  } finally {
    for (const chain of open) chain.close();
  }
}
