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
  /** Reads a column piece by piece, so that it need not be in memory. */
  pieces(id: string, visit: VisitPiece): void;
  /** [E * W][N] each walker's own draws, walker w of ensemble e at index e * W + w. Fresh arrays. */
  walkerSeries(id: string): Float64Array[];
  /** [E][N * W] each ensemble's draws, ordered by step, then walker. Fresh arrays. */
  pooledSeries(id: string): Float64Array[];
}

/**
 * Is handed consecutive kept steps of one ensemble; ensembles and steps come in order.
 * @param first index of the first of these kept steps   @param rows [steps * W] sorted by step, then walker; overwritten by the next piece
 */
export type VisitPiece = (ensemble: number, first: number, rows: Float64Array) => void;

type Shape = Pick<Draws, 'ids' | 'ensembles' | 'walkers' | 'steps'>;

/** Steps between two kept ones; 1 when fewer than two are kept. */
export function stepSpacing(draws: Pick<Draws, 'steps'>): number {
  return draws.steps.length < 2 ? 1 : draws.steps[1] - draws.steps[0];
}

/**
 * Draws held in memory or made by `column`.
 * @param column yields [E * N * W] draws in the order of a chain file: ensemble, step, walker
 */
export function createDraws(shape: Shape, column: (id: string) => Float64Array): Draws {
  const perEnsemble = shape.steps.length * shape.walkers;
  return drawsInPieces(shape, (id, visit) => {
    const rows = column(id);
    for (let e = 0; e < shape.ensembles; e++)
      visit(e, 0, rows.subarray(e * perEnsemble, (e + 1) * perEnsemble));
  });
}

/** Draws of which `pieces` reads the columns. */
export function drawsInPieces(shape: Shape, pieces: Draws['pieces']): Draws {
  const { ids, ensembles, walkers, steps } = shape;
  const length = steps.length;
  return {
    ids,
    ensembles,
    walkers,
    length,
    steps,
    pieces,
    walkerSeries: (id) => {
      const series = Array.from({ length: ensembles * walkers }, () => new Float64Array(length));
      pieces(id, (e, first, rows) => {
        // Walkers outside, steps inside: each series is written in order.
        for (let w = 0; w < walkers; w++) {
          const out = series[e * walkers + w];
          for (let i = first, row = w; row < rows.length; i++, row += walkers) out[i] = rows[row];
        }
      });
      return series;
    },
    pooledSeries: (id) => {
      const pooled = Array.from({ length: ensembles }, () => new Float64Array(length * walkers));
      pieces(id, (e, first, rows) => pooled[e].set(rows, first * walkers));
      return pooled;
    },
  };
}

/** As `walkerSeries`, of some walkers only. @param chosen indices e * W + w */
export function seriesOfWalkers(draws: Draws, id: string, chosen: readonly number[]): Float64Array[] {
  const { walkers, length } = draws;
  const series = chosen.map(() => new Float64Array(length));
  draws.pieces(id, (e, first, rows) => {
    chosen.forEach((index, s) => {
      const w = index - e * walkers;
      if (w < 0 || w >= walkers) return;
      for (let i = first, row = w; row < rows.length; i++, row += walkers) series[s][i] = rows[row];
    });
  });
  return series;
}

/**
 * The first draws of a chain, or every n-th of them: what a run looked like at an earlier step, or a coarser look at it.
 * @param last only steps up to this one   @param stride every stride-th kept step, the stride-th first
 */
export function viewDraws(draws: Draws, last: number, stride = 1): Draws {
  const { ids, ensembles, walkers, length } = draws;
  const within = draws.steps.findLastIndex((step) => step <= last) + 1;
  if (within === length && stride === 1) return draws;
  const steps = draws.steps.subarray(0, within).filter((_, i) => (i + 1) % stride === 0);
  const end = steps.length * stride;
  return drawsInPieces({ ids, ensembles, walkers, steps }, (id, visit) => {
    let kept = new Float64Array(0);
    draws.pieces(id, (e, first, rows) => {
      const to = Math.min(first + rows.length / walkers, end);
      const from = Math.ceil((first + 1) / stride) * stride - 1;
      if (from >= to) return;
      const count = Math.ceil((to - from) / stride);
      if (kept.length < count * walkers) kept = new Float64Array(count * walkers);
      const out = kept;
      for (let i = from, at = 0; i < to; i += stride, at += walkers)
        for (let w = 0, row = (i - first) * walkers; w < walkers; w++) out[at + w] = rows[row + w];
      visit(e, (from + 1) / stride - 1, out.subarray(0, count * walkers));
    });
  });
}

/** Some walkers of each ensemble, evenly taken. @param count of them, at most those there are */
export function viewWalkers(draws: Draws, count: number): Draws {
  const { ids, ensembles, walkers, steps } = draws;
  const chosen = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * walkers) / count));
  return drawsInPieces({ ids, ensembles, walkers: count, steps }, (id, visit) => {
    let kept = new Float64Array(0);
    draws.pieces(id, (e, first, rows) => {
      const length = (rows.length / walkers) * count;
      if (kept.length < length) kept = new Float64Array(length);
      for (let from = 0, at = 0; from < rows.length; from += walkers)
        for (const w of chosen) kept[at++] = rows[from + w];
      visit(e, first, kept.subarray(0, length));
    });
  });
}
