import { createDraws, type Draws } from '../../src/chain/draws.js';
import { essMean, essQuantile } from '../../src/diagnostics/ess.js';
import { mcseSd, quantileError, sdError } from '../../src/diagnostics/mcse.js';
import { splitChains } from '../../src/diagnostics/split-chains.js';
import { quantiles } from '../../src/math/quantile.js';
import { mean, variance } from '../../src/math/sum.js';
import { streamRng, type Rng } from '../../src/math/rng.js';

/** Autocorrelation time of x_t = rho x_{t-1} + noise: (1 + rho) / (1 - rho). */
export const ar1Tau = (rho: number): number => (1 + rho) / (1 - rho);

/** A stationary AR(1) series of unit variance. */
export function ar1(rng: Rng, n: number, rho: number): Float64Array {
  const x = new Float64Array(n);
  const noise = Math.sqrt(1 - rho * rho);
  for (let i = 0; i < n; i++) x[i] = i === 0 ? rng.normal() : rho * x[i - 1] + noise * rng.normal();
  return x;
}

export interface Shape {
  readonly ensembles: number;
  readonly walkers: number;
  readonly length: number;
  /** Steps between draws. */
  readonly spacing?: number;
}

/** Draws of one or more columns, each given walker by walker. */
export function drawsOf(
  shape: Shape,
  columns: Record<string, (ensemble: number, walker: number) => Float64Array>,
): Draws {
  const { ensembles, walkers, length, spacing = 1 } = shape;
  const steps = Uint32Array.from({ length }, (_, i) => (i + 1) * spacing);
  const rows = new Map(
    Object.entries(columns).map(([id, series]) => {
      const column = new Float64Array(ensembles * walkers * length);
      for (let e = 0; e < ensembles; e++)
        for (let w = 0; w < walkers; w++)
          series(e, w).forEach((x, i) => (column[(e * length + i) * walkers + w] = x));
      return [id, column];
    }),
  );
  return createDraws({ ids: [...rows.keys()], ensembles, walkers, steps }, (id) => rows.get(id)!);
}

/** Independent AR(1) walkers: as an ensemble would be if its walkers did not interact. */
export function ar1Draws(shape: Shape, rho: number, key: string): Draws {
  const rng = streamRng('ar1', key);
  return drawsOf(shape, { x: () => ar1(rng, shape.length, rho) });
}

/**
 * The errors of standard deviation and quantile by their definition, from the walkers' series: the larger of those of walkers as chains and
 * of those by the ensembles' means of each step.
 */
export function cautiousErrors(series: readonly Float64Array[], walkers: number) {
  const all = Float64Array.from(series.flatMap((walker) => [...walker]));
  const size = (f: (x: number) => number): number => {
    const values = series.map((walker) => walker.map(f));
    const ensembles = Array.from({ length: series.length / walkers }, (_, e) =>
      values[0].map((_, i) =>
        mean(Float64Array.from(values.slice(e * walkers, (e + 1) * walkers), (w) => w[i])),
      ),
    );
    const joined = (chains: readonly Float64Array[]): Float64Array =>
      Float64Array.from(splitChains(chains).flatMap((chain) => [...chain]));
    return (variance(joined(values)) / variance(joined(ensembles))) * essMean(ensembles);
  };
  const center = mean(all);
  return {
    sd: Math.max(
      mcseSd(series),
      sdError(
        all,
        center,
        size((x) => (x - center) ** 2),
      ),
    ),
    quantile(p: number): number {
      const sorted = all.slice().sort();
      const [limit] = quantiles(all, [p]);
      const ess = Math.min(
        essQuantile(series, p),
        size((x) => (x <= limit ? 1 : 0)),
      );
      return quantileError((i) => sorted[i], sorted.length, p, ess);
    },
  };
}
