import type { Block } from '../chain/block.js';
import { densityColumns } from '../chain/columns.js';
import type { ChainColumn } from '../chain/columns.js';
import { packageVersion } from '../package-info.js';
import type { ImportedChain } from './imported-chain.js';
import { stepsPerGroup } from './write-imported.js';
import type { WritableChain } from './write-imported.js';

/**
 * An imported chain as it is: log_prior and log_likelihood are NaN where the file had none.
 * @param origin what the chain's metadata says about where it came from
 */
export function plainChain(
  imported: ImportedChain,
  origin: Readonly<Record<string, unknown>>,
): WritableChain {
  const { ensembles: E, walkers: W, steps: N, thin } = imported;
  const ofKind = (kind: 'term' | 'coordinate' | 'derived'): ChainColumn[] =>
    imported.columns
      .filter((column) => column.kind === kind)
      .map(({ id, unit, latex, prior, support }) =>
        kind === 'coordinate' ? { id, unit, latex, kind, prior, support } : { id, unit, latex, kind },
      );
  const columns = [...densityColumns, ...ofKind('term'), ...ofKind('coordinate'), ...ofKind('derived')];
  const places = columns.map(({ id }) => imported.columns.findIndex((column) => column.id === id));
  const document = { imported: origin };
  const perGroup = stepsPerGroup(imported);
  return {
    columns,
    metadata: { document, seed: '', version: packageVersion, configSha256: '' },
    document: () => document,
    steps: N,
    groups: function* () {
      for (let first = 0; first < N; first += perGroup) {
        const count = Math.min(perGroup, N - first);
        yield Array.from({ length: E }, (_, ensemble): Block => {
          const values = imported.read(ensemble, first, count);
          return {
            ensemble,
            walkers: W,
            steps: Uint32Array.from({ length: count }, (_unused, n) => (first + n + 1) * thin),
            columns: places.map((at) => (at < 0 ? new Float64Array(count * W).fill(NaN) : values[at])),
            iteration: (first + count) * thin,
            checkpoint: new Uint8Array(0),
          };
        });
      }
    },
  };
}
