/** SVG as text: a few functions that put elements together, with every number rounded so that output is reproducible. */

/** Attribute values; undefined leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A number with at most `decimals` digits after the point, no trailing zeros, no "-0". NaN is a bug of the caller. */
export function num(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) throw new RangeError(`a coordinate must be finite, got ${value}`);
  const factor = 10 ** decimals;
  return String(Math.round(value * factor) / factor + 0);
}

/** Escapes text for element content and double-quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}

/** One element; children are already SVG text. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let open = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    open += ` ${key}="${typeof value === 'number' ? num(value) : escapeXml(value)}"`;
  }
  const content = children.join('');
  return content === '' ? `${open}/>` : `${open}>${content}</${name}>`;
}

/** A group; an empty one vanishes. */
export function group(attributes: Attributes, ...children: readonly string[]): string {
  return children.every((c) => c === '') ? '' : element('g', attributes, ...children);
}

/** A whole document of `width` by `height` CSS pixels (1/96 inch). */
export function svgDocument(
  width: number,
  height: number,
  title: string,
  ...children: readonly string[]
): string {
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${num(width)} ${num(height)}`,
      width,
      height,
      role: 'img',
      'font-family': FONT_FAMILY,
    },
    element('title', {}, escapeXml(title)),
    ...children.map((child) => `\n${child}`),
    '\n',
  )}\n`;
}

/** DejaVu Sans, whose widths the layout knows; Verdana and Geneva are of the same design and width. */
export const FONT_FAMILY = "'DejaVu Sans', Verdana, Geneva, sans-serif";
