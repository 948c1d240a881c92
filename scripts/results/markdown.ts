/** Markdown and numbers as the page prints them. */

/** A table; the first row is its head. Columns named in `numeric` stand right. */
export function markdownTable(rows: readonly (readonly string[])[], numeric: readonly number[] = []): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = rows[0].map((_, i) => (numeric.includes(i) ? '---:' : '---'));
  return [line(rows[0]), line(rule), ...rows.slice(1).map(line)].join('\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** To so many significant digits, in powers of ten beyond a thousandth and ten thousand. */
export function number(x: number, digits = 2): string {
  if (x === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(Number(x.toPrecision(digits)))));
  if (exponent >= -3 && exponent < 4) {
    const text = Number(x.toPrecision(digits)).toFixed(Math.max(0, digits - 1 - exponent));
    return text.replace('-', '−');
  }
  const mantissa = (x / 10 ** exponent).toFixed(digits - 1);
  return `${mantissa} × 10^${String(exponent)}`.replaceAll('-', '−');
}

/** A probability in per cent. */
export function percent(p: number): string {
  if (p > 0 && p < 0.001) return '< 0.1 %';
  return p < 0.1 ? `${(100 * p).toFixed(1)} %` : `${(100 * p).toFixed(0)} %`;
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
