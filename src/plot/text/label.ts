import { element, escapeXml, num } from '../svg.js';
import type { TextRun } from './math-runs.js';
import { labelRuns, runsWidthEm } from './math-runs.js';

export interface LabelStyle {
  /** Font size in px. */
  readonly size: number;
  readonly color: string;
  /** Which point of the text lies at x. */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Which height of the text lies at y: its base line (default), half the height of its capitals, or their top. */
  readonly baseline?: 'alphabetic' | 'middle' | 'hanging';
  /** Degrees, clockwise, around (x, y). */
  readonly rotate?: number;
  readonly weight?: 'bold';
  readonly className?: string;
}

/** Height of DejaVu's capitals, in em. */
const CAP_HEIGHT_EM = 0.729;

/** Text with math between dollar signs, as one SVG text element at (x, y). */
export function label(text: string, x: number, y: number, style: LabelStyle): string {
  // The shift is written into y: renderers disagree about the attribute dominant-baseline.
  const drop = { alphabetic: 0, middle: 0.5, hanging: 1 }[style.baseline ?? 'alphabetic'] * CAP_HEIGHT_EM;
  const anchor = style.anchor === undefined || style.anchor === 'start' ? undefined : style.anchor;
  const turned = style.rotate !== undefined && style.rotate !== 0;
  const place = turned
    ? { transform: `translate(${num(x)} ${num(y)}) rotate(${num(style.rotate)})`, y: drop * style.size }
    : { x, y: y + drop * style.size };
  return element(
    'text',
    {
      ...place,
      class: style.className,
      'font-size': style.size,
      'font-weight': style.weight,
      'text-anchor': anchor,
      fill: style.color,
    },
    spans(labelRuns(text), style.size),
  );
}

/** Width in px that `text` takes at `size`. */
export function labelWidth(text: string, size: number): number {
  return runsWidthEm(labelRuns(text)) * size;
}

function spans(runs: readonly TextRun[], size: number): string {
  if (runs.length === 1 && !runs[0].italic && runs[0].scale === 1) return escapeXml(runs[0].text);
  let rise = 0;
  return runs
    .map((run) => {
      const dy = (rise - run.rise) * size;
      rise = run.rise;
      return element(
        'tspan',
        {
          dx: run.shift === 0 ? undefined : run.shift * size,
          dy: dy === 0 ? undefined : dy,
          'font-size': run.scale === 1 ? undefined : run.scale * size,
          'font-style': run.italic ? 'italic' : undefined,
        },
        escapeXml(run.text),
      );
    })
    .join('');
}
