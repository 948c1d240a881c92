/**
 * What diagnostics and pictures see of a chain: named columns of walkers in ensembles, without files or Arrow. One column
 * is read at a time, so memory does not grow with the number of columns.
 */
export interface Draws {
  /** Names of the columns, in order. */
  readonly ids: readonly string[];
  /** E: independent ensembles. */
  readonly ensembles: number;
  /** W: interacting walkers in each. */
  readonly walkers: number;
  /** N: kept steps. */
  readonly length: number;
  /** [N] numbers of the kept steps, evenly spaced. */
  readonly steps: Uint32Array;
  /** [E * W][N] each walker's own draws, walker w of ensemble e at index e * W + w. Fresh arrays. */
  walkerSeries(id: string): Float64Array[];
  /** [E][N * W] each ensemble's draws, ordered by step, then walker. Fresh arrays. */
  pooledSeries(id: string): Float64Array[];
}

/** Steps between two kept ones; 1 when fewer than two are kept. */
export function stepSpacing(draws: Pick<Draws, 'steps'>): number {
  return draws.steps.length < 2 ? 1 : draws.steps[1] - draws.steps[0];
}

/**
 * Draws held in memory or read by `column`.
 * @param column yields [E * N * W] draws in the order of a chain file: ensemble, step, walker
 */
export function createDraws(
  shape: Pick<Draws, 'ids' | 'ensembles' | 'walkers' | 'steps'>,
  column: (id: string) => Float64Array,
): Draws {
  const { ids, ensembles, walkers, steps } = shape;
  const length = steps.length;
  return {
    ids,
    ensembles,
    walkers,
    length,
    steps,
    walkerSeries: (id) => {
      const rows = column(id);
      const series = Array.from({ length: ensembles * walkers }, () => new Float64Array(length));
      // Walkers outside, steps inside: each series is written in order.
      for (let e = 0; e < ensembles; e++)
        for (let w = 0; w < walkers; w++) {
          const out = series[e * walkers + w];
          for (let i = 0, row = e * length * walkers + w; i < length; i++, row += walkers) out[i] = rows[row];
        }
      return series;
    },
    pooledSeries: (id) => {
      const rows = column(id);
      const perEnsemble = length * walkers;
      return Array.from({ length: ensembles }, (_, e) => rows.slice(e * perEnsemble, (e + 1) * perEnsemble));
    },
  };
}

/**
 * The first draws of a chain, or every n-th of them: what a run looked like at an earlier step, or a coarser look at it.
 * @param last only steps up to this one   @param stride every stride-th kept step, the stride-th first
 */
export function viewDraws(draws: Draws & ColumnReader, last: number, stride = 1): Draws {
  const { ids, ensembles, walkers, length } = draws;
  const within = draws.steps.findLastIndex((step) => step <= last) + 1;
  if (within === length && stride === 1) return draws;
  const steps = draws.steps.subarray(0, within).filter((_, i) => (i + 1) % stride === 0);
  return createDraws({ ids, ensembles, walkers, steps }, (id) => {
    const rows = draws.column(id);
    const out = new Float64Array(ensembles * steps.length * walkers);
    for (let e = 0, at = 0; e < ensembles; e++)
      for (let i = stride - 1; i < within; i += stride, at += walkers) {
        const from = (e * length + i) * walkers;
        out.set(rows.subarray(from, from + walkers), at);
      }
    return out;
  });
}

/** Yields a column in the order of a chain file: ensemble, step, walker. */
export interface ColumnReader {
  column(id: string): Float64Array;
}
