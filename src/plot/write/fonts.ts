import { createRequire } from 'node:module';
import { RunError } from '../../errors.js';

/** The faces of DejaVu Sans that figures use; paths of TrueType files. */
export interface FontFiles {
  readonly regular: string;
  readonly oblique: string;
  readonly bold: string;
  readonly boldOblique: string;
}

/** Finds the fonts that come with the package, so that PNG and PDF look the same on every machine. */
export function findFonts(): FontFiles {
  const require = createRequire(import.meta.url);
  const find = (face: string): string => {
    try {
      return require.resolve(`dejavu-fonts-ttf/ttf/${face}.ttf`);
    } catch {
      throw new RunError(
        `The font ${face}.ttf is not installed: PNG and PDF need the optional package dejavu-fonts-ttf. ` +
          'Run `npm install` without --omit=optional, or write .svg.',
      );
    }
  };
  return {
    regular: find('DejaVuSans'),
    oblique: find('DejaVuSans-Oblique'),
    bold: find('DejaVuSans-Bold'),
    boldOblique: find('DejaVuSans-BoldOblique'),
  };
}
