/**
 * Viridis, a sequential scale of even steps in lightness that reads the same with every common kind of colour vision: van der Walt
 * & Smith (2015), https://bids.github.io/colormap/ (CC0). Ten of its colours, linear between.
 */
const VIRIDIS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
] as const;

/** Colour at t in [0, 1], as #rrggbb. */
export function sequentialColor(t: number): string {
  const position = Math.max(0, Math.min(1, t)) * (VIRIDIS.length - 1);
  const i = Math.min(VIRIDIS.length - 2, Math.floor(position));
  const mixed = VIRIDIS[i].map((a, k) => Math.round(a + (position - i) * (VIRIDIS[i + 1][k] - a)));
  return `#${mixed.map((v) => v.toString(16).padStart(2, '0')).join('')}`;
}
