#!/usr/bin/env bash
# Packs the package, installs the tarball in an empty folder and draws from it there: what a user of npm would get.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
npm pack --silent --pack-destination "$work" >/dev/null
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ./licmc-*.tgz
npx --no-install licmc sample lic --steps 200 --warmup 100 --thin 20 --quiet --json >sample.json || test $? -eq 3
test -s chains/lic.arrow
npx --no-install licmc constraints chains/lic.arrow --json >constraints.json
node -e 'const c = JSON.parse(require("fs").readFileSync("constraints.json")); if (!c.parameters.some((p) => p.id === "v_sun")) process.exit(1)'
node --input-type=module -e 'import { streamRng } from "licmc"; if (typeof streamRng !== "function") process.exit(1)'
node "$root/scripts/run-library-page.mjs" "$root/docs/library.md" .
for command in 'diagnose line.arrow' 'watch line.arrow' 'corner line.arrow -o line.svg' 'export line.arrow --to csv -o line.csv'; do
  npx --no-install licmc $command >/dev/null
done
echo 'the package installs and runs'
