#!/usr/bin/env bash
# Both halves of the picture pairs in docs/figures/compare, in a Python environment of their own: bash scripts/figures/compare.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-$(mktemp -d)}
python3 -m venv .venv-figures
.venv-figures/bin/pip install --quiet --disable-pip-version-check -r scripts/figures/requirements.txt
npx tsx scripts/figures/compare-ours.ts "$folder"
.venv-figures/bin/python -W ignore scripts/figures/compare-theirs.py "$folder"
rm -f "$folder"/*.json "$folder/draws.csv"
for ours in "$folder"/*-licmc.png; do
  kind=$(basename "$ours" -licmc.png)
  [ "$(ls "$folder/$kind"-*.png | wc -l)" -ge 2 ] || { echo "no counterpart of $kind"; exit 1; }
done
echo "pairs in $folder"
