import type { Block } from '../../src/chain/block.js';
import { chainColumns, type ChainColumn } from '../../src/chain/columns.js';
import type { ChainMetadata } from '../../src/chain/schema.js';
import type { Target } from '../../src/target.js';

/** A target with one of everything. */
export const target: Pick<Target, 'coordinates' | 'terms' | 'derived'> = {
  coordinates: [
    {
      id: 'v_sun',
      unit: 'km/s',
      latex: 'V_\\odot',
      support: [0, 30],
      prior: { dist: 'uniform', min: 0, max: 30 },
      start: (u) => 30 * u,
    },
    {
      id: 'log10_x_lic',
      unit: 'log10(pc)',
      latex: '\\log_{10} x',
      support: [-Infinity, 1.3],
      prior: null,
      start: (u) => u,
    },
  ],
  terms: [{ id: 'chi2_spectrum', unit: '1', latex: '\\chi^2_\\mathrm{spectrum}' }],
  derived: [{ id: 'x_b', unit: 'pc microgauss', latex: 'x B' }],
};

export const columns: readonly ChainColumn[] = chainColumns(target);

export const metadata: ChainMetadata = {
  document: { config: { name: 'made', parameters: { v_sun: { prior: [0, 30] } } }, note: 'Größe µ' },
  seed: '42',
  version: '0.1.0',
  configSha256: 'ab'.repeat(32),
};

export interface Shape {
  readonly ensembles: number;
  readonly walkers: number;
  readonly thin?: number;
}

/** The number that stands in a column at a walker's kept step: every one is different and reproducible. */
export const valueAt = (ensemble: number, step: number, walker: number, column: number): number =>
  Math.sin(1 + ensemble + 10 * walker + 1000 * step) * 10 ** (column - 3);

/** What the state of an ensemble depends on: itself and how far it is. */
export const checkpointAt = (ensemble: number, iteration: number): Uint8Array =>
  Uint8Array.from({ length: 24 }, (_, i) => 17 * ensemble + 31 * iteration + i);

export const WARMUP = 10;

/** The blocks of all ensembles for the steps after `from` up to `to` since the start; the first WARMUP keep nothing. */
export function blocksOf({ ensembles, walkers, thin = 1 }: Shape, from: number, to: number): Block[] {
  const steps: number[] = [];
  for (let iteration = from + 1; iteration <= to; iteration++) {
    const step = iteration - WARMUP;
    if (step > 0 && step % thin === 0) steps.push(step);
  }
  return Array.from({ length: ensembles }, (_, ensemble) => ({
    ensemble,
    walkers,
    steps: Uint32Array.from(steps),
    iteration: to,
    checkpoint: checkpointAt(ensemble, to),
    columns: columns
      .slice(3)
      .map((_column, c) =>
        Float64Array.from({ length: steps.length * walkers }, (_value, row) =>
          valueAt(ensemble, steps[Math.floor(row / walkers)], row % walkers, c),
        ),
      ),
  }));
}

/** A column of the whole chain in file order. */
export function expectedColumn(
  { ensembles, walkers, thin = 1 }: Shape,
  last: number,
  id: string,
): Float64Array {
  const c = columns.findIndex((column) => column.id === id) - 3;
  const values: number[] = [];
  for (let e = 0; e < ensembles; e++)
    for (let step = thin; step <= last; step += thin)
      for (let w = 0; w < walkers; w++) values.push(valueAt(e, step, w, c));
  return Float64Array.from(values);
}
