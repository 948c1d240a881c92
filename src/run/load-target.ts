import { InputError, show } from '../errors.js';
import type { Target, TargetSource } from '../target.js';

/**
 * Builds the target that a source describes.
 * @throws InputError when the module has no `createTarget` function; whatever the module or `createTarget` throws
 */
export async function loadTarget({ module, options }: TargetSource): Promise<Target> {
  const loaded = (await import(module)) as { readonly createTarget?: unknown };
  if (typeof loaded.createTarget !== 'function')
    throw new InputError({
      where: module,
      expected: 'a module that exports a function createTarget(options)',
      got: show(Object.keys(loaded)),
    });
  const createTarget = loaded.createTarget as (options: unknown) => Target | Promise<Target>;
  return createTarget(options);
}
