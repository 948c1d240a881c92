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

/** What a picture of a chain must be read with: that it is not finished, or had not converged when it ended. On stderr. */
export function chainNotes(chain: Chain): void {
  runningNote(chain);
  if (chain.metadata.document['converged'] !== false) return;
  process.stderr.write(
    `${chain.path}: not converged when it ended (see \`licmc diagnose\`); it is drawn as it is.\n`,
  );
}
