import { InputError, show, suggestion, together } from '../errors.js';
import type { Problem } from '../errors.js';
import { nuisanceTable } from '../likelihood/nuisances.js';
import { parameterTable } from '../model/parameters.js';
import type { TransportModel } from '../model/parameters.js';
import type { ConfigInput, ParameterEntry, SamplerInput } from './schema.js';
import type { YamlPath } from './yaml-source.js';

/** What the command line changes of a configuration. Values are in the parameter's own unit, never log10. */
export interface Overrides {
  readonly model?: TransportModel;
  /** `--set id=value`: moves the fixed value, or the start of a sampled parameter. */
  readonly set?: readonly Assignment[];
  /** `--fix id=value`: fixes the value and removes the parameter from sampling. */
  readonly fix?: readonly Assignment[];
  readonly sampler?: Partial<SamplerInput>;
}

export interface Assignment {
  readonly id: string;
  readonly value: number;
}

/** Parses `id=value`. @throws InputError naming the option */
export function parseAssignment(option: string, text: string): Assignment {
  const at = text.indexOf('=');
  const value = Number(text.slice(at + 1).trim());
  if (at <= 0 || text.slice(at + 1).trim() === '' || !Number.isFinite(value)) {
    throw new InputError({
      where: option,
      expected: 'id=value with a finite number',
      got: show(text),
      hint: `For example ${option} v_sun=15.5`,
    });
  }
  return { id: text.slice(0, at).trim(), value };
}

/** Every parameter id that data shipped with the program can use. */
export function knownIds(): string[] {
  return [...parameterTable, ...nuisanceTable].map((info) => info.id);
}

/** @throws InputError naming the nearest id for every unknown one */
export function checkIds(option: string, assignments: readonly Assignment[], known: readonly string[]): void {
  const problems = assignments
    .filter(({ id }) => !known.includes(id))
    .map(({ id }): Problem => {
      const natural = id.startsWith('log10_') ? id.slice(6) : null;
      const hint =
        natural !== null && known.includes(natural)
          ? `Give '${natural}' itself, not its logarithm.`
          : suggestion(id, known);
      return { where: option, expected: 'a known parameter', got: show(id), hint };
    });
  if (problems.length > 0) throw new InputError(problems);
}

/** The option that set the value at a path of the configuration; null where the file did. */
export function optionOf([section, key]: YamlPath, { sampler = {}, set = [] }: Overrides): string | null {
  if (section === 'sampler' && typeof key === 'string' && key in sampler) return `--${key}`;
  const changed = section === 'parameters' && set.some(({ id }) => id === key);
  return changed ? `--set ${key}` : null;
}

/** The configuration with the overrides written into it. */
export function applyOverrides(input: ConfigInput, overrides: Overrides): ConfigInput {
  const own = Object.keys(input.parameters);
  const known = [...knownIds(), ...own];
  together((['set', 'fix'] as const).map((key) => () => checkIds(`--${key}`, overrides[key] ?? [], known)));
  const parameters = { ...(input.parameters as Record<string, ParameterEntry | undefined>) };
  for (const { id, value } of overrides.set ?? []) {
    const entry = parameters[id];
    parameters[id] = entry?.prior === undefined ? { value } : { ...entry, start: value };
  }
  for (const { id, value } of overrides.fix ?? []) parameters[id] = { value };
  return {
    ...input,
    model: overrides.model ?? input.model,
    parameters,
    sampler: { ...input.sampler, ...overrides.sampler },
  };
}
