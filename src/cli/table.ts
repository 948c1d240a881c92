/** A column of a text table. */
export interface Column {
  readonly title: string;
  /** Numbers stand right, names left. */
  readonly align?: 'left' | 'right';
}

/** Lays out rows under their titles with two spaces between columns; trailing blanks are cut. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (columns[i].align === 'left' ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].join('\n');
}

/** A number to `digits` significant digits, in the notation that is shorter to read; "-" for what is undefined. */
export function formatNumber(value: number | null, digits = 5): string {
  if (value === null || !Number.isFinite(value)) return '-';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e5 || magnitude < 1e-3) return value.toExponential(digits - 1).replace('e+', 'e');
  return value.toPrecision(digits);
}

/** An effective sample size, rounded down; "-" for what is undefined. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? String(Math.floor(value)) : '-';
}

/** An R-hat to four decimals; "-" for what is undefined. */
export function formatRhat(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : '-';
}
