import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDataset } from '../../src/data/parse-dataset.js';
import {
  datasetHash,
  readDatasetFile,
  shippedDataset,
  shippedDatasets,
} from '../../src/data/read-datasets.js';
import { spectrumText } from './dataset-texts.js';

const folder = mkdtempSync(join(tmpdir(), 'licmc-data-'));
function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('readDatasetFile', () => {
  test('gives what the text of the file says, with the hash of its bytes', () => {
    const path = save('mine.ecsv', spectrumText);
    const dataset = readDatasetFile(path);
    expect(dataset).toEqual({ ...parseDataset(spectrumText, path), sha256: datasetHash(dataset) });
    // sha256sum of the same bytes, by coreutils.
    expect(datasetHash(dataset)).toBe('3f2ca837c73a14b6fc4d76f1bcc4ec5ce609a57ab3e9cde32e2e6a02dcce9ab8');
    expect(
      datasetHash(readDatasetFile(save('windows.ecsv', spectrumText.replaceAll('\n', '\r\n')))),
    ).not.toBe(datasetHash(dataset));
  });

  test('reads a file with a byte-order mark', () => {
    const path = save('bom.ecsv', `\uFEFF${spectrumText}`);
    expect(readDatasetFile(path).points).toEqual(parseDataset(spectrumText, path).points);
  });

  test.each([
    ['a file that is not there', () => join(folder, 'nowhere.ecsv'), 'no such file'],
    ['a folder', () => folder, 'a folder'],
    [
      'bytes that are no text',
      () => save('latin1.ecsv', Uint8Array.of(0x23, 0x20, 0xe9, 0x0a)),
      'other bytes',
    ],
  ])('says what is wrong with %s', (_, path, got) => {
    const where = path();
    expect(() => readDatasetFile(where)).toThrowInputError([{ where, got }]);
  });
});

describe('shippedDataset', () => {
  test('is the one of that name, and null for any other', () => {
    for (const dataset of shippedDatasets()) expect(shippedDataset(dataset.name)).toBe(dataset);
    for (const name of ['', 'AMS02', '2015_p', '../spectra/AMS02_2015_p', 'ams02_2015_p']) {
      expect(shippedDataset(name)).toBeNull();
    }
  });
});

describe('datasetHash', () => {
  test('is known for every shipped set and not for a text without a file', () => {
    const hashes = shippedDatasets().map(datasetHash);
    expect(new Set(hashes).size).toBe(54);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(() => datasetHash(parseDataset(spectrumText, 'text'))).toThrow('not read from a file');
  });
});
