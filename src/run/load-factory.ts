import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError, show } from '../errors.js';

/** Where a worker thread finds what it works on: a module that exports a function of the options. Plain data. */
export interface ModuleSource {
  /** URL of an ES module, or its path. */
  readonly module: string;
  readonly options: unknown;
}

/**
 * Calls the function of that name of a module.
 * @throws InputError when there is no such module, or it has no such function; whatever the module or the function throws
 */
export async function callFactory({ module, options }: ModuleSource, name: string): Promise<unknown> {
  const loaded = await load(module);
  const factory = loaded[name];
  if (typeof factory !== 'function')
    throw new InputError({
      where: module,
      expected: `a module that exports a function ${name}(options)`,
      got: show(Object.keys(loaded)),
    });
  return (factory as (options: unknown) => unknown)(options);
}

async function load(module: string): Promise<Readonly<Record<string, unknown>>> {
  const url = moduleUrl(module);
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    // One that this module imports in turn is its own affair, told by Node with its name.
    if (!isMissing(error, url)) throw error;
    throw new InputError({
      where: `module ${show(module)}`,
      expected: 'a module that is there',
      got: `none at ${url}`,
      hint: "A path is seen from the working directory; a module beside the one that calls is new URL('./density.mjs', import.meta.url).href.",
    });
  }
}

/** Node would look for a path beside this file and for a bare name among packages: people mean a file of theirs. */
function moduleUrl(module: string): string {
  const isUrl = /^[a-z][a-z\d+.-]+:/i.test(module) && !isAbsolute(module);
  return isUrl ? module : pathToFileURL(resolve(module)).href;
}

function isMissing(error: unknown, url: string): boolean {
  const { code, url: missing } = (error ?? {}) as { readonly code?: unknown; readonly url?: unknown };
  return (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT') && missing === url;
}
