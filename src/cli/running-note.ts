import type { Chain } from '../chain/reader.js';

/** Says on stderr when a chain is not finished: its committed part is used. */
export function runningNote(chain: Chain): void {
  if (chain.state === 'finished') return;
  const hint =
    chain.state === 'running' ? 'it is still being drawn' : 'continue it with `licmc sample --resume`';
  process.stderr.write(
    `${chain.path}: not finished (${hint}); this is its committed part, ${chain.length} kept steps.\n`,
  );
}
