/** What a backend group says about its coordinates: ours names them, emcee's own does not. */
import { InputError } from '../errors.js';
import type { Group } from '../export/hdf5.js';
import { columnName, romanLatex } from './imported-chain.js';
import type { ImportedColumn } from './imported-chain.js';

/** @param D coordinates   @param names given by a person; null to take those in the file. InputError when they are not D. */
export function coordinatesOf(
  group: Group,
  D: number,
  path: string,
  names: readonly string[] | null,
): ImportedColumn[] {
  if (names !== null && names.length !== D) {
    throw new InputError({
      where: '--names',
      expected: `${D} names, one for each coordinate of ${path}`,
      got: String(names.length),
    });
  }
  const texts = (name: string): readonly (string | undefined)[] => {
    const value = attribute(group, name);
    return Array.isArray(value) && value.length === D ? value.map(String) : [];
  };
  const [own, units, latex, priors] = ['parameters', 'units', 'latex', 'priors'].map(texts);
  return Array.from({ length: D }, (_, d): ImportedColumn => {
    const id = columnName(names?.[d] ?? own[d] ?? `x_${d}`);
    const prior = JSON.parse(priors[d] ?? 'null') as unknown;
    return {
      id,
      unit: units[d] ?? '1',
      latex: latex[d] ?? romanLatex(id),
      kind: 'coordinate',
      prior,
      support: supportOf(group, d),
    };
  });
}

function supportOf(group: Group, d: number): readonly [number, number] {
  const bound = (name: string, open: number): number => {
    const values = attribute(group, name);
    const value = values instanceof Float64Array ? values[d] : NaN;
    return Number.isFinite(value) ? value : open;
  };
  return [bound('lower', -Infinity), bound('upper', Infinity)];
}

/** Value of an attribute; undefined when there is none. */
export function attribute(group: { readonly attrs: Group['attrs'] }, name: string): unknown {
  return Object.hasOwn(group.attrs, name) ? group.attrs[name].value : undefined;
}
