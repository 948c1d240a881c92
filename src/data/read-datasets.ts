/** The one place that touches data files: those shipped with the package and a user's own. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { InputError, RunError } from '../errors.js';
import { packagePath } from '../package-info.js';
import type { Dataset } from './dataset.js';
import { parseDataset } from './parse-dataset.js';

const loaded = new Map<string, Dataset>();

/**
 * Every measurement that comes with the package: spectra, then anisotropies, each by name. A file is read once.
 * @throws InputError when a file was damaged, RunError when one cannot be read
 */
export function shippedDatasets(): readonly Dataset[] {
  return shippedFiles().map(load);
}

/** The shipped data set of that name, null when there is none; reads no other file, which is most of the time of `shippedDatasets`. */
export function shippedDataset(name: string): Dataset | null {
  const file = shippedFiles().find((candidate) => candidate.endsWith(`/${name}.ecsv`));
  return file === undefined ? null : load(file);
}

/** Paths in the package, in the order of `shippedDatasets`. */
function shippedFiles(): string[] {
  return ['spectra', 'anisotropy'].flatMap((folder) =>
    readdirSync(packagePath('data', folder))
      .filter((name) => name.endsWith('.ecsv'))
      .sort()
      .map((name) => `data/${folder}/${name}`),
  );
}

function load(file: string): Dataset {
  const dataset = loaded.get(file) ?? readDataset(packagePath(file), file);
  loaded.set(file, dataset);
  return dataset;
}

/**
 * A user's own measurements, in the schema of data/README.md.
 * @throws InputError when there is no such file, or with every mistake in it
 */
export function readDatasetFile(path: string): Dataset {
  return readDataset(path, path);
}

/**
 * SHA-256 of the file a data set came from, hexadecimal, for the provenance of a chain.
 * @throws Error for a data set that did not come from a file
 */
export function datasetHash(dataset: Dataset): string {
  if (dataset.sha256 === null) throw new Error(`data set ${dataset.name} was not read from a file`);
  return dataset.sha256;
}

function readDataset(path: string, name: string): Dataset {
  const bytes = readBytes(path, name);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError({
      where: name,
      expected: 'text in UTF-8',
      got: 'other bytes',
      hint: 'Save the table as UTF-8 text.',
    });
  }
  return Object.freeze({
    ...parseDataset(text, name),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
}

function readBytes(path: string, name: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = { ENOENT: 'no such file', EISDIR: 'a folder', EACCES: 'no permission to read it' }[
      code ?? ''
    ];
    if (reason === undefined) throw new RunError(`${name}: cannot be read: ${message}`, { cause: error });
    throw new InputError({
      where: name,
      expected: 'a data file',
      got: reason,
      hint: 'Give the path of an .ecsv file.',
    });
  }
}
