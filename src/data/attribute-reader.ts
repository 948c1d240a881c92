import { show, suggestion } from '../errors.js';
import type { Problem } from '../errors.js';
import type { EcsvAttribute } from './ecsv-header.js';

/** Takes attributes of a table one by one, keeping account of what is wrong and what nobody asked for. */
export interface AttributeReader {
  /** A text that must be there. */
  text(key: string): string;
  /** The same, made of letters, digits and + . _ - alone. */
  name(key: string): string;
  /** A text, or null when absent or null. */
  optionalText(key: string): string | null;
  /** One of a few words; `fallback` when absent, a mistake when there is none. */
  oneOf<const T extends string>(key: string, words: readonly T[], fallback?: T): T;
  /** A list of texts, empty when absent. */
  list(key: string): readonly string[];
  /** Reports every attribute that was not asked for. */
  rejectOthers(): void;
}

/**
 * Reads the attributes of a table. Every mistake is added to `problems`, and what comes back in its place must not be used.
 * @param place where to point for an attribute that is missing
 */
export function attributeReader(
  attributes: readonly EcsvAttribute[],
  place: string,
  problems: Problem[],
): AttributeReader {
  const asked = new Set<string>();
  const find = (key: string): EcsvAttribute | undefined => {
    asked.add(key);
    return attributes.find((attribute) => attribute.key === key);
  };
  const complain = (where: string, expected: string, got: string, hint: string): void => {
    problems.push({ where, expected, got, hint });
  };
  const text = (key: string, found: EcsvAttribute | undefined): string | null => {
    if (found === undefined || found.value === null) return null;
    if (typeof found.value === 'string' && found.value.trim() !== '') return found.value;
    complain(
      found.where,
      `${key}: a text`,
      show(found.value),
      'Put it in quotes when it holds special characters.',
    );
    return '';
  };
  const missing = (key: string, found: EcsvAttribute | undefined, rule: string): void =>
    complain(
      found?.where ?? place,
      `an attribute '${key}', ${rule}`,
      'nothing',
      'Add it under meta in the header.',
    );

  const requiredText = (key: string): string => {
    const found = find(key);
    const value = text(key, found);
    if (value === null) missing(key, found, 'a text');
    return value ?? '';
  };

  return {
    text: requiredText,
    name(key) {
      const value = requiredText(key);
      if (value !== '' && !/^[A-Za-z0-9][A-Za-z0-9+._-]*$/.test(value)) {
        const hint = 'It is used in configurations and on the command line.';
        complain(
          find(key)?.where ?? place,
          `${key}: a name of letters, digits and + . _ -`,
          show(value),
          hint,
        );
      }
      return value;
    },
    optionalText: (key) => text(key, find(key)),
    oneOf(key, words, fallback) {
      const found = find(key);
      const value = text(key, found);
      const match = words.find((word) => word === value);
      if (match !== undefined) return match;
      if (value === null && fallback !== undefined) return fallback;
      if (value === null) missing(key, found, `one of ${words.join(', ')}`);
      else if (value !== '')
        complain(
          found?.where ?? place,
          `${key}: one of ${words.join(', ')}`,
          show(value),
          suggestion(value, words),
        );
      return words[0];
    },
    list(key) {
      const found = find(key);
      if (found === undefined || found.value === null) return [];
      if (typeof found.value === 'object') return found.value;
      complain(
        found.where,
        `${key}: a list of texts`,
        show(found.value),
        `Write "${key}: [...]", [] when there is none.`,
      );
      return [];
    },
    rejectOthers() {
      for (const { key, keyWhere } of attributes) {
        if (!asked.has(key))
          complain(keyWhere, 'an attribute of the schema', show(key), suggestion(key, [...asked]));
      }
    },
  };
}
