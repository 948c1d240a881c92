import type { Block } from '../chain/block.js';
import { densityColumns } from '../chain/columns.js';
import type { ChainColumn } from '../chain/columns.js';
import { packageVersion } from '../package-info.js';
import type { ImportedChain } from './imported-chain.js';
import type { WritableChain } from './write-imported.js';

/** Steps of one group. */
const groupSteps = 200;

/**
 * An imported chain as it is: log_prior and log_likelihood are NaN where the file had none.
 * @param origin what the chain's metadata says about where it came from
 */
export function plainChain(
  imported: ImportedChain,
  origin: Readonly<Record<string, unknown>>,
): WritableChain {
  const rest = imported.columns.filter(({ kind }) => kind !== 'density');
  const columns: ChainColumn[] = [
    ...densityColumns,
    ...rest.map(({ id, unit, latex, kind, prior, support }): ChainColumn =>
      kind === 'coordinate' ? { id, unit, latex, kind, prior, support } : { id, unit, latex, kind },
    ),
  ];
  const values = columns.map(({ id }) => {
    const at = imported.columns.findIndex((column) => column.id === id);
    return at < 0 ? null : imported.values[at];
  });
  const document = { imported: origin };
  const { walkers: W, steps: N } = imported;
  return {
    columns,
    metadata: { document, seed: '', version: packageVersion, configSha256: '' },
    document,
    groups: function* () {
      for (let first = 0; first < N; first += groupSteps) {
        const count = Math.min(groupSteps, N - first);
        yield Array.from({ length: imported.ensembles }, (_, ensemble): Block => ({
          ensemble,
          walkers: W,
          steps: Uint32Array.from({ length: count }, (_unused, n) => first + n + 1),
          columns: values.map((column) =>
            column === null
              ? new Float64Array(count * W).fill(NaN)
              : column[ensemble].slice(first * W, (first + count) * W),
          ),
          iteration: first + count,
          checkpoint: new Uint8Array(0),
        }));
      }
    },
  };
}
