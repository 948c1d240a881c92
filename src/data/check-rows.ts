/** Holds the columns and cells of a table against the rules of its schema. */
import { show, suggestion } from '../errors.js';
import type { Problem } from '../errors.js';
import type { ColumnRule } from './columns.js';
import type { EcsvRow, EcsvTable } from './ecsv.js';
import { sameUnit } from './same-unit.js';

/** A row of which every cell obeys its own rule; columns that the file leaves out are empty cells. */
export interface CheckedRow {
  /** 1-based line in the file. */
  readonly line: number;
  /** File:line:column of a cell; of the row for a column that is not there. */
  where(column: string): string;
  /** The number of a cell, null when empty. */
  number(column: string): number | null;
  /** The text of a cell, empty when there is none. */
  text(column: string): string;
}

/**
 * Checks the declared columns and every cell. Rows with a mistake are left out of the result, and all of them when the
 * columns themselves are wrong.
 */
export function checkRows(
  table: EcsvTable,
  rules: readonly ColumnRule[],
  file: string,
  problems: Problem[],
): CheckedRow[] {
  const before = problems.length;
  checkColumns(table, rules, problems);
  const sound = problems.length === before;
  const index = new Map(table.columns.map(({ name }, i) => [name, i]));
  const present = rules.filter(({ name }) => index.has(name));
  return table.rows.flatMap((row) => {
    const checked = rowReader(row, index, file);
    const mistakes = present.map((rule) => cellProblem(checked, rule)).filter((problem) => problem !== null);
    problems.push(...mistakes);
    return sound && mistakes.length === 0 ? [checked] : [];
  });
}

function checkColumns(table: EcsvTable, rules: readonly ColumnRule[], problems: Problem[]): void {
  const names = rules.map(({ name }) => name);
  const seen = new Set<string>();
  for (const { name, unit, datatype, where } of table.columns) {
    const rule = rules.find((candidate) => candidate.name === name);
    if (rule === undefined) {
      problems.push({
        where,
        expected: 'a column of the schema',
        got: show(name),
        hint: suggestion(name, names),
      });
    } else if (seen.has(name)) {
      problems.push({ where, expected: 'each column once', got: show(name), hint: 'Remove the repetition.' });
    } else {
      checkDeclaration(rule, unit, datatype, where, problems);
    }
    seen.add(name);
  }
  for (const { name, required } of rules) {
    if (required && !seen.has(name)) {
      problems.push({
        where: table.columnsWhere,
        expected: `a column '${name}'`,
        got: 'none',
        hint: 'See the schema in data/README.md.',
      });
    }
  }
}

function checkDeclaration(
  rule: ColumnRule,
  unit: string,
  datatype: string,
  where: string,
  problems: Problem[],
): void {
  const isNumber = rule.values !== null && !Array.isArray(rule.values);
  if (isNumber ? !/^(float|u?int)\d+$/.test(datatype) : datatype !== 'string') {
    const expected = `datatype ${isNumber ? 'float64' : 'string'} for column '${rule.name}'`;
    problems.push({ where, expected, got: show(datatype), hint: 'Change the declaration in the header.' });
  }
  if (rule.unit !== null && !sameUnit(unit, rule.unit)) {
    const expected =
      rule.unit === ''
        ? `no unit for column '${rule.name}'`
        : `unit '${rule.unit}' for column '${rule.name}'`;
    problems.push({
      where,
      expected,
      got: show(unit),
      hint: 'Convert the numbers of the column, then its unit.',
    });
  }
}

function rowReader(row: EcsvRow, index: ReadonlyMap<string, number>, file: string): CheckedRow {
  const field = (column: string) => row.fields[index.get(column) ?? -1] ?? { text: '', column: 1 };
  return {
    line: row.line,
    where: (column) => `${file}:${row.line}:${field(column).column}`,
    number: (column) => (field(column).text === '' ? null : Number(field(column).text)),
    text: (column) => field(column).text,
  };
}

function cellProblem(row: CheckedRow, { name, required, values }: ColumnRule): Problem | null {
  const text = row.text(name);
  if (text === '') {
    if (!required) return null;
    return {
      where: row.where(name),
      expected: `a number in column '${name}'`,
      got: 'an empty cell',
      hint: 'Leave the row out when it is not published.',
    };
  }
  if (values === null) return null;
  const complain = (expected: string, hint: string): Problem => ({
    where: row.where(name),
    expected: `${expected} in column '${name}'`,
    got: show(text),
    hint,
  });
  if (isWords(values))
    return values.includes(text) ? null : complain(`one of ${values.join(', ')}`, suggestion(text, values));
  // Decimal notation alone: no hexadecimal, no Fortran exponents, no "nan".
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text))) {
    return complain(
      'a number',
      'Write 1.2e-3 with a decimal point; leave the cell empty when the number is not published.',
    );
  }
  return values.contains(Number(text)) ? null : complain(values.expected, values.hint);
}

function isWords(values: NonNullable<ColumnRule['values']>): values is readonly string[] {
  return Array.isArray(values);
}
