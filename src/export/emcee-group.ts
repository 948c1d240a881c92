import type { ChainSource, SourceColumn } from './chain-source.js';
import { columnsOf, stepsBetweenKept } from './chain-source.js';
import type { ExportJob } from './export-job.js';
import type { Dataset, Group } from './hdf5.js';
import type { RowBlock } from './step-major.js';
import { stepMajor } from './step-major.js';

/** The release whose layout this is; emcee records its own version here. */
const emceeVersion = '3.1.6';

/** Float64 values of one HDF5 chunk, 1 MB: as large as HDF5's chunk cache. */
const chunkValues = 1 << 17;

/** What an emcee group holds of the chain. */
interface Layout {
  readonly group: Group;
  readonly source: ChainSource;
  readonly ensembles: readonly number[];
  /** All walkers of the group. */
  readonly W: number;
}

/** Fills one backend group with the given ensembles, their walkers side by side. */
export function writeEmceeGroup(group: Group, job: ExportJob, ensembles: readonly number[]): void {
  const { source } = job;
  const W = source.walkers * ensembles.length;
  const layout: Layout = { group, source, ensembles, W };
  const coordinates = columnsOf(source, 'coordinate');
  group.create_attribute('version', emceeVersion);
  group.create_attribute('nwalkers', W, []);
  group.create_attribute('ndim', coordinates.length, []);
  group.create_attribute('has_blobs', job.blobs ? 1 : 0, [], '<b');
  group.create_attribute('iteration', source.steps.length, []);
  // Of how many independent ensembles the walkers are: for licmc's own import.
  group.create_attribute('licmc_ensembles', ensembles.length, []);
  group.create_attribute('licmc_thin', stepsBetweenKept(source), []);
  describeCoordinates(group, coordinates);
  group.create_dataset({ name: 'accepted', data: movedCounts(source, ensembles) });
  const ids = coordinates.map((column) => column.id);
  const chain = emptyDataset(layout, group, 'chain', ids.length);
  const done = (block: RowBlock): void =>
    job.progress.advance(block.stepCount * source.walkers * block.columns.length);
  forBlocks(layout, ids, (block, first) => {
    writeRows(chain, block, first, source.walkers, true);
    done(block);
  });
  writeSingle(layout, group, 'log_posterior', 'log_prob', done);
  const others = [
    ...columnsOf(source, 'density').filter((column) => column.id !== 'log_posterior'),
    ...columnsOf(source, 'term', 'derived'),
  ];
  if (job.blobs) {
    writeBlobs(layout, others, done);
  } else {
    const extra = group.create_group('licmc');
    extra.create_attribute(
      'columns',
      others.map(({ id }) => id),
    );
    for (const column of others) {
      const dataset = writeSingle(layout, extra, column.id, column.id, done);
      dataset.create_attribute('unit', column.unit);
      dataset.create_attribute('latex', column.latex);
    }
  }
}

function describeCoordinates(group: Group, coordinates: readonly SourceColumn[]): void {
  group.create_attribute(
    'parameters',
    coordinates.map((column) => column.id),
  );
  group.create_attribute(
    'units',
    coordinates.map((column) => column.unit),
  );
  group.create_attribute(
    'latex',
    coordinates.map((column) => column.latex),
  );
  group.create_attribute(
    'priors',
    coordinates.map((column) => JSON.stringify(column.prior)),
  );
  group.create_attribute(
    'lower',
    Float64Array.from(coordinates, (column) => column.support[0]),
  );
  group.create_attribute(
    'upper',
    Float64Array.from(coordinates, (column) => column.support[1]),
  );
}

/** [W] at how many kept steps each walker stood elsewhere than at the kept step before: the acceptance that is in the file. */
function movedCounts(source: ChainSource, ensembles: readonly number[]): Float64Array {
  const W = source.walkers;
  const counts = new Float64Array(W * ensembles.length);
  const first = columnsOf(source, 'coordinate')[0].id;
  let last: readonly Float64Array[] = [];
  for (const { ensemble, firstStep, columns } of stepMajor(source, [first, 'log_posterior'], ensembles)) {
    const at = ensembles.indexOf(ensemble) * W;
    const before = firstStep === 0 ? [] : last;
    for (let i = before.length > 0 ? 0 : W; i < columns[0].length; i++) {
      const moved = columns.some((x, c) => x[i] !== (i < W ? before[c][i] : x[i - W]));
      if (moved) counts[at + (i % W)]++;
    }
    last = columns.map((x) => x.slice(x.length - W));
  }
  return counts;
}

