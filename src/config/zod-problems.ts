import type { z } from 'zod';
import { show, suggestion } from '../errors.js';
import type { Problem } from '../errors.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

/** Turns what a zod schema found wrong into problems with file:line:column, one per mistake, with suggestions for misspelt keys. */
export function zodProblems(error: z.core.$ZodError, schema: z.core.$ZodType, source: YamlSource): Problem[] {
  return error.issues.flatMap((issue) => issueProblems(issue, [], schema, source));
}

function issueProblems(
  issue: z.core.$ZodIssue,
  prefix: YamlPath,
  schema: z.core.$ZodType,
  source: YamlSource,
): Problem[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  const label = path.join('.');
  const where = (at: YamlPath): string => `${source.locate(at)}: ${label === '' ? 'the file' : label}`;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path, valueAt(source.value, path));
    return issue.keys.map((key) => ({
      where: `${source.locateKey([...path, key])}: ${[...path, key].join('.')}`,
      expected: 'a known key',
      got: show(key),
      hint: suggestion(key, known),
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that fits best tells the person most: the one whose mistakes lie deepest, then the one with fewest.
    const depth = (branch: readonly z.core.$ZodIssue[]): number =>
      Math.max(...branch.map((i) => i.path.length));
    const branches = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
    return branches[0].flatMap((inner) => issueProblems(inner, path, schema, source));
  }
  const value = valueAt(source.value, path);
  return [{ where: where(path), expected: rule(issue), got: show(value) }];
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['number', 'a number'],
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a mapping'],
]);

/** What was broken, as it completes "expected ...". */
function rule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames.get(issue.expected) ?? `a ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${issue.origin === 'array' ? ' entries' : ''}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}${issue.origin === 'array' ? ' entries' : ''}`;
    case 'custom':
    default:
      return issue.message;
  }
}

function valueAt(value: unknown, path: YamlPath): unknown {
  let at = value;
  for (const key of path) at = (at as Record<string | number, unknown> | undefined | null)?.[key];
  return at;
}

interface Introspectable {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly def: {
    readonly type: string;
    readonly innerType?: z.core.$ZodType;
    readonly element?: z.core.$ZodType;
    readonly in?: z.core.$ZodType;
    readonly catchall?: z.core.$ZodType;
    readonly options?: readonly z.core.$ZodType[];
  };
}

/** The keys that the schema knows at a path; of a union, those of every branch. */
function knownKeys(schema: z.core.$ZodType, path: YamlPath, value: unknown): string[] {
  const { def, shape } = schema as unknown as Introspectable;
  if (def.innerType !== undefined) return knownKeys(def.innerType, path, value);
  if (def.in !== undefined) return knownKeys(def.in, path, value);
  if (def.options !== undefined)
    return [...new Set(def.options.flatMap((option) => knownKeys(option, path, value)))];
  if (path.length === 0) return Object.keys(shape ?? {});
  if (def.element !== undefined) return knownKeys(def.element, path.slice(1), value);
  const next = shape?.[path[0]] ?? def.catchall;
  return next === undefined ? [] : knownKeys(next, path.slice(1), value);
}
