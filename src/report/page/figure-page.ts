import type { Figure } from '../../plot/figure.js';
import { escapeXml } from '../../plot/svg.js';
import { pageStyles } from './page-styles.js';

/** A page with one figure drawn in the `page` theme: light or dark as the reader's system is. */
export function figurePage(figure: Figure): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(figure.title)}</title>
<style>${pageStyles()}</style>
</head>
<body class="plain">
<figure>${figure.svg}</figure>
</body>
</html>
`;
}
