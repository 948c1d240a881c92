"""Writes scripts/zoo/held-out-truth.json: the truth of the held-out targets, without any Monte Carlo.

As make_truth.py does for the zoo, with the packages of scripts/fixtures/requirements.txt; six points of each target, at which its log density is
told for test/zoo, are exact draws where there is a way to make them. Then `npx prettier --write` on the file. What is written here is compared with the
densities in other ways by check_held_out.py.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path

import numpy as np
import scipy
from held_out_models import models
from held_out_shapes import HeldOut, shapes
from make_truth import DIGITS, HERE


def typical(target: HeldOut, n: int = 6) -> np.ndarray:
    rng = np.random.default_rng(2)
    if target.draw is not None:
        return target.draw(rng, n)
    # Points of the truth's central box with a finite density.
    low, high = (np.array([q[key] for q in target.quantities]) for key in ("q05", "q95"))
    return rng.uniform(low, high, (n, len(low)))


def write_truth(known: dict, script: str, file: str) -> None:
    """Writes what is known of each target, with its log density at some points."""
    targets = {}
    for name, target in known.items():
        points = np.round(typical(target), 6)
        targets[name] = {
            "quantities": [
                {k: v if k == "id" else float(f"{v:.{DIGITS}g}") for k, v in q.items()} for q in target.quantities
            ],
            "points": points.tolist(),
            "log_density": [float(x) for x in target.log_density(points)],
        }
    document = {
        "script": f"scripts/zoo/{script}",
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
        "targets": targets,
    }
    Path(HERE / file).write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    write_truth({**shapes(), **models()}, "make_held_out_truth.py", "held-out-truth.json")
