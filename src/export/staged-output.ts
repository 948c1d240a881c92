/**
 * Where an export goes: written under a temporary name beside the target and renamed when complete, so that a target
 * either is the whole export or does not exist; and never over something that was there, unless forced.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { throwDiskFailure } from '../chain/file.js';
import { InputError } from '../errors.js';

export interface StagedOutput {
  /** Path to write instead of the final one. */
  readonly temporary: string;
  /** Final path. */
  readonly path: string;
  commit(): void;
  /** Removes what was written. */
  abandon(): void;
}

/**
 * Prepares an output. Throws `InputError` when the path exists and `force` is false, when it would replace the chain
 * that is being read, or when it is a directory that does not carry `directoryMark` (the file that shows that it is
 * an earlier export and may be removed).
 */
export function stageOutput(
  path: string,
  options: { readonly force: boolean; readonly source: string; readonly directoryMark?: string },
): StagedOutput {
  if (resolve(path) === resolve(options.source)) {
    throw new InputError({
      where: '-o',
      expected: 'another file than the chain itself',
      got: path,
      hint: 'Choose another name.',
    });
  }
  if (existsSync(path)) refuseUnlessReplaceable(path, options.force, options.directoryMark);
  const temporary = join(dirname(path), `.${basename(path)}.part`);
  return guarded(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(temporary, { recursive: true, force: true });
    return {
      temporary,
      path,
      commit: () => {
        guarded(path, () => {
          if (existsSync(path)) rmSync(path, { recursive: true });
          renameSync(temporary, path);
        });
      },
      abandon: () => rmSync(temporary, { recursive: true, force: true }),
    };
  });
}

function refuseUnlessReplaceable(path: string, force: boolean, directoryMark: string | undefined): void {
  if (!force) {
    throw new InputError({
      where: path,
      expected: 'a path where nothing is yet',
      got: 'something that exists',
      hint: 'Choose another name, or add --force to replace it.',
    });
  }
  if (!statSync(path).isDirectory()) return;
  if (directoryMark !== undefined && existsSync(join(path, directoryMark))) return;
  throw new InputError({
    where: path,
    expected: directoryMark === undefined ? 'a file' : 'a file or an earlier export',
    got: 'a directory with other contents',
    hint: 'Not even --force removes it; choose another name.',
  });
}

function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throwDiskFailure(error, path, 'write the export', 'Choose another place for it.');
  }
}
