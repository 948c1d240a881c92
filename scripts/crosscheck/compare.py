"""Compares a licmc chain of paper.yaml with the posterior drawn by emcee.

    python scripts/crosscheck/compare.py CHAIN.arrow

Every mean, standard deviation and 16 and 84 % quantile of every coordinate, derived quantity and of the log posterior
must agree within 4 combined Monte Carlo standard errors, with an effective sample size of at least 2000 for each on
both sides. Exit code 1 when they do not, 2 when the file is no such chain. Needs numpy and pyarrow.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import numpy as np
import pyarrow as pa

from chain_statistics import Array, Estimate, summarize

REFERENCE = Path(__file__).with_name("emcee_paper.json")
LARGEST_DISTANCE = 4.0
SMALLEST_ESS = 2000.0


def fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(2)


def read_draws(path: Path, names: list[str]) -> dict[str, Array]:
    """Columns as [ensembles, steps, walkers]; exits with a message when the file is not such a chain."""
    try:
        table = pa.ipc.open_file(path).read_all()
    except (OSError, pa.ArrowInvalid) as error:
        fail(f"{path}: cannot be read as an Arrow IPC file: {error}")
    if missing := [n for n in ("ensemble", "step", "walker", *names) if n not in table.column_names]:
        fail(f"{path}: has no columns {', '.join(missing)}; is it a chain of paper.yaml?")
    ensemble, step, walker = (table[n].to_numpy() for n in ("ensemble", "step", "walker"))
    shape = tuple(len(np.unique(index)) for index in (ensemble, step, walker))
    order = np.lexsort((walker, step, ensemble))
    if np.prod(shape) != len(order) or np.any(order != np.arange(len(order))):
        fail(f"{path}: rows are not all walkers of all steps of all ensembles, in this order")
    return {name: table[name].to_numpy().reshape(shape) for name in names}


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    reference = json.loads(REFERENCE.read_text())["quantities"]
    draws = read_draws(Path(argv[1]), list(reference))
    worst, failures = 0.0, []
    print(f"{'quantity':16}{'':6}{'licmc':>14}{'emcee':>14}{'distance':>10}{'ESS licmc':>11}{'ESS emcee':>11}")
    for name, expected in reference.items():
        for statistic, ours in summarize(draws[name]).items():
            theirs = Estimate(**expected[statistic])
            distance = (ours.value - theirs.value) / np.hypot(ours.mcse, theirs.mcse)
            failed = not abs(distance) <= LARGEST_DISTANCE or not min(ours.ess, theirs.ess) >= SMALLEST_ESS
            worst = max(worst, abs(distance))
            failures += [f"{name} {statistic}"] if failed else []
            print(
                f"{name:16}{statistic:6}{ours.value:14.7g}{theirs.value:14.7g}{distance:10.2f}"
                f"{ours.ess:11.0f}{theirs.ess:11.0f}{'  <--' if failed else ''}"
            )
    print(f"largest distance {worst:.2f} combined MCSE; {len(failures)} of {4 * len(reference)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
