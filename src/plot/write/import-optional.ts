import { RunError } from '../../errors.js';

/** Loads an optional package on demand; says which one is missing for which format when it is not installed. */
export async function importOptional<T>(format: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new RunError(
      `${format} needs the optional package ${name}, which is not installed. ` +
        'Run `npm install` without --omit=optional, or write .svg.',
    );
  }
}
