/**
 * A small LaTeX: what labels of quantities need, and nothing of TeX's layout engine. A label becomes a flat list of
 * runs, each of one style, size and height above the base line, which every SVG renderer can set in a row.
 */
import { ACCENTS, FUNCTIONS, GREEK, OPERATORS, SPACES, SYMBOLS } from './math-symbols.js';
import { textWidthEm } from './text-width.js';

/** One stretch of characters in one style. Lengths are in em of the label's own font size. */
export interface TextRun {
  readonly text: string;
  readonly italic: boolean;
  /** Font size relative to the label's. */
  readonly scale: number;
  /** Height of this run's base line above the label's. */
  readonly rise: number;
  /** Extra horizontal move before the run; negative where a subscript goes back under its superscript. */
  readonly shift: number;
}

interface Style {
  readonly upright: boolean;
  readonly keepSpaces: boolean;
  readonly scale: number;
  readonly rise: number;
}

/** Size of a script relative to its base, and how far it is moved; in em of the base. TeX's are 0.7, 0.36, 0.15-0.25. */
const SCRIPT_SCALE = 0.7;
const SUPERSCRIPT_RISE = 0.38;
const SUBSCRIPT_DROP = 0.2;

/** Text with math between dollar signs (`Rigidity $R$ [GV]`) as runs. A lone `$` is an error of the caller. */
export function labelRuns(label: string): TextRun[] {
  const parts = label.split('$');
  if (parts.length % 2 === 0) throw new RangeError(`label "${label}" has an unmatched $`);
  return merge(
    parts.flatMap((part, i) =>
      i % 2 === 1
        ? mathRuns(part)
        : part === ''
          ? []
          : [{ text: part, italic: false, scale: 1, rise: 0, shift: 0 }],
    ),
  );
}

/** LaTeX math without dollar signs as runs. Unknown control words appear as their name, so that nothing is lost. */
export function mathRuns(latex: string): TextRun[] {
  const parser = { text: latex, at: 0 };
  return merge(parseList(parser, { upright: false, keepSpaces: false, scale: 1, rise: 0 }));
}

/** Total advance of a list of runs, in em. */
export function runsWidthEm(runs: readonly TextRun[]): number {
  let x = 0;
  let widest = 0;
  for (const run of runs) {
    x += run.shift + textWidthEm(run.text) * run.scale;
    widest = Math.max(widest, x);
  }
  return widest;
}

interface Parser {
  readonly text: string;
  at: number;
}

