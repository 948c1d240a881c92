import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { createFigure } from '../../../src/plot/figure.js';
import { label } from '../../../src/plot/text/label.js';
import { themes } from '../../../src/plot/theme.js';
import { checkFigureFile, writeFigure } from '../../../src/plot/write/write-figure.js';
import { figurePdf } from '../../../src/plot/write/pdf.js';
import { figurePng } from '../../../src/plot/write/png.js';

const theme = themes.light;
const text = '$\\kappa_\\parallel(10\\,\\mathrm{GV})$ [$10^{26}\\,\\mathrm{cm^2\\,s^{-1}}$], $V_\\odot$';
const figure = createFigure(
  { width: 300, height: 60 },
  'test',
  theme,
  label(text, 10, 30, { size: 14, color: theme.ink }),
);
const empty = createFigure({ width: 300, height: 60 }, 'test', theme);

describe('figurePng', () => {
  it('draws text with the fonts of the package and gives the same bytes again', async () => {
    const png = await figurePng(figure);
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    expect(await figurePng(figure)).toEqual(png);
    // Without text an empty sheet compresses to nearly nothing.
    expect(png.length).toBeGreaterThan((await figurePng(empty)).length + 1000);
  });

  it('has twice the size of the figure in pixels', async () => {
    const png = Buffer.from(await figurePng(figure));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 120]);
  });
});

describe('figurePdf', () => {
  it('embeds the fonts it uses and gives the same bytes again', async () => {
    const pdf = Buffer.from(await figurePdf(figure));
    expect(Buffer.from(await figurePdf(figure)).equals(pdf)).toBe(true);
    const content = pdf.toString('latin1');
    expect(content.startsWith('%PDF-')).toBe(true);
    expect(content).toContain('DejaVuSans-Oblique');
    expect(content).toMatch(/\/MediaBox \[0 0 225 45\]/);
  });
});

describe('writeFigure', () => {
  it('chooses the format by the ending', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'licmc-figure-'));
    await writeFigure(join(folder, 'a.svg'), figure);
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toBe(figure.svg);
    await writeFigure(join(folder, 'a.PNG'), figure);
    expect(readFileSync(join(folder, 'a.PNG')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('names the formats when the ending is another', () => {
    expect(() => checkFigureFile('a.jpg')).toThrow(InputError);
    expect(() => checkFigureFile('a.jpg')).toThrow(/\.svg, \.png, \.pdf/);
    expect(() => checkFigureFile('a.html', ['.html'])).not.toThrow();
  });

  it('says in one line why a file cannot be written', async () => {
    await expect(writeFigure('/no/such/folder/a.svg', figure)).rejects.toThrow(/Cannot write .*a\.svg/);
  });
});
