import { InputError, show } from '../errors.js';

/** Where a worker thread finds what it works on: a module that exports a function of the options. Plain data. */
export interface ModuleSource {
  /** file: URL of an ES module. */
  readonly module: string;
  readonly options: unknown;
}

/**
 * Calls the function of that name of a module.
 * @throws InputError when the module has none; whatever the module or the function throws
 */
export async function callFactory({ module, options }: ModuleSource, name: string): Promise<unknown> {
  const loaded = (await import(module)) as Readonly<Record<string, unknown>>;
  const factory = loaded[name];
  if (typeof factory !== 'function')
    throw new InputError({
      where: module,
      expected: `a module that exports a function ${name}(options)`,
      got: show(Object.keys(loaded)),
    });
  return (factory as (options: unknown) => unknown)(options);
}
