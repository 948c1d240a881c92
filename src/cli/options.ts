import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError, show } from '../errors.js';
import { checkIds, parseAssignment } from '../config/overrides.js';
import type { Assignment } from '../config/overrides.js';
import { modelDefaults, parameterIndex, parameterTable, transportModels } from '../model/parameters.js';
import type { TransportModel } from '../model/parameters.js';

/** Collects a repeatable `id=value` option; for commander's option(). */
export function assignments(
  option: string,
): (text: string, before: readonly Assignment[]) => readonly Assignment[] {
  return (text, before) => [...before, parseAssignment(option, text)];
}

/** A LIST: comma-separated numbers, or `log:FROM:TO:N` for N points with equal steps of the logarithm, ends included. */
export function parseList(option: string, text: string): number[] {
  if (text.startsWith('log:')) return logList(option, text);
  const parts = text.split(',').map((part) => part.trim());
  const values = parts.map(Number);
  const bad = parts.filter((part, i) => part === '' || !Number.isFinite(values[i]));
  if (bad.length > 0) {
    throw new InputError(
      bad.map((part) => ({
        where: option,
        expected: 'finite numbers separated by commas, or log:FROM:TO:N',
        got: show(part),
      })),
    );
  }
  return values;
}

function logList(option: string, text: string): number[] {
  const parts = text.slice(4).split(':');
  const [from, to, count] = parts.map(Number);
  const valid =
    parts.length === 3 &&
    from > 0 &&
    to > from &&
    to < Infinity &&
    Number.isInteger(count) &&
    count >= 2 &&
    count <= 1e6;
  if (!valid) {
    throw new InputError({
      where: option,
      expected: 'log:FROM:TO:N with 0 < FROM < TO and N >= 2',
      got: show(text),
      hint: `For example ${option} log:10:1e7:61`,
    });
  }
  // In powers of ten, so that log:10:1e7:7 gives the whole decades exactly.
  const [start, end] = [Math.log10(from), Math.log10(to)];
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? from : i === count - 1 ? to : 10 ** (start + ((end - start) * i) / (count - 1)),
  );
}

/** A whole number of at least `min`; for commander's option(). */
export function wholeNumber(option: string, min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < min) {
      throw new InputError({ where: option, expected: `a whole number of at least ${min}`, got: show(text) });
    }
    return value;
  };
}

/** An even whole number of at least 2; for commander's option(). */
export function evenNumber(option: string): (text: string) => number {
  return (text) => {
    const value = wholeNumber(option, 2)(text);
    if (value % 2 === 0) return value;
    throw new InputError({ where: option, expected: 'an even number', got: show(text) });
  };
}

/** Collects a repeatable `id=value` option whose values are errors to be reached, each id once. */
export function standardErrors(
  option: string,
): (text: string, before: readonly Assignment[]) => readonly Assignment[] {
  const quantity = ({ id }: Assignment): string => id.replace(/^mean:/, '');
  return (text, before) => {
    const added = parseAssignment(option, text);
    if (!(added.value > 0))
      throw new InputError({ where: option, expected: 'a standard error above 0', got: show(text) });
    if (before.some((other) => quantity(other) === quantity(added)))
      throw new InputError({
        where: option,
        expected: 'each quantity once',
        got: `${show(text)} as well`,
        hint: 'Leave one of them out.',
      });
    return [...before, added];
  };
}

/** A chain file to be written; for commander's option(). A folder is none, nor is a name that has only the ending. */
export function chainFile(option: string): (text: string) => string {
  return (text) => {
    const isFolder = text.endsWith('/') || statSync(text, { throwIfNoEntry: false })?.isDirectory() === true;
    if (text !== '' && !isFolder && !/^\.arrows?$/.test(basename(text))) return text;
    throw new InputError({
      where: option,
      expected: 'the name of a file',
      got: isFolder ? `the folder ${show(text)}` : show(text),
      hint: `For example ${option} ${join(isFolder ? text : 'chains', 'paper.arrow')}`,
    });
  };
}

/** A number above 0; for commander's option(). */
export function positiveNumber(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value > 0 && value < Infinity))
      throw new InputError({ where: option, expected: 'a number above 0', got: show(text) });
    return value;
  };
}

const secondsPer = { s: 1, m: 60, h: 3600, d: 86400 } as const;

/** A DURATION such as `90s`, `45m`, `2h`, `1h30m` or plain seconds, in seconds. */
export function parseDuration(option: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(\d+(\.\d+)?[smhd])+$/.test(text)) {
    throw new InputError({
      where: option,
      expected: 'a duration such as 90s, 45m, 2h or 1h30m',
      got: show(text),
    });
  }
  const parts = text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g);
  return [...parts].reduce(
    (sum, [, value, unit]) => sum + Number(value) * secondsPer[unit as keyof typeof secondsPer],
    0,
  );
}

/** `--model`: one of the transport models. */
export function parseModel(text: string): TransportModel {
  const model = transportModels.find((name) => name === text);
  if (model === undefined) {
    throw new InputError({ where: '--model', expected: transportModels.join(' or '), got: show(text) });
  }
  return model;
}

/** A point of parameter space: a model's own defaults, then what `--set` moves. @throws InputError for unknown ids */
export function pointOf(model: TransportModel, set: readonly Assignment[]): Float64Array {
  checkIds(
    '--set',
    set,
    parameterTable.map((info) => info.id),
  );
  const values = modelDefaults(model);
  for (const { id, value } of set) values[parameterIndex(id)] = value;
  return values;
}