function parseList(p: Parser, initial: Style): TextRun[] {
  const out: TextRun[] = [];
  let style = initial;
  while (p.at < p.text.length && p.text[p.at] !== '}') {
    const c = p.text[p.at];
    if (c === '^' || c === '_') {
      out.push(...parseScripts(p, style));
    } else if (/^\\(rm|mathrm|it)(?![a-zA-Z{])\s*/.test(p.text.slice(p.at))) {
      // {\rm cr}: a switch that lasts to the end of the group.
      style = { ...style, upright: !p.text.startsWith('\\it', p.at) };
      p.at += /^\\(rm|mathrm|it)\s*/.exec(p.text.slice(p.at))![0].length;
    } else {
      out.push(...parseAtom(p, style));
    }
  }
  return out;
}

/** A subscript and a superscript of the same base, in either order, one above the other. */
function parseScripts(p: Parser, style: Style): TextRun[] {
  const found = new Map<string, TextRun[]>();
  while ((p.text[p.at] === '^' || p.text[p.at] === '_') && !found.has(p.text[p.at])) {
    const kind = p.text[p.at++];
    const rise = kind === '^' ? SUPERSCRIPT_RISE : -SUBSCRIPT_DROP;
    const inner = { ...style, scale: style.scale * SCRIPT_SCALE, rise: style.rise + rise * style.scale };
    found.set(kind, parseAtom(p, inner));
  }
  const upper = found.get('^') ?? [];
  const lower = found.get('_') ?? [];
  if (upper.length === 0 || lower.length === 0) return [...upper, ...lower];
  const back = runsWidthEm(upper);
  const forth = Math.max(0, back - runsWidthEm(lower));
  const stacked = [...upper, { ...lower[0], shift: lower[0].shift - back }, ...lower.slice(1)];
  return forth > 0
    ? [...stacked, { text: '\u200a', italic: false, scale: 0.001, rise: style.rise, shift: forth }]
    : stacked;
}

function parseAtom(p: Parser, style: Style): TextRun[] {
  const c = p.text.at(p.at);
  if (c === undefined) return [];
  if (c === '{') return parseGroup(p, style);
  if (c === '\\') return parseCommand(p, style);
  p.at++;
  if (c === '~') return [run('\u00a0', true, style)];
  if (/\s/.test(c)) return style.keepSpaces ? [run(c, true, style)] : [];
  if (c === '-' && !style.keepSpaces) return [run('−', true, style)];
  if (c === "'") return [run('′', true, style)];
  if ((c === '=' || c === '<' || c === '>') && !style.keepSpaces) return [run(spaced(c), true, style)];
  return [run(c, style.upright || !/\p{L}/u.test(c), style)];
}

function parseGroup(p: Parser, style: Style): TextRun[] {
  if (p.text[p.at] !== '{') return parseAtom(p, style);
  p.at++;
  const inner = parseList(p, style);
  p.at++;
  return inner;
}

function parseCommand(p: Parser, style: Style): TextRun[] {
  const name = /^\\([a-zA-Z]+|.)/s.exec(p.text.slice(p.at))?.[1] ?? '';
  p.at += 1 + name.length;
  // Blanks after a control word only end it; after `\,` and the like they count as usual.
  while (/[a-zA-Z]$/.test(name) && p.text[p.at] === ' ') p.at++;
  if (name in SPACES) return SPACES[name] === '' ? [] : [run(SPACES[name], true, style)];
  if (name in GREEK) return [run(GREEK[name], style.upright, style)];
  if (name in SYMBOLS) return parseSymbol(name, style);
  if (name in OPERATORS) return [run(spaced(OPERATORS[name]), true, style)];
  if (FUNCTIONS.has(name)) return [run(name, true, style), ...thinSpaceBeforeLetter(p, style)];
  if (name in ACCENTS) {
    const inner = parseGroup(p, style);
    return inner.map((r, i) => (i === inner.length - 1 ? { ...r, text: r.text + ACCENTS[name] } : r));
  }
  switch (name) {
    case 'mathrm':
    case 'mathbf':
    case 'operatorname':
      return parseGroup(p, { ...style, upright: true });
    case 'text':
    case 'textrm':
    case 'mbox':
      return parseGroup(p, { ...style, upright: true, keepSpaces: true });
    case 'frac':
      return [...parseGroup(p, style), run('/', true, style), ...parseGroup(p, style)];
    case 'sqrt':
      return [run('√', true, style), ...parseGroup(p, style)];
    case 'left':
    case 'right':
    case 'big':
    case 'Big':
    case 'displaystyle':
      return [];
    default:
      return [run(name, true, style)];
  }
}

/** `^\circ` already is a raised sign in the font. */
function parseSymbol(name: string, style: Style): TextRun[] {
  const raised = (name === 'circ' || name === 'degree' || name === 'prime') && style.rise > 0;
  return [run(SYMBOLS[name], true, raised ? { ...style, scale: 1, rise: 0 } : style)];
}

function thinSpaceBeforeLetter(p: Parser, style: Style): TextRun[] {
  const next = p.text.at(p.at);
  return next !== undefined && /[a-zA-Z\\]/.test(next) ? [run('\u2009', true, style)] : [];
}

function spaced(operator: string): string {
  return `\u2009${operator}\u2009`;
}

function run(text: string, upright: boolean, style: Style): TextRun {
  return { text, italic: !upright, scale: style.scale, rise: style.rise, shift: 0 };
}

/** Joins neighbours of one style, so that the SVG stays small and kerning works. */
function merge(runs: readonly TextRun[]): TextRun[] {
  const out: TextRun[] = [];
  for (const next of runs) {
    const last = out.at(-1);
    const alike =
      last?.italic === next.italic &&
      last.scale === next.scale &&
      last.rise === next.rise &&
      next.shift === 0;
    if (alike) out[out.length - 1] = { ...last, text: last.text + next.text };
    else out.push(next);
  }
  return out;
}
