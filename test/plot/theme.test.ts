import { describe, expect, it } from 'vitest';
import { themes } from '../../src/plot/theme.js';

type Rgb = readonly [number, number, number];

const linear = (hex: string): Rgb =>
  [1, 3, 5].map((i) => {
    const v = parseInt(hex.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;

/** Machado, Oliveira & Fernandes (2009), IEEE TVCG 15, 1291, severity 1, linear RGB. */
const DEFICIENCIES = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
} as const;

function seen([r, g, b]: Rgb, m: readonly number[]): Rgb {
  const row = (k: number): number => Math.max(0, m[3 * k] * r + m[3 * k + 1] * g + m[3 * k + 2] * b);
  return [row(0), row(1), row(2)];
}

/** CIE L*a*b* (D65). */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const luminance = (hex: string): number => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (hi + 0.05) / (lo + 0.05);
};

describe.each(['light', 'dark'] as const)('theme %s', (name) => {
  const theme = themes[name];

  it.each(Object.entries(DEFICIENCIES))('keeps the first four series colours apart: %s', (_, matrix) => {
    const colors = theme.series.slice(0, 4).map((hex) => lab(seen(linear(hex), matrix)));
    for (let i = 0; i < colors.length; i++)
      for (let j = 0; j < i; j++) {
        const distance = Math.hypot(...colors[i].map((v, k) => v - colors[j][k]));
        expect(distance, `${theme.series[i]} and ${theme.series[j]}`).toBeGreaterThan(12);
      }
  });

  it('has text that reads: WCAG AA', () => {
    expect(contrast(theme.ink, theme.background)).toBeGreaterThan(7);
    expect(contrast(theme.muted, theme.background)).toBeGreaterThan(4.5);
  });

  it('has series that stand out from the background', () => {
    for (const hex of theme.series.slice(0, 4)) expect(contrast(hex, theme.background)).toBeGreaterThan(2.7);
  });
});
