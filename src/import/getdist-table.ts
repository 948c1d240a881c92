/** The rows of one GetDist chain file, moved to a temporary file of numbers that can be read from anywhere. */
import { InputError } from '../errors.js';
import type { Problem } from '../errors.js';
import { createNumberSpool } from '../export/number-spool.js';
import { textLines } from './text-lines.js';

export interface GetdistTable {
  /** Numbers of a row: minus log posterior, then the parameters. */
  readonly width: number;
  /** Rows, each as often as its weight says. */
  readonly rows: number;
  /** Text of the first comment line, without `#`; null for none. */
  readonly header: string | null;
  /** [count * width] rows from `from` on. */
  read(from: number, count: number): Float64Array;
  close(): void;
}

/** Mistakes listed of one file: who has more has another kind of file. */
const mostProblems = 10;

/** Rows between two writes to the temporary file. */
const rowsAtOnce = 4096;

/**
 * @param skip rows of the file to leave out at the start   @param read told the fraction of the file read
 * @throws InputError with the mistakes in the file, each with its line
 */
export function readGetdistTable(file: string, skip: number, read: (fraction: number) => void): GetdistTable {
  const spool = createNumberSpool();
  const problems: Problem[] = [];
  let header: string | null = null;
  let cellsPerRow = 0;
  let [rows, seen, line] = [0, 0, 0];
  let block = new Float64Array(0);
  let filled = 0;
  const flush = (): void => {
    spool.write(rows * (cellsPerRow - 1) - filled, block.subarray(0, filled));
    filled = 0;
  };
  try {
    for (const text of textLines(file, read)) {
      line++;
      const mark = text.indexOf('#');
      if (mark >= 0) header ??= text.slice(mark + 1);
      const cells = (mark < 0 ? text : text.slice(0, mark)).trim().split(/\s+/);
      if (cells[0] === '') continue;
      if (cellsPerRow === 0) {
        cellsPerRow = cells.length;
        block = new Float64Array(rowsAtOnce * Math.max(2, cellsPerRow - 1));
      }
      const found = mistakeOf(cells, cellsPerRow, `${file}:${line}`);
      if (found !== null) {
        problems.push(found);
        if (problems.length >= mostProblems) break;
        continue;
      }
      seen++;
      if (seen <= skip || problems.length > 0) continue;
      for (let copies = Number(cells[0]); copies > 0; copies--) {
        if (filled === block.length) flush();
        for (let c = 1; c < cellsPerRow; c++) block[filled++] = numberOf(cells[c]);
        rows++;
      }
    }
    if (cellsPerRow === 0) problems.push({ where: file, expected: 'rows of numbers', got: 'none' });
    if (problems.length > 0) throw new InputError(problems);
    flush();
  } catch (error) {
    spool.close();
    throw error;
  }
  const width = cellsPerRow - 1;
  return {
    width,
    rows,
    header,
    read: (from, count) => spool.read(from * width, count * width),
    close: () => spool.close(),
  };
}

function mistakeOf(cells: readonly string[], expected: number, where: string): Problem | null {
  if (cells.length !== expected || expected < 3) {
    return {
      where,
      expected: `${Math.max(3, expected)} columns: weight, -log posterior, parameters`,
      got: String(cells.length),
    };
  }
  const bad = cells.findIndex((cell) => Number.isNaN(numberOf(cell)) && !/^[-+]?nan$/i.test(cell));
  if (bad >= 0) return { where: `${where}: column ${bad + 1}`, expected: 'a number', got: `'${cells[bad]}'` };
  const weight = Number(cells[0]);
  if (Number.isInteger(weight) && weight >= 0) return null;
  return {
    where,
    expected: 'a whole number as weight (how often the sampler stood there)',
    got: cells[0],
    hint: 'Importance weights are no chain: resample to equal weights first.',
  };
}

function numberOf(cell: string): number {
  const value = Number(cell);
  if (Number.isNaN(value) && /^[-+]?inf(inity)?$/i.test(cell))
    return cell.startsWith('-') ? -Infinity : Infinity;
  return value;
}
