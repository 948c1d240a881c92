// Writes src/plot/text/glyph-widths.ts: advance widths of DejaVu Sans, so that labels can be measured without a font file.
// node scripts/figures/glyph-widths.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const fontkit = createRequire(require.resolve('pdfkit'))('fontkit');
const open = (name) => fontkit.openSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
const version = require('dejavu-fonts-ttf/package.json').version;

const ranges = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x391, 0x3a9],
  [0x3b1, 0x3c9],
];
const extra =
  'ϑϕϵœŒšŠžŽćčłńŁ–—‘’“”†‡•…′″ℓ☉⊕∥⊥∝∞√∼≈≠≡≤≥≪≫∂∇∑∏∫∈→←↑↓↔⟨⟩−⋅∗ħ✓✗▲▼◆■●★\u2002\u2003\u2005\u2009\u200a';
const characters = [
  ...new Set([
    ...ranges.flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => String.fromCodePoint(a + i))),
    ...extra,
  ]),
];
const table = (font) =>
  characters
    .filter((c) => font.hasGlyphForCodePoint(c.codePointAt(0)))
    .map((c) => [c, font.glyphForCodePoint(c.codePointAt(0)).advanceWidth]);

/** Groups characters by width: {width: "characters"} is a third of the size of a plain map. */
const grouped = (entries) => {
  const groups = new Map();
  for (const [c, w] of entries) groups.set(w, (groups.get(w) ?? '') + c);
  return [...groups].map(([w, chars]) => `  [${w}, ${JSON.stringify(chars)}],`).join('\n');
};

writeFileSync(
  'src/plot/text/glyph-widths.ts',
  `/**
 * Advance widths of DejaVu Sans ${version} in units of 1/2048 em, grouped by width. The oblique face has the same widths.
 * Written by scripts/figures/glyph-widths.mjs; do not edit.
 */

export const REGULAR_WIDTHS: readonly (readonly [number, string])[] = [
${grouped(table(open('DejaVuSans')))}
];

export const BOLD_WIDTHS: readonly (readonly [number, string])[] = [
${grouped(table(open('DejaVuSans-Bold')))}
];
`,
);
