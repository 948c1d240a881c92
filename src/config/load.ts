import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { firstProblems, InputError, show, suggestion } from '../errors.js';
import { packagePath } from '../package-info.js';
import { applyOverrides, optionOf } from './overrides.js';
import type { Overrides } from './overrides.js';
import { resolveConfig } from './resolve.js';
import type { ResolvedConfig } from './resolved.js';
import { configSchema } from './schema.js';
import { parseYaml } from './yaml-source.js';
import { zodProblems } from './zod-problems.js';

/** Names of the shipped configurations. */
export function shippedConfigs(): string[] {
  return readdirSync(packagePath('priors'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();
}

/** A CONFIG argument is a file, or the bare name of a shipped one. @throws InputError when it is neither */
export function configPath(argument: string): string {
  if (shippedConfigs().includes(argument)) return packagePath('priors', `${argument}.yaml`);
  if (existsSync(argument)) return argument;
  throw new InputError({
    where: `configuration ${argument}`,
    expected: 'a YAML file or the name of a shipped configuration',
    got: show(argument),
    hint: suggestion(argument, shippedConfigs()),
  });
}

/** Text of a person's file. @throws InputError when it is missing, a directory or not readable */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const got = { ENOENT: 'no such file', EISDIR: 'a directory', EACCES: 'no permission to read it' }[
      code ?? ''
    ];
    if (got === undefined) throw error;
    throw new InputError({ where: file, expected: 'a readable file', got, hint: 'Check the path.' });
  }
}

/** Reads, checks and resolves a configuration, with what the command line overrides. @throws InputError with every mistake */
export function loadConfig(argument: string, overrides: Overrides = {}): ResolvedConfig {
  const path = configPath(argument);
  return parseConfig(readTextFile(path), path, overrides);
}

/** The same from a text; `path` serves messages, the name of the configuration and relative data files. */
export function parseConfig(text: string, path: string, overrides: Overrides = {}): ResolvedConfig {
  checkIsText(text, path);
  const source = parseYaml(text, path);
  if (source.value === null || source.value === undefined) {
    throw new InputError({
      where: path,
      expected: 'a configuration',
      got: 'an empty file',
      hint: '`licmc config paper` prints one to start from.',
    });
  }
  const parsed = configSchema.safeParse(source.value);
  if (!parsed.success)
    throw new InputError(firstProblems(zodProblems(parsed.error, configSchema, source), path));
  return resolveConfig(applyOverrides(parsed.data, overrides), {
    name: basename(path, extname(path)),
    source,
    optionOf: (path) => optionOf(path, overrides),
    readText: (file) => readTextFile(resolve(dirname(path), file)),
  });
}

/** Text has no byte 0. A chain given in place of its configuration is the likeliest file that has. */
function checkIsText(text: string, path: string): void {
  if (!text.includes('\0')) return;
  const isChain = /^(ARROW1|\ufffd{4})/.test(text);
  throw new InputError({
    where: path,
    expected: 'a configuration, a YAML file',
    got: isChain ? 'a chain' : 'a binary file',
    hint: isChain
      ? `Give the configuration it was drawn from: \`licmc sample CONFIG --out ${path} --resume\` continues it.`
      : '`licmc config paper` prints one to start from.',
  });
}
