// Writing a chain, reading it back and its diagnostics.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainColumns } from '../../dist/chain/columns.js';
import { finishJournal } from '../../dist/chain/finish.js';
import { createJournal } from '../../dist/chain/journal.js';
import { openChain } from '../../dist/chain/reader.js';
import { createSummariser } from '../../dist/diagnostics/summary.js';
import { streamRng } from '../../dist/math/rng.js';
import { standardNormal } from './densities.mjs';
import { quick, report } from './measure.mjs';

const ensembles = 4;
const walkers = 56;
const dim = 27;

/** Autocorrelated normal columns, as a sampler leaves them. */
function makeGroup(rng, columns, from, kept, last) {
  return Array.from({ length: ensembles }, (_, ensemble) => ({
    ensemble,
    steps: Uint32Array.from({ length: kept }, (_, i) => from + i + 1),
    walkers,
    columns: columns.map((_, c) => {
      const out = new Float64Array(kept * walkers);
      for (let i = 0; i < out.length; i++) {
        const at = (ensemble * columns.length + c) * walkers + (i % walkers);
        last[at] = 0.8 * last[at] + 0.6 * (rng.uniform() + rng.uniform() + rng.uniform() - 1.5);
        out[i] = last[at];
      }
      return out;
    }),
    iteration: from + kept,
    checkpoint: new Uint8Array(walkers * dim * 8),
  }));
}

const seconds = (f) => {
  const began = process.hrtime.bigint();
  const result = f();
  return [Number(process.hrtime.bigint() - began) / 1e9, result];
};

export function chain() {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));
  try {
    const rng = streamRng('bench-chain');
    const columns = chainColumns(standardNormal(dim));
    const path = join(folder, 'bench.arrows');
    const metadata = { document: {}, seed: '1', version: '0', configSha256: '0'.repeat(64) };
    const journal = createJournal(path, columns, metadata, { overwrite: true });
    const last = new Float64Array(ensembles * columns.length * walkers);
    const perGroup = 20;
    const groups = quick ? 5 : 70;
    const blocks = Array.from({ length: groups }, (_, g) =>
      makeGroup(rng, columns.slice(3), g * perGroup, perGroup, last),
    );
    const commits = blocks.map((group) => seconds(() => journal.commit(group))[0]);
    const rowsWritten = groups * perGroup * walkers * ensembles;
    const [finish, finished] = seconds(() => finishJournal(journal, {}));
    const bytes = statSync(finished).size;
    const [read, draws] = seconds(() => openChain(finished));
    const ids = columns.map(({ id }) => id).filter((id) => id.startsWith('x'));
    const [summary] = seconds(() => createSummariser(draws).summary(ids, false));
    const total = commits.reduce((a, b) => a + b, 0);
    const row = (what, s) => ({
      what,
      rows: rowsWritten,
      columns: columns.length,
      seconds: s,
      'MB/s': bytes / s / 1e6,
    });
    report('chain', 'Chain files', [
      row('commit to the journal, each group on disk', total),
      row('finish: sorted, closed', finish),
      row('open', read),
      row(`diagnostics of ${ids.length} columns`, summary),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
