import { makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import {
  encodeBatch,
  encodeSchema,
  headBytesOf,
  readSeal,
  type ColumnData,
} from '../../src/chain/message.js';
import { chainSchema } from '../../src/chain/schema.js';
import { crc32 } from 'node:zlib';
import { columns, metadata } from './synthetic.js';

const schema = chainSchema(columns, metadata);
const data: ColumnData[] = [
  Uint16Array.of(0, 0, 0),
  Uint16Array.of(0, 1, 2),
  Uint32Array.of(7, 7, 7),
  ...columns.slice(3).map((_, c) => Float64Array.of(c, -c / 3, 1e300 * c)),
];

/** The same schema and batch by apache-arrow's own stream writer. */
function byArrow(ofSchema: Schema, entries: ReadonlyMap<string, string>): Uint8Array {
  const children = ofSchema.fields.map((field, c) =>
    makeData({ type: field.type as never, data: data[c] as never }),
  );
  const struct = makeData({ type: new Struct(ofSchema.fields), length: 3, nullCount: 0, children });
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });
  writer.write(new RecordBatch(ofSchema, struct, new Map(entries)));
  return writer.toUint8Array(true);
}

describe('messages', () => {
  const { bytes, sealed } = encodeSchema(schema);
  const batch = encodeBatch(data, { 'licmc.ensemble': '0' });

  test('are byte for byte those of apache-arrow', () => {
    const seal = Buffer.from(batch)
      .toString('latin1')
      .match(/licmc-seal:[0-9a-f:]{30}/)![0];
    const entries = new Map([
      ['licmc.ensemble', '0'],
      ['licmc.seal', seal],
    ]);
    expect(Buffer.concat([bytes, batch]).equals(byArrow(sealed, entries))).toBe(true);
  });

  test('are aligned to eight bytes', () => {
    expect([bytes.length % 8, headBytesOf(bytes) % 8, batch.length % 8, headBytesOf(batch) % 8]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test('of columns of unequal length are refused', () => {
    expect(() => encodeBatch([Uint16Array.of(1), Float64Array.of(1, 2)], {})).toThrow(
      'columns of 1 and 2 rows',
    );
  });
});

describe('the seal', () => {
  const batch = encodeBatch(data, { 'licmc.ensemble': '0', 'licmc.checkpoint': 'AAECAwQ=' });
  const headBytes = headBytesOf(batch);
  const isWhole = (bytes: Uint8Array): boolean => {
    const seal = readSeal(bytes.subarray(0, headBytes));
    if (typeof seal === 'string') return false;
    return seal.bodyBytes === bytes.length - headBytes && seal.bodyCrc === crc32(bytes.subarray(headBytes));
  };

  test('holds for what was sealed', () => {
    expect(isWhole(batch)).toBe(true);
  });

  test('breaks with any single flipped bit, wherever it is', () => {
    const undetected: number[] = [];
    for (let i = 0; i < batch.length; i++)
      for (let bit = 0; bit < 8; bit++) {
        batch[i] ^= 1 << bit;
        if (isWhole(batch)) undetected.push(8 * i + bit);
        batch[i] ^= 1 << bit;
      }
    expect(undetected).toEqual([]);
  });

  test('is found beside metadata that look like one', () => {
    const odd = encodeBatch(data, { 'licmc.note': 'licmc-seal:000000000000:12345678:12345678 licmc-seal:' });
    expect(readSeal(odd.subarray(0, headBytesOf(odd)))).toMatchObject({
      bodyBytes: odd.length - headBytesOf(odd),
    });
    const blank = 'licmc-seal:000000000000:00000000:00000000';
    expect(() => encodeBatch(data, { 'licmc.note': blank })).toThrow(RangeError);
  });

  test('is absent from messages of other programs', () => {
    const other = byArrow(new Schema(schema.fields), new Map());
    expect(readSeal(other.subarray(0, headBytesOf(other)))).toBe('none');
  });
});
