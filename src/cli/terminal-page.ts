/** A page that is shown in place: it must fit the terminal, for what has scrolled off its top cannot be replaced. */

/** Lines of a table at most, and those to try when they do not fit. */
const MOST = 12;

/** Rows that a text takes on a terminal, which wraps what is longer than its width. */
export function terminalRows(text: string, columns = 80): number {
  const width = Math.max(1, columns);
  return text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / width)), 0);
}

/**
 * The page with as many lines of its table as the terminal has room for; what is too high without any is cut.
 * @param page made with a table of at most `most` lines
 */
export function fittingPage(
  page: (most: number) => string,
  { columns = 80, rows = 24 }: { readonly columns?: number; readonly rows?: number },
): string {
  // The cursor stands below the page.
  const room = Math.max(1, rows - 1);
  for (let most = MOST; most > 0; most--) {
    const text = page(most);
    if (terminalRows(text, columns) <= room) return text;
  }
  const lines = page(0).split('\n');
  while (lines.length > 1 && terminalRows(lines.join('\n'), columns) > room) lines.pop();
  return lines.join('\n');
}
