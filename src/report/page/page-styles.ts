import { themes, themeStyles } from '../../plot/theme.js';

/** Style sheet of all pages. Colours follow the system's preference, or the attribute `data-theme` where it is set. */
export function pageStyles(): string {
  const light = themeStyles(themes.light);
  const dark = themeStyles(themes.dark);
  return `
:root { ${light} --panel: #f6f7f9; --line: #d8dce2; --good: #00745a; --bad: #b03a00; --link: #005a8f; color-scheme: light; }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { ${dark} ${DARK} } }
:root[data-theme=dark] { ${dark} ${DARK} }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1060px; padding: 28px 20px 80px; background: var(--figure-background); color: var(--figure-ink);
  font: 15px/1.5 'DejaVu Sans', Verdana, Geneva, sans-serif; }
body.plain { max-width: none; }
h1 { font-size: 25px; line-height: 1.25; margin: 0 0 6px; }
h2 { font-size: 18px; margin: 44px 0 10px; border-bottom: 1px solid var(--line); padding-bottom: 5px; }
p { margin: 8px 0; max-width: 46em; overflow-wrap: anywhere; }
a { color: var(--link); }
.muted { color: var(--figure-muted); font-size: 13px; }
figure { margin: 14px 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; display: block; }
/* Below this width a figure is moved sideways instead of shrunk until nobody can read it. */
@media (max-width: 700px) { body { padding: 20px 14px 60px; } figure svg { min-width: 620px; } .scroll table { min-width: 560px; } #corner svg { min-width: 900px; } #pair { min-width: 0 !important; } }
table.numbers td { white-space: nowrap; }
sup, sub { line-height: 0; }
code { overflow-wrap: anywhere; }
td code { overflow-wrap: normal; }
figcaption { font-size: 13px; color: var(--figure-muted); max-width: 56em; }
table { border-collapse: collapse; font-size: 13px; margin: 10px 0; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.verdict { border-left: 5px solid var(--good); background: var(--panel); padding: 10px 16px; margin: 16px 0; }
.verdict.bad { border-color: var(--bad); }
button, select { font: inherit; font-size: 13px; padding: 3px 9px; border: 1px solid var(--line); border-radius: 4px;
  background: var(--panel); color: inherit; cursor: pointer; }
.controls { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 10px 0; font-size: 13px; }
button[aria-pressed=false] { opacity: .45; text-decoration: line-through; }
[data-toggle], .corner-cell, .tip { cursor: pointer; }
[data-toggle].off { opacity: .3; }
.hidden { display: none; }
.tip:hover path { stroke-width: 2; }
#tooltip { position: fixed; z-index: 9; pointer-events: none; max-width: 360px; white-space: pre-line; font-size: 12px; line-height: 1.4;
  background: var(--figure-ink); color: var(--figure-background); padding: 7px 10px; border-radius: 4px; }
details { margin: 8px 0; } summary { cursor: pointer; }
pre { background: var(--panel); padding: 10px 12px; overflow-x: auto; font: 12.5px/1.45 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
`;
}

const DARK =
  '--panel: #1d2128; --line: #343b46; --good: #2fc79a; --bad: #f28a4b; --link: #7cc4f5; color-scheme: dark;';
