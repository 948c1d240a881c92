#!/usr/bin/env bash
# Exports a chain to every format and opens each with the program it is for, in ArviZ 0.x's world and in ArviZ 1.x's.
#   scripts/readers/run.sh CHAIN.arrow [FOLDER]
# FOLDER (default .venv-exports) keeps the virtual environments and the exports between runs. LICMC is the command to
# export with (default: the built one of this checkout). PYTHON0 and PYTHON1 name the two interpreters.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
chain=${1:?usage: scripts/readers/run.sh CHAIN.arrow [FOLDER]}
folder=${2:-$root/.venv-exports}
licmc=${LICMC:-node $root/dist/cli/main.js}
mkdir -p "$folder"
exports=$folder/exports

# The first interpreter of the given minor versions of Python 3, in order of preference, that can make environments.
find_python() {
  local minor candidate
  for minor in "$@"; do
    for candidate in "python3.$minor" "$HOME"/.pyenv/versions/3."$minor".*/bin/python python3; do
      if "$candidate" -c "import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, $minor))" 2>/dev/null; then
        command -v "$candidate"
        return
      fi
    done
  done
  return 1
}

# An environment is made again when its requirements change.
make_environment() {
  local name=$1 python=$2 requirements=$here/requirements-$1.txt
  local stamp=$folder/$name.requirements
  if ! { [ -x "$folder/$name/bin/python" ] && cmp -s "$requirements" "$stamp"; }; then
    rm -rf "${folder:?}/$name"
    "$python" -m venv "$folder/$name"
    "$folder/$name/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$stamp"
  fi
}

# CmdStan's own stansummary: the one installed here, else the one inside the wheel of Prophet, which carries CmdStan 2.37.
# Prints its path, or nothing where there is none to be had.
find_stansummary() {
  if command -v stansummary; then return; fi
  if ! compgen -G "$folder/stan/prophet/stan_model/*/bin/stansummary" >/dev/null; then
    "$folder/arviz0/bin/pip" download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
      --python-version 3.12 --dest "$folder/stan" prophet==1.5.0 >&2 || return 0
    (cd "$folder/stan" && "$folder/arviz0/bin/python" -m zipfile -e prophet-*.whl .) || return 0
    chmod +x "$folder"/stan/prophet/stan_model/*/bin/stansummary || return 0
  fi
  local found
  found=$(compgen -G "$folder/stan/prophet/stan_model/*/bin/stansummary")
  if "$found" --help >/dev/null 2>&1; then echo "$found"; fi
}

export_all() {
  rm -rf "$exports"
  mkdir -p "$exports"
  one() { $licmc export "$chain" --json "$@" >>"$exports/exports.jsonl"; }
  one --to parquet -o "$exports/chain.parquet"
  one --to csv -o "$exports/chain.csv"
  one --to zarr -o "$exports/chain.zarr"
  one --to zarr -o "$exports/ensembles.zarr" --chains-as ensemble
  one --to netcdf -o "$exports/chain.nc"
  one --to netcdf -o "$exports/ensembles.nc" --chains-as ensemble
  one --to getdist -o "$exports/getdist/chain"
  one --to emcee -o "$exports/emcee.h5"
  one --to emcee -o "$exports/emcee-ensembles.h5" --chains-as ensemble
  one --to emcee -o "$exports/emcee-blobs.h5" --blobs
  one --to cmdstan -o "$exports/cmdstan/chain"
  $licmc constraints "$chain" --json >"$exports/constraints.json"
  # Exit code 3 says that the chain has not converged, which is no matter here.
  $licmc diagnose "$chain" --every 1 --json >"$exports/diagnose.json" || [ $? -eq 3 ]
}

check() {
  local python=$folder/$1/bin/python
  export PYTHONDONTWRITEBYTECODE=1 MPLBACKEND=Agg
  "$python" "$here/check_exports.py" "$chain" "$exports"
  "$python" "$here/check_low_level.py" "$chain" "$exports" "$exports/constraints.json" ${stansummary:+"$stansummary"}
  "$python" "$here/check_summaries.py" "$chain" "$exports" "$exports/constraints.json" "$exports/diagnose.json"
  (cd "$root/scripts/python" && "$python" -m pytest -q --disable-warnings -p no:cacheprovider test_licmc_chains.py)
  (cd "$root/scripts/python" && "$python" -m mypy --strict --ignore-missing-imports --cache-dir "$folder/mypy" licmc_chains.py)
  for example in "$root"/scripts/python/examples/*.py; do
    "$python" "$example" "$chain" "$folder/pictures" >/dev/null
    echo "$(basename "$example") ran"
  done
}

# Names in a subshell's `set -e` context: each environment is checked by itself so that both reports appear.
status=0
chain=$(realpath "$chain")
python0=${PYTHON0:-$(find_python 11 12 13 10)} || { echo 'no Python 3.10 to 3.13 with venv: nothing can be checked'; exit 1; }
make_environment arviz0 "$python0"
export_all
stansummary=$(find_stansummary)
echo "=== ArviZ 0.x on $($python0 --version)"
bash -c "$(declare -f check); set -euo pipefail; folder='$folder' here='$here' root='$root' chain='$chain' exports='$exports' stansummary='$stansummary'; check arviz0" || status=1
if python1=${PYTHON1:-$(find_python 12 13 14)}; then
  make_environment arviz1 "$python1"
  echo "=== ArviZ 1.x on $($python1 --version)"
  bash -c "$(declare -f check); set -euo pipefail; folder='$folder' here='$here' root='$root' chain='$chain' exports='$exports' stansummary='$stansummary'; check arviz1" || status=1
else
  echo '=== ArviZ 1.x was NOT checked: it needs Python 3.12 or newer, and this machine has none'
fi
if [ -z "$stansummary" ]; then echo 'stansummary was NOT checked: neither CmdStan nor its binaries in the wheel of Prophet are to be had here'; fi
exit $status
