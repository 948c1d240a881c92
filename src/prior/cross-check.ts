/** Rules between the keys of one prior, as zod checks whose issue points at the key to change. */
import type { z } from 'zod';

/** What a cross-field rule found wrong. */
interface Finding {
  /** The key whose value should change. */
  readonly key: string;
  /** The rule, as it completes "expected ...". */
  readonly expected: string;
}

/**
 * Arguments of zod's `superRefine` for a rule between several numbers. The rule is asked as soon as all the numbers
 * it needs are finite numbers (absent optional ones are fine), even when another key is wrong, so that all mistakes are
 * told at once. The issue's message is the rule alone, as it completes "expected ...".
 */
export function crossCheck<T extends object>(
  required: readonly (keyof T & string)[],
  optional: readonly (keyof T & string)[],
  rule: (spec: T) => Finding | null,
): [
  (spec: T, context: z.core.$RefinementCtx<T>) => void,
  { when: (payload: z.core.ParsePayload) => boolean },
] {
  return [
    (spec, context) => {
      const finding = rule(spec);
      if (finding === null) return;
      const { key, expected } = finding;
      const input: unknown = (spec as Record<string, unknown>)[key];
      context.addIssue({
        code: 'custom',
        path: [key],
        message: expected,
        input,
      });
    },
    {
      when: ({ value }) =>
        typeof value === 'object' &&
        value !== null &&
        required.every((key) => Number.isFinite((value as Partial<T>)[key])) &&
        optional.every((key) => isFiniteOrAbsent((value as Partial<T>)[key])),
    },
  ];
}

function isFiniteOrAbsent(value: unknown): boolean {
  return value === undefined || Number.isFinite(value);
}

/** The rule of every interval: max lies above min where both are given. */
export function ordered(spec: { min?: number | undefined; max?: number | undefined }): Finding | null {
  const { min, max } = spec;
  if (min === undefined || max === undefined || max > min) return null;
  return { key: 'max', expected: `a number > min (${min})` };
}
