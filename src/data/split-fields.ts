/** One cell of a row and the 1-based character column at which it starts. */
export interface Field {
  readonly text: string;
  readonly column: number;
}

/** The cells of a line, and what is wrong with its quotes if anything is. */
export interface SplitLine {
  readonly fields: readonly Field[];
  readonly fault: { readonly column: number; readonly expected: string } | null;
}

/**
 * Splits one line of a table as ECSV (CSV with quotes doubled inside quotes) has it.
 * Blanks around a cell do not belong to it. With a blank as the delimiter any number of them separates two cells.
 * A line without anything is one empty cell.
 */
export function splitFields(line: string, delimiter: ',' | ' '): SplitLine {
  const fields: Field[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ') at++;
    if (delimiter === ' ' && at >= line.length && fields.length > 0) return { fields, fault: null };
    const column = at + 1;
    if (line[at] === '"') {
      const closing = closingQuote(line, at);
      if (closing < 0) return { fields, fault: { column, expected: 'a closing quote on the same line' } };
      fields.push({ text: line.slice(at + 1, closing).replaceAll('""', '"'), column });
      at = closing + 1;
      while (delimiter === ',' && line[at] === ' ') at++;
    } else {
      const next = line.indexOf(delimiter, at);
      const end = next < 0 ? line.length : next;
      fields.push({ text: line.slice(at, end).trimEnd(), column });
      at = end;
    }
    if (at >= line.length) return { fields, fault: null };
    if (line[at] !== delimiter) {
      return { fields, fault: { column: at + 1, expected: 'the end of the cell after its closing quote' } };
    }
    at++;
  }
}

/** Index of the quote that closes the one at `open`, -1 without one; a doubled quote is a quote character. */
function closingQuote(line: string, open: number): number {
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at;
    at++;
  }
  return -1;
}
