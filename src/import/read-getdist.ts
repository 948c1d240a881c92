/** GetDist's text format (GetDist 1.7): ROOT.txt, ROOT_1.txt ... or ROOT.1.txt ..., with ROOT.paramnames and ROOT.ranges. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import type { Problem } from '../errors.js';
import { getdistColumns } from './getdist-columns.js';
import { readGetdistTable } from './getdist-table.js';
import type { GetdistTable } from './getdist-table.js';
import { checkNames, plainColumn } from './imported-chain.js';
import type { ImportedChain, ImportSettings } from './imported-chain.js';
import { textLines } from './text-lines.js';

/**
 * Each file is an independent chain: an ensemble of one walker, or of as many as our own export says in
 * ROOT.properties.ini. Whole-number weights are multiplicities and are written out. `ignore_rows` there is what to leave
 * out at the start unless the settings say otherwise.
 * @param root ROOT, or one of its files
 * @throws InputError with every mistake found in the files
 */
export function readGetdist(root: string, settings: ImportSettings): ImportedChain {
  const base = root.replace(/([._]\d+)?\.(txt|paramnames|ranges|properties\.ini)$/, '');
  const files = chainFiles(base);
  if (files.length === 0) {
    throw new InputError({
      where: root,
      expected: 'an emcee HDF5 file, or the root of GetDist chains (ROOT.txt, ROOT_1.txt or ROOT.1.txt, ...)',
      got: 'no such files',
    });
  }
  const properties = readProperties(`${base}.properties.ini`);
  const walkers = Math.max(1, Number(properties.get('licmc_walkers') ?? 1));
  const tables = readTables(files, walkers === 1 ? settings.discard : 0, properties, settings);
  const close = (): void => tables.forEach((table) => table.close());
  try {
    // Walkers lie one after the other, so what is left out at the start is left out of each.
    const discard = walkers === 1 ? 0 : (settings.discard ?? 0);
    const perWalker = tables.map(({ rows }) => Math.floor(rows / walkers));
    const steps = Math.min(...perWalker) - discard;
    if (steps < 1) {
      throw new InputError({ where: root, expected: 'rows after those discarded', got: 'none' });
    }
    const columns = [
      plainColumn('log_posterior', 'density', '\\ln p(\\theta|d)'),
      ...getdistColumns(base, tables[0].width - 1, tables[0].header, settings.names),
    ];
    checkNames(columns, `${base}.paramnames`);
    return {
      format: 'getdist',
      ensembles: files.length,
      walkers,
      steps,
      thin: settings.thin ?? Math.max(1, Number(properties.get('licmc_thin') ?? 1)),
      columns,
      notes: perWalker.some((rows) => rows > steps + discard) ? ['Chains are cut to the shortest.'] : [],
      read: (ensemble, from, count) => {
        const out = columns.map(() => new Float64Array(count * walkers));
        for (let w = 0; w < walkers; w++) {
          const first = w * perWalker[ensemble] + discard + from;
          const rows = tables[ensemble].read(first, count);
          for (let n = 0, k = 0; n < count; n++) {
            out[0][n * walkers + w] = -rows[k++];
            for (let c = 1; c < out.length; c++) out[c][n * walkers + w] = rows[k++];
          }
        }
        return out;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function readTables(
  files: readonly string[],
  discard: number | null,
  properties: ReadonlyMap<string, string>,
  { onProgress }: ImportSettings,
): GetdistTable[] {
  const ignored = Number(properties.get('ignore_rows') ?? 0);
  const tables: GetdistTable[] = [];
  const problems: Problem[] = [];
  files.forEach((file, i) => {
    try {
      const skip = discard ?? (ignored > 0 && ignored < 1 ? Math.floor(ignored * countRows(file)) : ignored);
      tables.push(readGetdistTable(file, skip, (part) => onProgress?.((i + part) / files.length)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  });
  const [first] = tables;
  tables.forEach((table, i) => {
    if (problems.length > 0 || table.width === first.width) return;
    problems.push({ where: files[i], expected: `${first.width + 1} columns`, got: String(table.width + 1) });
  });
  if (problems.length === 0) return tables;
  tables.forEach((table) => table.close());
  throw new InputError(problems);
}

function countRows(file: string): number {
  let rows = 0;
  for (const line of textLines(file)) if (/^\s*[^#\s]/.test(line)) rows++;
  return rows;
}

function chainFiles(base: string): string[] {
  if (existsSync(`${base}.txt`)) return [`${base}.txt`];
  const folder = dirname(base);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.startsWith(basename(base)));
  for (const numbered of [/^_(\d+)\.txt$/, /^\.(\d+)\.txt$/]) {
    const number = (name: string): number =>
      Number(numbered.exec(name.slice(basename(base).length))?.[1] ?? NaN);
    const found = names.filter((name) => Number.isFinite(number(name)));
    if (found.length > 0)
      return found.sort((a, b) => number(a) - number(b)).map((name) => join(folder, name));
  }
  return [];
}

function readProperties(file: string): Map<string, string> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const pair = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line);
      return pair === null ? [] : [[pair[1], pair[2]]];
    }),
  );
}
