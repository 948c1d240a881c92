import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import type { ExportJob } from './export-job.js';
import { createFileSink } from './file-sink.js';
import { stageOutput } from './staged-output.js';

/** One text file of an export. */
export interface TextOutput {
  readonly path: string;
  /** Hands the contents over piece by piece. */
  readonly fill: (write: (text: string) => void) => void;
}

/**
 * Writes several files so that either all of them appear or none. Every path is checked before the first byte.
 * @returns the paths, in order
 */
export function writeTextOutputs(job: ExportJob, outputs: readonly TextOutput[]): string[] {
  const staged = outputs.map(({ path }) => stageOutput(path, { force: job.force, source: job.source.path }));
  try {
    outputs.forEach((output, i) => {
      const sink = createFileSink(staged[i].temporary);
      try {
        output.fill(sink.text);
        sink.close();
      } catch (error) {
        sink.abandon();
        throw error;
      }
    });
  } catch (error) {
    staged.forEach((output) => output.abandon());
    throw error;
  }
  staged.forEach((output) => output.commit());
  return staged.map((output) => output.path);
}

/**
 * Removes `ROOT_<n>SUFFIX` with n > `keep`, left by an export of more ensembles, because readers that collect such
 * files by name would take them for part of this chain. Throws `InputError` without `force`.
 */
export function removeSurplus(root: string, suffix: string, keep: number, force: boolean): void {
  const folder = dirname(root);
  if (!existsSync(folder)) return;
  const surplus = readdirSync(folder).filter((name) => {
    if (!name.startsWith(`${basename(root)}_`) || !name.endsWith(suffix)) return false;
    const number = name.slice(basename(root).length + 1, name.length - suffix.length);
    return /^\d+$/.test(number) && Number(number) > keep;
  });
  if (surplus.length === 0) return;
  if (!force) {
    throw new InputError({
      where: join(folder, surplus[0]),
      expected: `no files of this root beyond ${basename(root)}_${keep}${suffix}`,
      got: 'one from an earlier export',
      hint: 'Readers would mix the two; choose another root, or add --force to remove it.',
    });
  }
  for (const name of surplus) rmSync(join(folder, name));
}
