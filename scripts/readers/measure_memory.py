"""Exports a chain to every format, and imports it again, under a limit of memory; prints what each took.

    python measure_memory.py CHAIN.arrow --limit-mb 700 [--formats zarr,netcdf,...] [--folder FOLDER] [--json FILE]

The peak is the largest resident set of the program (as the kernel accounts for it when it ends). A program that goes
beyond the limit is stopped and counts as failed. LICMC is the command (default: the built one of this checkout). Linux
only. Outputs are removed as soon as they are measured; the largest is about 2.5 times the chain.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = {
    "parquet": "chain.parquet",
    "csv": "chain.csv",
    "getdist": "getdist/chain",
    "cmdstan": "cmdstan/chain",
    "emcee": "chain.h5",
    "zarr": "chain.zarr",
    "netcdf": "chain.nc",
}
#: Exports that `licmc import` takes in again.
IMPORTED = ("getdist", "emcee")


def resident_mb(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0.0  # it has just ended
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if fields else 0.0


def measure(command: list[str], limit_mb: float) -> dict[str, float | int | str]:
    """Runs a command. Peak in MB, seconds, exit code, and the last of what it said."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if resident_mb(child.pid) > limit_mb:
                child.kill()
            time.sleep(0.05)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().strip().splitlines()
    return {
        "peak_mb": round(usage.ru_maxrss * 1024 / 1e6),
        "seconds": round(time.monotonic() - began, 1),
        "exit_code": child.returncode,
        "progress_lines": sum(line.endswith("%") for line in lines),
        "said": lines[-1] if lines else "",
    }


def size_mb(path: Path) -> int:
    """Of a file, a directory, or all files of a root."""
    found = path.rglob("*") if path.is_dir() else path.parent.glob(f"{path.name}*")
    return round(sum(file.stat().st_size for file in found if file.is_file()) / 1e6)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("chain", type=Path)
    arguments.add_argument("--limit-mb", type=float, default=700)
    arguments.add_argument("--formats", default=",".join(OUTPUTS))
    arguments.add_argument("--folder", type=Path, default=None)
    arguments.add_argument("--json", type=Path, default=None)
    options = arguments.parse_args()
    licmc = shlex.split(os.environ.get("LICMC", f"node {shlex.quote(str(ROOT / 'dist/cli/main.js'))}"))
    results: dict[str, dict[str, float | int | str]] = {}

    def one(name: str, command: list[str], output: Path) -> bool:
        result = measure([*licmc, *command], options.limit_mb)
        result["output_mb"] = size_mb(output)
        results[name] = result
        failed = result["exit_code"] != 0
        print(
            f"{name:15s} peak {result['peak_mb']:5d} MB  {result['seconds']:8.1f} s  output {result['output_mb']:6d} MB"
            f"{'  FAILED: ' + str(result['said']) if failed else ''}",
            flush=True,
        )
        if options.json:
            options.json.write_text(json.dumps(results, indent=1) + "\n")
        return not failed

    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        os.environ["TMPDIR"] = place
        for name in options.formats.split(","):
            output = Path(place) / name / OUTPUTS[name]
            written = one(name, ["export", str(options.chain), "--to", name, "-o", str(output)], output)
            if written and name in IMPORTED:
                back = Path(place) / "imported.arrow"
                one(f"import {name}", ["import", str(output), "-o", str(back)], back)
                back.unlink(missing_ok=True)
            shutil.rmtree(output.parent, ignore_errors=True)
    return 1 if any(result["exit_code"] != 0 for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
