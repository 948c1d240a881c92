import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { exportParquet } from '../../src/export/parquet.js';
import { bits, exportJob, inFolder } from '../helpers/export-job.js';
import { memorySource } from '../helpers/memory-source.js';

const source = memorySource(2, 3, 40);

it('parquet has the rows, index columns and bits of the chain', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'chain.parquet');
    expect((await exportParquet(exportJob({ path, source }))).rows).toBe(240);
    const rows = (await parquetReadObjects({ file: await asyncBufferFromFile(path) })) as Record<
      string,
      number
    >[];
    expect(rows).toHaveLength(240);
    expect([rows[124].ensemble, rows[124].walker, rows[124].step]).toEqual([1, 1, 10]);
    for (const { id } of source.columns) {
      const all = [...source.read(id, 0), ...source.read(id, 1)];
      expect(bits(rows.map((row) => row[id]))).toEqual(bits(all));
    }
  }));

it('parquet carries the Arrow schema with units, labels and priors, and the metadata of the chain', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'chain.parquet');
    await exportParquet(exportJob({ path, source }));
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
    const entries = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value]));
    expect(entries.get('licmc.seed')).toBe('42');
    const { schema } = tableFromIPC(Buffer.from(entries.get('ARROW:schema') ?? '', 'base64'));
    expect(schema.fields.slice(0, 3).map((field) => String(field.type))).toEqual([
      'Uint16',
      'Uint16',
      'Uint32',
    ]);
    const field = schema.fields.find(({ name }) => name === 'v_sun');
    expect(field?.metadata.get('unit')).toBe('km/s');
    expect(field?.metadata.get('prior')).toBe('{"dist":"uniform","min":0,"max":30}');
    expect(schema.metadata.get('licmc.config_sha256')).toBe('ab'.repeat(32));
  }));
