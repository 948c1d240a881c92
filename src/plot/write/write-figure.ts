import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { InputError, RunError } from '../../errors.js';
import type { Figure } from '../figure.js';
import { figurePdf } from './pdf.js';
import { figurePng } from './png.js';

const FORMATS = { '.svg': svgBytes, '.png': figurePng, '.pdf': figurePdf } as const;

/** Fails early, before anything is computed, when the name's ending is no format: .svg, .png, .pdf and `more`. */
export function checkFigureFile(file: string, more: readonly string[] = []): void {
  const extension = extname(file).toLowerCase();
  const known = [...Object.keys(FORMATS), ...more];
  if (known.includes(extension)) return;
  throw new InputError({
    where: '-o',
    expected: `a file name that ends in ${known.join(', ')}`,
    got: `'${file}'`,
  });
}

/** Writes a figure in the format its file name ends in. */
export async function writeFigure(file: string, figure: Figure): Promise<void> {
  checkFigureFile(file);
  const bytes = await FORMATS[extname(file).toLowerCase() as keyof typeof FORMATS](figure);
  await writeBytes(file, bytes);
}

/** Writes a file; what the system refuses is told in one line. */
export async function writeBytes(file: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new RunError(`Cannot write ${file}: ${(error as Error).message}`);
  }
}

function svgBytes(figure: Figure): Promise<Uint8Array> {
  return Promise.resolve(new TextEncoder().encode(figure.svg));
}
