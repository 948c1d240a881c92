#!/usr/bin/env bash
# Compiles the LaTeX table of a chain's constraints as an article would, and fails on any error, warning or overfull line.
# bash scripts/figures/compile-latex.sh chains/lic.arrow [PICTURE.png]; needs pdflatex (texlive-latex-base,
# texlive-latex-recommended), for the picture pdftoppm (poppler-utils), and a built dist.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node "$(dirname "$0")/../../dist/cli/main.js" constraints "$1" --format latex >"$work/table.tex"
cat >"$work/article.tex" <<'TEX'
\documentclass{article}
\usepackage{booktabs}
\begin{document}
\input{table}
\end{document}
TEX
(cd "$work" && pdflatex -interaction=nonstopmode -halt-on-error article.tex >article.out) || { tail -30 "$work/article.out"; exit 1; }
if grep -E 'Warning|Overfull' "$work/article.log"; then exit 1; fi
if [ $# -gt 1 ]; then
  pdftoppm -r 90 -png -singlefile -x 110 -y 100 -W 560 -H 870 "$work/article.pdf" "${2%.png}"
fi
echo "the LaTeX table of $1 compiles"
