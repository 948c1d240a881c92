/** Where two texts differ, told so that a person finds the place: by line, and by column where they are tables. */

/** A place at which two texts differ; a side that does not have the line is undefined. */
export interface TextDifference {
  /** `line 38`, or `line 38, flux` in a table whose first line that is no comment names the columns. */
  readonly place: string;
  readonly before: string | undefined;
  readonly now: string | undefined;
}

/** Lines that were put in or taken out do not move the others: what both texts begin and end with is passed over. */
export function textDifferences(before: string, now: string): TextDifference[] {
  const [was, is] = [before, now].map((text) => text.split('\n'));
  const most = Math.min(was.length, is.length);
  let first = 0;
  while (first < most && was[first] === is[first]) first++;
  let last = 0;
  while (last < most - first && was[was.length - 1 - last] === is[is.length - 1 - last]) last++;
  const count = Math.max(was.length, is.length) - first - last;
  const titles = cells(was.find((line) => line !== '' && !line.startsWith('#')) ?? '');
  return Array.from({ length: count }, (_, i) => first + i).flatMap((i) =>
    lineDifferences(
      i + 1,
      i < was.length - last ? was[i] : undefined,
      i < is.length - last ? is[i] : undefined,
      titles,
    ),
  );
}

function lineDifferences(
  line: number,
  before: string | undefined,
  now: string | undefined,
  titles: readonly string[],
): TextDifference[] {
  if (before === now) return [];
  const [was, is] = [before, now].map((text) => (text === undefined ? [] : cells(text)));
  const isTable = titles.length > 1 && was.length === titles.length && is.length === titles.length;
  const changed = titles.flatMap((title, c) =>
    isTable && was[c] !== is[c] ? [{ place: `line ${line}, ${title}`, before: was[c], now: is[c] }] : [],
  );
  // Spaces between cells, a comment, a line that only one has.
  return changed.length > 0 ? changed : [{ place: `line ${line}`, before, now }];
}

function cells(line: string): string[] {
  return line.startsWith('#')
    ? [line]
    : line.split(line.includes(',') ? ',' : /\s+/).map((cell) => cell.trim());
}
