"""Writes docs/python.md: python-page.md with the output of every block that says `run` put below it.

    python make_page.py CHAIN.arrow FOLDER [--check]      FOLDER: the environments that ../readers/run.sh made

With --check nothing is written: every block must run, and the page in docs must be this text with outputs of as many
lines. Their numbers may be those of another chain.

`python run` blocks run in ArviZ 1.x's environment, `python run arviz0` in 0.x's, `sh run` blocks with `npx licmc`
standing for the command in LICMC (default: the built one of this checkout).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BLOCK = re.compile(r"^```(python|sh) run ?(\w*)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def run(language: str, environment: str, code: str, folder: Path, place: str) -> str:
    if language == "sh":
        licmc = os.environ.get("LICMC", f"node {shlex.quote(str(ROOT / 'dist/cli/main.js'))}")
        command = ["bash", "-euc", code.replace("npx licmc", licmc)]
    else:
        command = [str(folder / (environment or "arviz1") / "bin" / "python"), "-W", "ignore", "-c", code]
    variables = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "MPLBACKEND": "Agg", "COLUMNS": "110"}
    done = subprocess.run(command, cwd=place, env=variables, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"this block failed:\n{code}\n{done.stderr}")
    # GetDist and cmdstanpy report the files they open; that is not the answer.
    noise = re.compile(r"^(lic_\d\.(txt|csv)|\S*/lic_\d\.txt|Removed no burn in)$")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines() if not noise.match(line)).strip("\n")


def shape(page: str) -> str:
    """The page with each output replaced by its number of lines."""
    return re.sub(r"^```text\n(.*?)^```\n", lambda m: f"<{m[1].count(chr(10))} lines>\n", page, flags=re.M | re.S)


def main() -> None:
    chain, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "chains").mkdir()
        (Path(place) / "chains" / "lic.arrow").symlink_to(chain)

        def fill(match: re.Match[str]) -> str:
            language, environment, code = match.groups()
            output = run(language, environment, code, folder, place)
            return f"```{language}\n{code}```\n\n```text\n{output}\n```\n"

        page = BLOCK.sub(fill, (HERE / "python-page.md").read_text())
    target = ROOT / "docs" / "python.md"
    if "--check" not in sys.argv:
        target.write_text(page)
    elif shape(page) != shape(target.read_text()):
        sys.exit(f"{target} is not what its source gives; make it again: python scripts/python/make_page.py CHAIN FOLDER")
    else:
        print(f"{target}: every block runs and gives an answer of this form")


if __name__ == "__main__":
    main()
