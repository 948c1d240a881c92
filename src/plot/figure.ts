import { element, svgDocument } from './svg.js';
import type { Theme } from './theme.js';

/** A finished figure: SVG text with its size in CSS px (1/96 inch). */
export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly svg: string;
}

/** Puts parts on a page of the theme's background. */
export function createFigure(
  size: { readonly width: number; readonly height: number },
  title: string,
  theme: Theme,
  ...parts: readonly string[]
): Figure {
  const { width, height } = size;
  const sheet = element('rect', { width, height, fill: theme.background });
  return { width, height, title, svg: svgDocument(width, height, title, sheet, ...parts) };
}
