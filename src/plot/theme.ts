/** Colours and sizes of a figure. Everything that is drawn takes its colours from here, so that dark is not light inverted. */
export interface Theme {
  readonly name: 'light' | 'dark' | 'page';
  readonly background: string;
  /** Text and curves of the first rank. */
  readonly ink: string;
  /** Axis lines and ticks. */
  readonly axis: string;
  /** Second-rank text. */
  readonly muted: string;
  readonly grid: string;
  /** Colours that stay apart for every common kind of colour vision, in order of use. */
  readonly series: readonly string[];
}

/**
 * Series colours: Okabe & Ito (2008), "Color Universal Design", https://jfly.uni-koeln.de/color/, in the order blue,
 * vermilion, green, purple, orange, sky blue. Their yellow is too faint on white and is left out.
 */
const light: Theme = {
  name: 'light',
  background: '#ffffff',
  ink: '#1a1a1a',
  axis: '#333333',
  muted: '#5c5c5c',
  grid: '#e3e3e3',
  series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7f7f7f'],
};

/** The same hues, lighter, so that each keeps a contrast of at least 4.5 to the dark background. */
const dark: Theme = {
  name: 'dark',
  background: '#14171c',
  ink: '#eceff4',
  axis: '#c3cad5',
  muted: '#9aa4b2',
  grid: '#2b313b',
  series: ['#4aa8e8', '#f28a4b', '#2fc79a', '#e3a3c8', '#f2bd4d', '#a5dcff', '#a6a6a6'],
};

/** Colours as CSS variables of the surrounding page, which defines them with `themeStyles()`. For inline SVG in HTML only. */
const page: Theme = {
  name: 'page',
  background: 'var(--figure-background)',
  ink: 'var(--figure-ink)',
  axis: 'var(--figure-axis)',
  muted: 'var(--figure-muted)',
  grid: 'var(--figure-grid)',
  series: light.series.map((_, i) => `var(--figure-series-${String(i)})`),
};

export const themes = { light, dark, page } as const;

/** The CSS declarations that give the `page` theme the colours of another one: `--figure-ink: #1a1a1a; ...`. */
export function themeStyles(theme: Theme): string {
  const { background, ink, axis, muted, grid } = theme;
  const plain = Object.entries({ background, ink, axis, muted, grid });
  const series = theme.series.map((color, i) => [`series-${String(i)}`, color]);
  return [...plain, ...series].map(([name, color]) => `--figure-${name}: ${color};`).join(' ');
}
