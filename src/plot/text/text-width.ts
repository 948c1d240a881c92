import { BOLD_WIDTHS, REGULAR_WIDTHS } from './glyph-widths.js';

const regular = widthTable(REGULAR_WIDTHS);
const bold = widthTable(BOLD_WIDTHS);

/** Characters outside the table count as this wide: an em of 0.6, DejaVu's average. */
const FALLBACK_EM = 0.6;

/** Width of a string in DejaVu Sans, in em (multiply by the font size). Kerning is not counted: below 1 % in labels. */
export function textWidthEm(text: string, weight: 'regular' | 'bold' = 'regular'): number {
  const table = weight === 'bold' ? bold : regular;
  let width = 0;
  for (const character of text) {
    // Combining marks sit on the character before them.
    if (/\p{Mn}/u.test(character)) continue;
    width += table.get(character) ?? FALLBACK_EM;
  }
  return width;
}

function widthTable(groups: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (const [units, characters] of groups) for (const c of characters) table.set(c, units / 2048);
  return table;
}
