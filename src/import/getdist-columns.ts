/** What GetDist files say about their columns: ROOT.paramnames, ROOT.ranges, or the header of a chain as Cobaya writes it. */
import { existsSync, readFileSync } from 'node:fs';
import { InputError } from '../errors.js';
import { columnName, kindOf, plainColumn, romanLatex } from './imported-chain.js';
import type { ImportedColumn } from './imported-chain.js';

/** Derived columns that are log densities of a chain, as our own export writes them. */
const densityLatex: Readonly<Record<string, string>> = {
  log_prior: '\\ln \\pi(\\theta)',
  log_likelihood: '\\ln L(\\theta)',
};

interface Named {
  readonly name: string;
  readonly derived: boolean;
  readonly label: string;
}

/**
 * @param base ROOT   @param count parameter columns   @param header of the first chain, without `#`; null for none
 * @throws InputError when there are other than `count` names
 */
export function getdistColumns(
  base: string,
  count: number,
  header: string | null,
  names: readonly string[] | null,
): ImportedColumn[] {
  const [told, where] = namesTold(base, count, header);
  const given = names ?? told.map(({ name }) => name);
  if (told.length !== count || given.length !== count) {
    throw new InputError({
      where: names === null ? where : '--names',
      expected: `${count} names, one for each parameter column`,
      got: String(names === null ? told.length : given.length),
    });
  }
  const ranges = readRanges(`${base}.ranges`);
  return told.map(({ name, derived, label }, k): ImportedColumn => {
    const id = columnName(given[k]);
    if (derived && id in densityLatex) return plainColumn(id, 'density', densityLatex[id]);
    const column = plainColumn(
      id,
      derived ? kindOf(id) : 'coordinate',
      label === '' ? romanLatex(id) : label,
    );
    return { ...column, support: ranges.get(name) ?? column.support };
  });
}

function namesTold(base: string, count: number, header: string | null): [Named[], string] {
  const file = `${base}.paramnames`;
  if (existsSync(file)) {
    const lines = readFileSync(file, 'utf8').split('\n');
    return [lines.filter((line) => line.trim() !== '').map(paramnamesLine), file];
  }
  // Cobaya: `# weight minuslogpost a b ...`; what it adds to the parameters is derived.
  const words = header?.trim().split(/\s+/) ?? [];
  if (words.length === count + 2 && words[0] === 'weight') {
    const derived = (name: string): boolean => /^(minuslogprior|chi2)/.test(name);
    return [
      words.slice(2).map((name) => ({ name, derived: derived(name), label: '' })),
      'the header of the first file',
    ];
  }
  return [Array.from({ length: count }, (_, k) => ({ name: `x_${k}`, derived: false, label: '' })), file];
}

function paramnamesLine(line: string): Named {
  const [first] = line.trim().split(/\s+/);
  return {
    name: first.replace(/\*$/, ''),
    derived: first.endsWith('*'),
    label: line.trim().slice(first.length).replace(/#.*/, '').trim().replaceAll('!', '\\'),
  };
}

function readRanges(file: string): Map<string, readonly [number, number]> {
  const ranges = new Map<string, readonly [number, number]>();
  if (!existsSync(file)) return ranges;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words.length < 3) continue;
    const [name, lower, upper] = words;
    const end = (text: string, open: number): number => (text === 'N' ? open : Number(text));
    ranges.set(name, [end(lower, -Infinity), end(upper, Infinity)]);
  }
  return ranges;
}
