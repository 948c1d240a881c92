/** One column of a printed table. */
export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** One cell per row. */
  readonly cells: readonly string[];
}

/** Lines of a table, titles first, columns two blanks apart and as wide as their widest cell. Without columns, no line. */
export function textTable(columns: readonly TextColumn[]): string[] {
  const rows = Math.max(0, ...columns.map(({ cells }) => cells.length + 1));
  const padded = columns.map(({ title, align, cells }) => {
    const all = [title, ...cells];
    const width = Math.max(...all.map((cell) => cell.length));
    return all.map((cell) => (align === 'left' ? cell.padEnd(width) : cell.padStart(width)));
  });
  return Array.from({ length: rows }, (_, i) =>
    padded
      .map((column) => column[i])
      .join('  ')
      .trimEnd(),
  );
}

/**
 * Writes a text behind a label, broken at blanks into lines of at most `width` characters where its words allow; further
 * lines start under the first word.
 */
export function hangText(label: string, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = label;
  for (const word of text.split(' ')) {
    const bare = line.length === label.length;
    if (!bare && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(label.length) + word;
    } else {
      line += bare ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}