function stepsPerChunk(layout: Layout, depth: number): number {
  const N = Math.max(1, layout.source.steps.length);
  return Math.max(1, Math.min(N, Math.floor(chunkValues / (layout.source.walkers * depth))));
}

/** [N, W] or, with depth > 0 coordinates, [N, W, depth]; can grow along the steps, as emcee needs to continue. */
function emptyDataset(layout: Layout, group: Group, name: string, depth: number): Dataset {
  const { source, W } = layout;
  const tail = depth === 0 ? [] : [depth];
  const dataset = group.create_dataset({
    name,
    data: new Float64Array(0),
    dtype: '<d',
    shape: [0, W, ...tail],
    maxshape: [null, W, ...tail],
    // A chunk never spans two ensembles, so each is written once and whole.
    chunks: [stepsPerChunk(layout, Math.max(1, depth)), source.walkers, ...tail],
  });
  dataset.resize([source.steps.length, W, ...tail]);
  return dataset;
}

function forBlocks(
  layout: Layout,
  ids: readonly string[],
  use: (block: RowBlock, firstWalker: number) => void,
): void {
  for (const block of stepMajor(layout.source, ids, layout.ensembles)) {
    use(block, layout.ensembles.indexOf(block.ensemble) * layout.source.walkers);
  }
}

/** Writes a block at its steps and walkers; with `deep`, columns become the last dimension. */
function writeRows(dataset: Dataset, block: RowBlock, first: number, W: number, deep: boolean): void {
  const depth = block.columns.length;
  const steps = Math.max(1, Math.floor(chunkValues / (W * depth)));
  for (let from = 0; from < block.stepCount; from += steps) {
    const to = Math.min(block.stepCount, from + steps);
    const values = new Float64Array((to - from) * W * depth);
    block.columns.forEach((column, d) => {
      for (let i = from * W, k = d; i < to * W; i++, k += depth) values[k] = column[i];
    });
    const ranges: [number, number][] = [
      [block.firstStep + from, block.firstStep + to],
      [first, first + W],
    ];
    dataset.write_slice(deep ? [...ranges, [0, depth]] : ranges, values);
  }
}

function writeSingle(
  layout: Layout,
  group: Group,
  id: string,
  name: string,
  done: (block: RowBlock) => void,
): Dataset {
  const dataset = emptyDataset(layout, group, name, 0);
  forBlocks(layout, [id], (block, first) => {
    writeRows(dataset, block, first, layout.source.walkers, false);
    done(block);
  });
  return dataset;
}

/** emcee's blobs as a structured type with one float64 field per column, as `blobs_dtype` makes them. */
function writeBlobs(layout: Layout, columns: readonly SourceColumn[], done: (block: RowBlock) => void): void {
  const { source, W } = layout;
  const dataset = layout.group.create_dataset({
    name: 'blobs',
    data: new Map<string, Float64Array>(columns.map(({ id }) => [id, new Float64Array(0)])),
    dtype: columns.map(({ id }): [string, string] => [id, '<d']),
    shape: [0, W],
    maxshape: [null, W],
    chunks: [stepsPerChunk(layout, columns.length), source.walkers],
  });
  dataset.resize([source.steps.length, W]);
  const ids = columns.map(({ id }) => id);
  const steps = stepsPerChunk(layout, columns.length);
  forBlocks(layout, ids, (block, first) => {
    for (let from = 0; from < block.stepCount; from += steps) {
      const to = Math.min(block.stepCount, from + steps);
      const rows = ids.map((id, c): [string, Float64Array] => [
        id,
        block.columns[c].subarray(from * source.walkers, to * source.walkers),
      ]);
      dataset.write_slice(
        [
          [block.firstStep + from, block.firstStep + to],
          [first, first + source.walkers],
        ],
        new Map(rows),
      );
    }
    done(block);
  });
}
