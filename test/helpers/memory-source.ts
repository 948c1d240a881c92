import type { ChainSource, SourceColumn } from '../../src/export/chain-source.js';
import { streamRng } from '../../src/math/rng.js';

const column = (
  id: string,
  role: SourceColumn['role'],
  unit: string,
  latex: string,
  support: readonly [number, number] = [-Infinity, Infinity],
  prior: unknown = null,
): SourceColumn => ({ id, role, unit, latex, prior, support });

/** Columns as a chain of the posterior has them: every role, a bounded and an unbounded coordinate. */
export const memoryColumns: readonly SourceColumn[] = [
  column('log_posterior', 'density', '1', '\\ln P'),
  column('log_prior', 'density', '1', '\\ln \\pi'),
  column('log_likelihood', 'density', '1', '\\ln L'),
  column('chi2_spectrum', 'term', '1', '\\chi^2_\\mathrm{spectrum}'),
  column('v_sun', 'coordinate', 'km/s', 'V_\\odot', [0, 30], { dist: 'uniform', min: 0, max: 30 }),
  column('log10_x_lic', 'coordinate', 'log10(pc)', '\\log_{10} x', [-2, 1.3], {
    dist: 'uniform',
    min: -2,
    max: 1.3,
  }),
  column('phi', 'coordinate', 'GV', '\\phi', [-Infinity, Infinity], { dist: 'normal', mean: 1, sd: 0.1 }),
  column('x_b', 'derived', 'pc microgauss', 'x B'),
];

/** A chain that lives in memory: seeded normal draws with awkward values (huge, tiny, negative zero) strewn in. */
export function memorySource(ensembles: number, walkers: number, steps: number): ChainSource {
  const awkward = [1e300, 5e-324, -0, 0.1 + 0.2, Math.PI * 1e-17];
  const data = memoryColumns.map(({ id }) =>
    Array.from({ length: ensembles }, (_, ensemble) => {
      const rng = streamRng('memory-source', id, ensemble);
      return Float64Array.from({ length: walkers * steps }, (_, i) =>
        i % 97 === 5 ? awkward[((i / 97) % awkward.length) | 0] : rng.normal(),
      );
    }),
  );
  return {
    path: 'chains/memory.arrow',
    state: 'finished',
    ensembles,
    walkers,
    steps: Uint32Array.from({ length: steps }, (_, n) => 5 * (n + 1)),
    columns: memoryColumns,
    metadata: new Map([
      ['licmc', JSON.stringify({ config: { name: 'memory' } })],
      ['licmc.seed', '42'],
      ['licmc.version', '0.1.0'],
      ['licmc.config_sha256', 'ab'.repeat(32)],
    ]),
    read: (id, ensemble, from = 0, count = steps - from) => {
      const c = memoryColumns.findIndex((candidate) => candidate.id === id);
      if (c < 0) throw new RangeError(`no column ${id}`);
      return data[c][ensemble].slice(from * walkers, (from + count) * walkers);
    },
    close: () => undefined,
  };
}
