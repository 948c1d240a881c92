/** What is wrong with the definition of a target that a person writes down. */
import { show, type Problem } from '../errors.js';
import { isNumber, isObject, method, required, ruleProblems, text, type Rules } from '../run/rules.js';
import type { DerivedDefinition, ParameterDefinition } from './define-target.js';

const densityRules: Rules = { logDensity: method, logPrior: method, logLikelihood: method };
const number = { expected: 'a number', holds: isNumber };
const parameterRules: Rules<Exclude<keyof ParameterDefinition, 'start'>> = {
  min: number,
  max: number,
  unit: text,
  latex: text,
};
const derivedRules: Rules<keyof DerivedDefinition<never>> = {
  value: required(method),
  unit: text,
  latex: text,
};

/** Every mistake of what is handed to `defineTarget`. */
export function definitionProblems(given: unknown): Problem[] {
  const problems = ruleProblems(given, densityRules, {
    where: 'definition',
    more: ['parameters', 'derived'],
  });
  if (!isObject(given)) return problems;
  const { parameters, derived = {} } = given;
  const names = isObject(parameters) ? Object.keys(parameters) : [];
  return [
    ...problems,
    ...densityProblems(given),
    ...mapProblems('parameters', parameters, (where, entry) => parameterProblems(where, entry)),
    ...names.flatMap((name) => nameProblems('parameters', name, false)),
    ...(isObject(parameters) && names.length === 0
      ? [{ where: 'parameters', expected: 'at least one', got: 'none' }]
      : []),
    ...mapProblems('derived', derived, derivedProblems),
    ...(isObject(derived) ? Object.keys(derived) : []).flatMap((name) =>
      nameProblems('derived', name, names.includes(name)),
    ),
  ];
}

function mapProblems(
  where: string,
  given: unknown,
  problemsOfEntry: (where: string, entry: unknown) => Problem[],
): Problem[] {
  if (!isObject(given))
    return [{ where, expected: 'an object with an entry for each name', got: show(given) }];
  return Object.entries(given).flatMap(([name, entry]) => problemsOfEntry(`${where}.${name}`, entry));
}

/** Prior and likelihood beside a density would be left out without a word. */
function densityProblems(definition: Readonly<Record<string, unknown>>): Problem[] {
  const given = Object.keys(densityRules).filter((name) => definition[name] !== undefined);
  if (given.join() === 'logDensity' || given.join() === 'logPrior,logLikelihood') return [];
  return [
    {
      where: 'definition',
      expected: 'logDensity, or logPrior and logLikelihood',
      got: given.length === 0 ? 'none of them' : given.join(' and ') + (given.length === 1 ? ' alone' : ''),
    },
  ];
}

function parameterProblems(where: string, entry: unknown): Problem[] {
  const problems = ruleProblems(entry, parameterRules, { where, prefix: `${where}.`, more: ['start'] });
  if (!isObject(entry)) return problems;
  const { min = -Infinity, max = Infinity, start } = entry as Readonly<Record<string, number | undefined>>;
  if (!isNumber(min) || !isNumber(max)) return problems;
  if (!(min < max))
    problems.push({ where, expected: 'min < max', got: `min=${String(min)}, max=${String(max)}` });
  const ends: readonly unknown[] = start === undefined ? [min, max] : Array.isArray(start) ? start : [];
  const [low, high] = ends as readonly number[];
  const fits = ends.length === 2 && ends.every(Number.isFinite) && low < high && low >= min && high <= max;
  if (!fits)
    problems.push({
      where: `${where}.start`,
      expected: 'two numbers [low, high] with min <= low < high <= max, between which walkers start',
      got:
        start === undefined
          ? 'none, and min or max is open'
          : Array.isArray(start)
            ? `[${start.map(show).join(', ')}]`
            : show(start),
    });
  return problems;
}

function derivedProblems(where: string, entry: unknown): Problem[] {
  if (typeof entry === 'function')
    return [
      {
        where,
        expected: 'an object { value, unit, latex }',
        got: 'a function',
        hint: 'Write { value: (point) => ... }.',
      },
    ];
  return ruleProblems(entry, derivedRules, { where, prefix: `${where}.` });
}

/** Columns that every chain has. */
const TAKEN = ['ensemble', 'walker', 'step', 'log_posterior', 'log_prior', 'log_likelihood'];

function nameProblems(where: string, name: string, repeated: boolean): Problem[] {
  if (/^[A-Za-z_]\w*$/.test(name) && !TAKEN.includes(name) && !repeated) return [];
  return [
    {
      where: `${where}.${name}`,
      expected: `a name of letters, digits and underscores that no other column has (${TAKEN.join(', ')} are there already)`,
      got: show(name),
    },
  ];
}
