import type { Figure } from '../figure.js';
import { findFonts } from './fonts.js';
import { importOptional } from './import-optional.js';

/** CSS px to PDF points. */
const PT_PER_PX = 72 / 96;

/** pdfkit writes the clock into the file; the same figure must give the same bytes. */
const CREATION_DATE = new Date(0);

/** A one-page PDF of a figure, with text as text in embedded fonts. */
export async function figurePdf(figure: Figure): Promise<Uint8Array> {
  const { default: PDFDocument } = await importOptional('PDF', 'pdfkit', () => import('pdfkit'));
  const { default: svgToPdf } = await importOptional('PDF', 'svg-to-pdfkit', () => import('svg-to-pdfkit'));
  const fonts = findFonts();
  const document = new PDFDocument({
    size: [figure.width * PT_PER_PX, figure.height * PT_PER_PX],
    margin: 0,
    info: { Title: figure.title, Producer: 'licmc', Creator: 'licmc', CreationDate: CREATION_DATE },
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  svgToPdf(document, figure.svg, 0, 0, {
    width: figure.width * PT_PER_PX,
    height: figure.height * PT_PER_PX,
    assumePt: false,
    fontCallback: (_family: string, bold: boolean, italic: boolean) =>
      bold ? (italic ? fonts.boldOblique : fonts.bold) : italic ? fonts.oblique : fonts.regular,
  });
  document.end();
  await finished;
  return Buffer.concat(chunks);
}
