/** GetDist's text format (GetDist 1.7): ROOT.txt or ROOT_1.txt, ROOT_2.txt ..., with ROOT.paramnames and ROOT.ranges. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import type { Problem } from '../errors.js';
import { columnName, densityColumn } from './imported-chain.js';
import type { ImportedChain, ImportedColumn } from './imported-chain.js';

/** Columns of our own export that are densities, not parameters. */
const densities: Readonly<Record<string, string>> = {
  log_prior: '\\ln \\pi(\\theta)',
  log_likelihood: '\\ln L(\\theta)',
};

/**
 * Each file is an independent chain: an ensemble of one walker, or of as many as our own export says in
 * ROOT.properties.ini. Whole-number weights are multiplicities and are written out.
 * @param root ROOT, or one of its files   @param discard rows to leave out at the start of each file
 * @throws InputError with every mistake found in the files
 */
export function readGetdist(root: string, discard: number, names: readonly string[] | null): ImportedChain {
  const base = root.replace(/(_\d+)?\.(txt|paramnames|ranges|properties\.ini)$/, '');
  const files = chainFiles(base);
  if (files.length === 0) {
    throw new InputError({
      where: root,
      expected: 'an emcee HDF5 file, or the root of GetDist chains (ROOT.txt or ROOT_1.txt, ...)',
      got: 'no such files',
    });
  }
  const problems: Problem[] = [];
  const tables = files.map((file) => readTable(file, problems));
  if (problems.length > 0) throw new InputError(problems);
  const described = describeColumns(base, tables[0].width - 2, names);
  const walkers = walkersOf(base);
  const expanded = tables.map((table, i) => expand(table, files[i], discard));
  const perFile = Math.min(...expanded.map((rows) => rows.length));
  const steps = Math.floor(perFile / walkers);
  if (steps < 1) {
    throw new InputError({ where: root, expected: 'rows after those discarded', got: 'none' });
  }
  const columns = [densityColumn('log_posterior', '\\ln p(\\theta|d)'), ...described];
  // In the file each walker's rows are in one piece; a chain is sorted by step.
  const values = columns.map((_, c) =>
    expanded.map((rows, e) =>
      Float64Array.from({ length: steps * walkers }, (_unused, i) => {
        const row = rows[(i % walkers) * Math.floor(rows.length / walkers) + Math.floor(i / walkers)];
        const value = tables[e].values[row * tables[e].width + 1 + c];
        return c === 0 ? -value : value;
      }),
    ),
  );
  const notes = expanded.some((rows) => rows.length > steps * walkers)
    ? ['Chains are cut to the shortest.']
    : [];
  return { format: 'getdist', ensembles: files.length, walkers, steps, columns, values, notes };
}

function chainFiles(base: string): string[] {
  if (existsSync(`${base}.txt`)) return [`${base}.txt`];
  const folder = dirname(base);
  if (!existsSync(folder)) return [];
  const number = (name: string): number => {
    const match = /^_(\d+)\.txt$/.exec(name.slice(basename(base).length));
    return name.startsWith(basename(base)) && match !== null ? Number(match[1]) : NaN;
  };
  return readdirSync(folder)
    .filter((name) => Number.isFinite(number(name)))
    .sort((a, b) => number(a) - number(b))
    .map((name) => join(folder, name));
}

interface Table {
  readonly width: number;
  /** [rows * width] */
  readonly values: Float64Array;
}

function readTable(file: string, problems: Problem[]): Table {
  const lines = readFileSync(file, 'utf8').split('\n');
  let width = 0;
  const values: number[] = [];
  lines.forEach((line, i) => {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') return;
    const cells = text.split(/\s+/);
    if (width === 0) width = cells.length;
    const bad = cells.findIndex((cell) => cell !== 'nan' && !/^[-+]?(inf|[\d.].*)$/.test(cell));
    if (cells.length !== width || width < 3) {
      problems.push({
        where: `${file}:${i + 1}`,
        expected: `${Math.max(3, width)} columns: weight, -log posterior, parameters`,
        got: String(cells.length),
      });
    } else if (bad >= 0) {
      problems.push({
        where: `${file}:${i + 1}: column ${bad + 1}`,
        expected: 'a number',
        got: `'${cells[bad]}'`,
      });
    } else {
      for (const cell of cells) values.push(parseNumber(cell));
    }
  });
  if (width === 0) problems.push({ where: file, expected: 'rows of numbers', got: 'none' });
  return { width, values: Float64Array.from(values) };
}

function parseNumber(cell: string): number {
  if (/inf$/.test(cell)) return cell.startsWith('-') ? -Infinity : Infinity;
  return Number(cell);
}

/** Row numbers with each row as often as its weight says. */
function expand({ width, values }: Table, file: string, discard: number): number[] {
  const rows: number[] = [];
  for (let row = discard; row < values.length / width; row++) {
    const weight = values[row * width];
    if (!Number.isInteger(weight) || weight < 0) {
      throw new InputError({
        where: `${file}: row ${row + 1}`,
        expected: 'a whole number as weight (how often the sampler stood there)',
        got: String(weight),
        hint: 'Importance weights are no chain: resample to equal weights first.',
      });
    }
    for (let k = 0; k < weight; k++) rows.push(row);
  }
  return rows;
}

function describeColumns(base: string, count: number, names: readonly string[] | null): ImportedColumn[] {
  const lines = existsSync(`${base}.paramnames`)
    ? readFileSync(`${base}.paramnames`, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
    : Array.from({ length: count }, (_, k) => `x_${k}`);
  const given = names ?? lines.map((line) => line.trim().split(/\s+/)[0].replace(/\*$/, ''));
  if (lines.length !== count || given.length !== count) {
    throw new InputError({
      where: names === null ? `${base}.paramnames` : '--names',
      expected: `${count} names, one for each parameter column`,
      got: String(names === null ? lines.length : given.length),
    });
  }
  const ranges = readRanges(`${base}.ranges`);
  return lines.map((line, k): ImportedColumn => {
    const [first] = line.trim().split(/\s+/);
    const id = columnName(given[k]);
    const isDerived = first.endsWith('*');
    const label = line.trim().slice(first.length).replace(/#.*/, '').trim().replaceAll('!', '\\');
    const latex = label === '' ? `\\mathrm{${id.replaceAll('_', '\\_')}}` : label;
    if (isDerived && id in densities) return densityColumn(id, densities[id]);
    return {
      id,
      unit: '1',
      latex,
      kind: isDerived ? 'derived' : 'coordinate',
      prior: null,
      support: ranges.get(first.replace(/\*$/, '')) ?? [-Infinity, Infinity],
    };
  });
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

function walkersOf(base: string): number {
  const file = `${base}.properties.ini`;
  if (!existsSync(file)) return 1;
  const match = /^licmc_walkers\s*=\s*(\d+)\s*$/m.exec(readFileSync(file, 'utf8'));
  return match === null ? 1 : Math.max(1, Number(match[1]));
}
