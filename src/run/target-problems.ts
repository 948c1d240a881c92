/** What is wrong with what a caller hands over as a target: made by defineTarget, written by hand, or named by its module. */
import { show, type Problem } from '../errors.js';
import { isNumber, isObject, method, required, ruleProblems, text, type Rule, type Rules } from './rules.js';

/** @param where what it is called in a message */
export function targetProblems(given: unknown, where: string): Problem[] {
  if (isObject(given) && 'evaluate' in given) return objectProblems(given, where);
  if (isObject(given) && 'module' in given)
    return ruleProblems(given, sourceRules, { where, prefix: `${where}.`, more: ['options'] });
  const definition = isObject(given) && ('parameters' in given || 'logDensity' in given);
  return [
    {
      where,
      expected: 'a target made by defineTarget, or { module, options }',
      got: isObject(given) ? `an object with ${Object.keys(given).join(', ') || 'nothing'}` : show(given),
      ...(definition ? { hint: 'Hand it to defineTarget, and here what that returns.' } : {}),
    },
  ];
}

const sourceRules: Rules = {
  module: {
    expected: 'the URL or path of a module that exports createTarget',
    holds: (value) => typeof value === 'string' && value !== '',
    hint: "Beside the module that calls: new URL('./density.mjs', import.meta.url).href.",
  },
};

const list: Rule = { expected: 'a list', holds: Array.isArray, required: true };
const targetRules: Rules = {
  coordinates: list,
  terms: list,
  derived: list,
  evaluate: required(method),
  derive: required(method),
};
const quantityRules: Rules = { id: required(text), unit: required(text), latex: required(text) };
const coordinateRules: Rules = {
  ...quantityRules,
  support: {
    expected: 'two numbers [low, high] with low < high',
    holds: (value) =>
      Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] < value[1],
    required: true,
  },
  start: required(method),
};

function objectProblems(target: Readonly<Record<string, unknown>>, where: string): Problem[] {
  const problems = ruleProblems(target, targetRules, { where, prefix: `${where}.`, more: null });
  if (problems.length > 0) return problems;
  return ['coordinates', 'terms', 'derived'].flatMap((name) =>
    (target[name] as readonly unknown[]).flatMap((entry, k) => {
      const at = `${where}.${name}[${k}]`;
      const rules = name === 'coordinates' ? coordinateRules : quantityRules;
      return ruleProblems(entry, rules, { where: at, prefix: `${at}.`, more: null });
    }),
  );
}
