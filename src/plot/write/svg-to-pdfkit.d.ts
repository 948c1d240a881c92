/** The package comes without types; this is the part of its README that is used here. */
declare module 'svg-to-pdfkit' {
  interface Options {
    width?: number;
    height?: number;
    /** True when the document's user unit is a point instead of a pixel. */
    assumePt?: boolean;
    /** Font name or file for a family and style. */
    fontCallback?: (family: string, bold: boolean, italic: boolean) => string;
  }
  export default function svgToPdf(
    document: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options?: Options,
  ): void;
}
