/** Rules for what a caller hands over, checked where it comes in: types are gone at run time, and JavaScript never had them. */
import { show, suggestion, type Problem } from '../errors.js';

export interface Rule {
  /** As it completes "expected ...". */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  readonly required?: true;
  readonly hint?: string;
}

export type Rules<K extends string = string> = Readonly<Record<K, Rule>>;

export const whole = (least: number): Rule => ({
  expected: `a whole number >= ${least}`,
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= least,
});
export const isPositive = (value: unknown): boolean =>
  typeof value === 'number' && value > 0 && value < Infinity;
export const isNumber = (value: unknown): boolean => typeof value === 'number' && !Number.isNaN(value);
export const positive: Rule = { expected: 'a number > 0', holds: isPositive };
export const text: Rule = { expected: 'a text', holds: (value) => typeof value === 'string' };
export const flag: Rule = { expected: 'true or false', holds: (value) => typeof value === 'boolean' };
export const method: Rule = { expected: 'a function', holds: (value) => typeof value === 'function' };
export const abortSignal: Rule = {
  expected: 'an AbortSignal',
  holds: (value) => isObject(value) && typeof value['aborted'] === 'boolean',
};
export const required = (rule: Rule): Rule => ({ ...rule, required: true });

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Everything that is wrong with an object by rules of its entries. An entry that is undefined is as good as left out.
 * @param where what the object is called in a message   @param prefix before the names of its entries
 * @param more names that are known and looked at elsewhere; null: names without a rule are nobody's business
 */
export function ruleProblems(
  given: unknown,
  rules: Rules,
  { where, prefix = '', more = [] }: { where: string; prefix?: string; more?: readonly string[] | null },
): Problem[] {
  const known = [...(more ?? []), ...Object.keys(rules)];
  if (!isObject(given)) return [{ where, expected: `an object with ${known.join(', ')}`, got: show(given) }];
  const unknown = more === null ? [] : Object.keys(given).filter((key) => !known.includes(key));
  return [
    ...unknown.map((key) => ({
      where: prefix + key,
      expected: 'a known name',
      got: show(key),
      hint: suggestion(key, known),
    })),
    ...Object.entries(rules).flatMap(([key, rule]): Problem[] => {
      const value = given[key];
      if (value === undefined ? rule.required !== true : rule.holds(value)) return [];
      const hint = rule.hint === undefined ? {} : { hint: rule.hint };
      return [{ where: prefix + key, expected: rule.expected, got: show(value), ...hint }];
    }),
  ];
}
