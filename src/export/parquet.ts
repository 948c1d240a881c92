/**
 * Apache Parquet (parquet-format 2) in the chain's own row order, uncompressed (the bits of a chain are noise), with
 * the Arrow schema in the footer as Arrow itself stores it, so that pyarrow and R get types, units and metadata back.
 */
import type { SchemaElement } from 'hyparquet';
import { indexColumns } from '../chain/columns.js';
import type { ChainColumn } from '../chain/columns.js';
import { encodeSchema } from '../chain/message.js';
import { chainSchema } from '../chain/schema.js';
import { RunError } from '../errors.js';
import { packageVersion } from '../package-info.js';
import type { ChainSource } from './chain-source.js';
import { licmcDocument, sourceRows } from './chain-source.js';
import type { ExportJob, ExportResult } from './export-job.js';
import { stageOutput } from './staged-output.js';
import { stepMajor } from './step-major.js';

type ParquetLibrary = typeof import('hyparquet-writer');

/** Rows of one row group. */
const groupRows = 1 << 17;

/** Writes the file PATH. */
export async function exportParquet(job: ExportJob): Promise<ExportResult> {
  const library = await loadLibrary();
  const output = stageOutput(job.path, { force: job.force, source: job.source.path });
  try {
    await writeFile(library, output.temporary, job);
  } catch (error) {
    output.abandon();
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new RunError(`${job.path}: cannot be written: ${(error as Error).message}`);
  }
  output.commit();
  return { files: [output.path], rows: sourceRows(job.source) };
}

async function loadLibrary(): Promise<ParquetLibrary> {
  try {
    return await import('hyparquet-writer');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new RunError(
      'Parquet files need the optional package hyparquet-writer: run `npm install hyparquet-writer@0.17.0`.',
    );
  }
}

async function writeFile(library: ParquetLibrary, path: string, job: ExportJob): Promise<void> {
  const { source } = job;
  const ids = source.columns.map((column) => column.id);
  const writer = new library.ParquetWriter({
    writer: library.fileWriter(path),
    schema: parquetSchema(ids),
    codec: 'UNCOMPRESSED',
    createdBy: `licmc version ${packageVersion}`,
    kvMetadata: [
      { key: 'ARROW:schema', value: arrowSchema(source) },
      ...[...source.metadata].map(([key, value]) => ({ key, value })),
    ],
  });
  const W = source.walkers;
  const stepsPerGroup = Math.max(1, Math.floor(groupRows / W));
  for (const block of stepMajor(source, ids)) {
    for (let from = 0; from < block.stepCount; from += stepsPerGroup) {
      const to = Math.min(block.stepCount, from + stepsPerGroup);
      const rows = (to - from) * W;
      const integers = (value: (row: number) => number): Int32Array =>
        Int32Array.from({ length: rows }, (_, row) => value(row));
      await writer.write({
        columnData: [
          { name: 'ensemble', data: integers(() => block.ensemble) },
          { name: 'walker', data: integers((row) => row % W) },
          {
            name: 'step',
            data: integers((row) => source.steps[block.firstStep + from + Math.floor(row / W)]),
          },
          ...ids.map((name, c) => ({
            name,
            data: block.columns[c].subarray(from * W, to * W),
            encoding: 'PLAIN' as const,
          })),
        ],
        rowGroupSize: rows,
      });
      job.progress.advance(rows * ids.length);
    }
  }
  await writer.finish();
}

function parquetSchema(ids: readonly string[]): SchemaElement[] {
  const unsigned = (name: string, converted_type: 'UINT_16' | 'UINT_32'): SchemaElement => ({
    name,
    type: 'INT32',
    converted_type,
    repetition_type: 'REQUIRED',
  });
  return [
    { name: 'schema', num_children: ids.length + 3 },
    unsigned('ensemble', 'UINT_16'),
    unsigned('walker', 'UINT_16'),
    unsigned('step', 'UINT_32'),
    ...ids.map((name): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'REQUIRED' })),
  ];
}

/** The Arrow schema as an encapsulated IPC message, base64: Arrow C++'s `ARROW:schema` key. */
function arrowSchema(source: ChainSource): string {
  const columns = [
    ...indexColumns,
    ...source.columns.map(({ id, role, unit, latex, prior, support }): ChainColumn => {
      const column = { id, unit, latex, kind: role };
      return role === 'coordinate' ? { ...column, prior, support } : column;
    }),
  ];
  const schema = chainSchema(columns, {
    document: licmcDocument(source) ?? {},
    seed: source.metadata.get('licmc.seed') ?? '',
    version: source.metadata.get('licmc.version') ?? '',
    configSha256: source.metadata.get('licmc.config_sha256') ?? '',
  });
  return Buffer.from(encodeSchema(schema).bytes).toString('base64');
}
