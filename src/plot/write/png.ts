import type { Figure } from '../figure.js';
import { findFonts } from './fonts.js';
import { importOptional } from './import-optional.js';

/** Rasterises a figure; `scale` 2 gives 192 dots per inch. Same figure, same bytes. */
export async function figurePng(figure: Figure, scale = 2): Promise<Uint8Array> {
  const { Resvg } = await importOptional('PNG', '@resvg/resvg-js', () => import('@resvg/resvg-js'));
  const renderer = new Resvg(figure.svg, {
    fitTo: { mode: 'zoom', value: scale },
    // Without a font of our own resvg drops all text on machines that have none installed.
    font: {
      fontFiles: Object.values(findFonts()) as string[],
      loadSystemFonts: false,
      defaultFontFamily: 'DejaVu Sans',
    },
  });
  return renderer.render().asPng();
}
